import {
  type CorePorts,
  createPassService,
  type HttpRequest,
  type HttpResponse,
  type KeyValueStore,
  PassError,
  type PassService,
  type PassSettings,
  type Send,
} from '@couchpass/core';
import { isCancelled, isWhole, sendWithTimeout, type TimeoutKind } from '@couchpass/core/pass';
import type { Session } from '../session.ts';
import type { Check } from './report.ts';

export type Finding = Omit<Check, 'event' | 'check'>;

export const well = (found: string): Finding => ({ result: 'well', found });
export const skipped = (found: string): Finding => ({ result: 'skipped', found });
/** Worth knowing, but not wrong. */
export const notice = (found: string, advice: string): Finding => ({
  result: 'notice',
  found,
  advice,
});
export const wrong = (found: string, advice: string): Finding => ({
  result: 'wrong',
  found,
  advice,
});

/** The tools of the checks. */
export interface Bench {
  readonly session: Session;
  /** Registers again: stored credentials would not show whether the software statement is still valid. */
  readonly service: PassService;
  /** The last configuration as the service sent it; the port keeps only the parts that the app needs. */
  configuration(): string | undefined;
  /** The request for the configuration; contains an access token. */
  configurationRequest(): HttpRequest | undefined;
  /** One exchange with a time limit. @throws PassError */
  ask(request: HttpRequest, limit?: TimeoutKind): Promise<HttpResponse>;
}

export function setUp(session: Session): Bench {
  const { couchpass, platform, io } = session;
  const { pass } = couchpass.settings.appSettings;
  let configuration: string | undefined;
  let asked: HttpRequest | undefined;
  const send: Send = async (request, signal) => {
    const response = await platform.send(request, signal);
    if (isConfiguration(request.url, pass) && isWhole(response)) {
      configuration = response.text;
      asked = request;
    }
    return response;
  };
  const ports: CorePorts = Object.create(platform, {
    send: { value: send },
    storage: { value: createForgetfulStore() },
  });
  return {
    session,
    service: createPassService(pass, ports),
    configuration: () => configuration,
    configurationRequest: () => asked,
    ask: (request, limit) => sendWithTimeout(platform, request, io.signal, limit),
  };
}

/** Runs `work`; a failure becomes a finding. @throws PassError when it was cancelled */
export async function orWrong(
  work: () => Promise<Finding>,
  say: (error: PassError) => Finding,
): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PassError) || isCancelled(error)) throw error;
    return say(error);
  }
}

/** True for http on this computer; other addresses need https. */
export function isPrivateAddress({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

function isConfiguration(url: string, { serviceProvider }: PassSettings): boolean {
  const { pathname } = new URL(url);
  return (
    pathname === `/api/v2/${serviceProvider}/configuration` ||
    pathname === `/api/v1/config/${serviceProvider}`
  );
}

function createForgetfulStore(): KeyValueStore {
  const values = new Map<string, unknown>();
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
    delete: async (key) => void values.delete(key),
  };
}
