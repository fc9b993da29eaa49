import type { Send } from '../../../core/index.ts';
import type { Platform } from '../../../platforms/platform.ts';
import type { Say } from '../report.ts';
import type { Redactor } from './Redactor.ts';

/** The same shell; every exchange is said as soon as it has ended. */
export function tracedPlatform(platform: Platform, redactor: Redactor, say: Say): Platform {
  const { clock } = platform;
  const send: Send = async (request, signal) => {
    const began = clock.monotonic();
    const { address, ...shown } = redactor.request(request);
    const line = (status: number, answer: ReturnType<Redactor['answer']> | null) =>
      say({
        event: 'exchange',
        method: request.method,
        address,
        status,
        ms: Math.round(clock.monotonic() - began),
        request: shown,
        answer,
      });
    try {
      const response = await platform.send(request, signal);
      line(response.status, redactor.answer(response));
      return response;
    } catch (error) {
      line(0, null);
      throw error;
    }
  };
  return Object.create(platform, { send: { value: send, enumerable: true } }) as Platform;
}
