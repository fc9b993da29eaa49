import { readDcrError } from '../pass/dcr.ts';
import { isFailure } from '../pass/statuses.ts';
import { isCaptivePortal } from '../pass/unexpectedResponse.ts';
import type { CorePorts, HttpRequest, HttpResponse } from '../ports.ts';
import type { Log } from './Log.ts';

/** The same ports, with every exchange written to the log: method, address, status, time, error code. */
export function loggedPorts<P extends CorePorts>(ports: P, log: Log): P {
  const { clock } = ports;
  const send: CorePorts['send'] = async (request, signal, onProgress) => {
    const began = clock.monotonic();
    const line = (status: number, error: { code?: string; trace?: string } = {}) =>
      log.add({
        kind: 'request',
        at: began,
        method: request.method,
        address: addressOf(request),
        status,
        took: Math.round(clock.monotonic() - began),
        ...error,
      });
    try {
      const response = await ports.send(request, signal, onProgress);
      line(response.status, errorIn(response));
      return response;
    } catch (error) {
      line(0, { code: signal.aborted ? 'given_up' : 'no_answer' });
      throw error;
    }
  };
  // Not a copy: the methods of a shell may be on its prototype.
  return Object.create(ports, { send: { value: send, enumerable: true } }) as P;
}

function errorIn(response: HttpResponse): { code?: string; trace?: string } {
  if (!isFailure(response) && !isCaptivePortal(response)) return {};
  const { code, trace } = readDcrError(response);
  return { code, ...(trace === undefined ? {} : { trace }) };
}

/** The path before a registration code in REST API V2 and V1. */
const beforeCode =
  /\/(sessions|code|regcode|authenticate\/[^/]+|api\/v1\/(checkauthn|preauthorize|authenticate))$/;

/** Concurrency Monitoring: after these paths come the MVPD, the viewer's account there, and a session's id. */
const beforeAccount = /^(?:\/(?!api\/)[^/]+)*?\/v2\/(sessions|runningStreams)\//;

/** Without registration codes, which may still be valid, and without the query, which may contain anything. */
function addressOf({ url }: HttpRequest): string {
  const { host, pathname } = new URL(url);
  const account = beforeAccount.exec(pathname);
  if (account) return `${host}${account[0]}…`;
  // Decided by the parts before it, also for a service provider with the name `code`.
  const parts = pathname.split('/').slice(1);
  const before = (at: number) => `/${parts.slice(Math.max(0, at - 3), at).join('/')}`;
  return [host, ...parts.map((part, at) => (beforeCode.test(before(at)) ? '…' : part))].join('/');
}
