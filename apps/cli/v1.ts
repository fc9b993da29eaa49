import { createV1Client, type V1Client } from '@couchpass/core/pass';
import type { Session } from './session.ts';

/** The single calls of REST API V1, below the port that the statechart uses. */
export function openV1({ couchpass, platform, xml }: Session): V1Client {
  const { settings, memory } = couchpass;
  return createV1Client(settings.appSettings.pass, platform, memory, xml ? 'xml' : 'json');
}
