import { type Call, deviceAddressOf, isApi } from '../calls.ts';
import type { Client } from '../client.ts';
import { addTo, once } from '../once.ts';
import { broken, combine, met, rules } from '../rule.ts';
import { firstAfter } from '../sequences.ts';

const BURST = 10;
/** Requests per ms. */
const RATE = 1 / 1_000;

export const throttling = rules({
  'THR-01': (client) =>
    combine(
      client.calls
        .filter((call) => isApi(call) && call.status === 429)
        .map((call) => {
          const next = firstAfter(
            client,
            call,
            (other) =>
              isApi(other) &&
              deviceAddressOf(other) === deviceAddressOf(call) &&
              other.at >= call.end &&
              // Other requests may have been sent before the answer; a repeat of the same one was not.
              (other.at - call.end > 100 || other.signature === call.signature),
          );
          if (!next || next.at - call.end > 60_000) return undefined;
          return next.at - call.end >= 950
            ? met([call, next])
            : broken(
                [call, next],
                'Sent another request within a second of 429; hold every request to the service back for at least 1 second.',
              );
        }),
    ),

  'THR-02': (client) =>
    combine(
      byDevice(client).map((calls) => {
        const over = overLimit(calls);
        if (over.length > 0)
          return broken(
            over,
            'More than one request a second after the burst of ten; poll less, keep answers, and ask one thing after another.',
          );
        return calls.length >= 10 ? met(calls.slice(-3)) : undefined;
      }),
    ),

  'THR-03': (client) =>
    combine(
      byDevice(client).map((calls) => {
        const [first] = calls;
        if (!first) return undefined;
        const start = calls.filter(({ at }) => at - first.at < 15_000);
        const over = overLimit(start);
        if (over.length > 0)
          return broken(
            over,
            'The start took more requests than the burst of ten; ask for less before the catalogue is shown.',
          );
        return start.length > 1 ? met(start) : undefined;
      }),
    ),
});

/** The limit applies to each device, which is identified by its address. */
const byDevice = once((client: Client): Call[][] => {
  const devices = new Map<string, Call[]>();
  for (const call of client.calls.filter(isApi)) {
    const device = deviceAddressOf(call);
    addTo(devices, device, call);
  }
  return [...devices.values()];
});

/**
 * Requests beyond one per second and a burst of ten. The documentation calls it a token bucket, but its burst a
 * one-time allowance: here the burst refills, which is more favourable to the client.
 */
function overLimit(calls: readonly Call[]): Call[] {
  let tokens = BURST + 1;
  let last = calls[0]?.at ?? 0;
  return calls.filter(({ at }) => {
    tokens = Math.min(BURST + 1, tokens + Math.max(0, at - last) * RATE);
    last = Math.max(last, at);
    if (tokens < 1) return true;
    tokens -= 1;
    return false;
  });
}
