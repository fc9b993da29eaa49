import type { CorePorts } from './ports.ts';

/** Less than this may be the way of the answer, or the device's clock as it is mostly set, ms. */
const slack = 120_000;

/** The same ports, and the time by the servers that answered; by the device while none has told it. */
export interface TimedPorts<P> {
  readonly ports: P;
  /** ms since the epoch. */
  now(): number;
}

/**
 * The date of a television may be wrong by years; answers say what time it is. Where a browser hides that
 * (a server of another origin has to expose `Date`), the device's own date has to do.
 */
export function withServerTime<P extends Pick<CorePorts, 'clock' | 'send'>>(
  ports: P,
): TimedPorts<P> {
  const { clock } = ports;
  /** ms that the device is behind. */
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
    // Not a copy: a shell may be an object whose methods live on its prototype.
    ports: Object.create(ports, { send: { value: send, enumerable: true } }) as P,
    now: () => clock.now() + behind,
  };
}
