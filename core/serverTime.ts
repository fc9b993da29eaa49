import type { CorePorts } from './ports.ts';

/** A smaller difference is ignored: it may be the delay of the answer or a usual clock error, ms. */
const slack = 120_000;

/** The same ports, and the time of the servers that answered; the device's time while none has sent it. */
export interface TimedPorts<P> {
  readonly ports: P;
  /** ms since the epoch. */
  now(): number;
}

/**
 * Takes the time from the `Date` of answers, because the date of a television may be wrong by years. When a browser
 * hides this header (a server of another origin must expose `Date`), the device's own date is used.
 */
export function withServerTime<P extends Pick<CorePorts, 'clock' | 'send'>>(
  ports: P,
): TimedPorts<P> {
  const { clock } = ports;
  /** ms by which the device's clock is behind. */
  let behind = 0;
  const send: CorePorts['send'] = async (request, signal, onProgress) => {
    const response = await ports.send(request, signal, onProgress);
    const at = Date.parse(response.headers?.date ?? '');
    if (!Number.isNaN(at)) {
      const difference = at - clock.now();
      behind = Math.abs(difference) > slack ? difference : 0;
    }
    return response;
  };
  return {
    // Not a copy: the methods of a shell may be on its prototype.
    ports: Object.create(ports, { send: { value: send, enumerable: true } }) as P,
    now: () => clock.now() + behind,
  };
}
