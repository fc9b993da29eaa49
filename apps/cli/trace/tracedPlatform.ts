import type { HttpResponse, Send } from '@couchpass/core';
import type { Platform } from '@couchpass/platforms';
import type { Say } from '../report.ts';
import type { Redactor } from './Redactor.ts';

/** The same platform; reports every exchange as soon as it has ended, and does not change its result. */
export function tracedPlatform(platform: Platform, redactor: Redactor, say: Say): Platform {
  const { clock } = platform;
  const send: Send = async (request, signal) => {
    const began = clock.monotonic();
    const { address, ...shown } = redactor.request(request);
    const line = (response: HttpResponse | null) =>
      say({
        event: 'exchange',
        method: request.method,
        address,
        status: response?.status ?? 0,
        ms: Math.round(clock.monotonic() - began),
        request: shown,
        answer: response && redactor.answer(response),
      });
    const response = await platform.send(request, signal).catch((error: unknown) => {
      line(null);
      throw error;
    });
    line(response);
    return response;
  };
  return Object.create(platform, { send: { value: send, enumerable: true } }) as Platform;
}
