import type { ProfileAttribute } from '@couchpass/core';
import { reportAttributes } from '../calls/attributes.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { openV1 } from '../v1.ts';

/** V1: the viewer's attributes, from the provider. */
export async function metadata(session: Session): Promise<ExitCode> {
  const { io, say } = session;
  const found = await openV1(session).userMetadata(io.signal);
  if (found === null) {
    say({ event: 'metadata', known: false, attributes: [] });
    return exit.denied;
  }
  const attributes = Object.entries(found.data).map(([name, value]): [string, ProfileAttribute] => {
    const state = found.encrypted.includes(name) ? 'enc' : 'plain';
    return [name, { value, state }];
  });
  say({
    event: 'metadata',
    known: true,
    ...(found.updated === undefined ? {} : { updated: new Date(found.updated).toISOString() }),
    attributes: reportAttributes(Object.fromEntries(attributes)),
  });
  return exit.done;
}
