import { type Call, deviceIdOf } from './calls.ts';
import type { Draft } from './client.ts';
import { nameOf } from './naming.ts';
import { once } from './once.ts';

/** Address and user agent of a call, to assign a call that names no client. */
export const fingerprintOf = once(({ address, headers }: Call): string =>
  [address, headers['x-forwarded-for'] ?? '', headers['user-agent'] ?? ''].join(' '),
);

/** Client drafts by the fingerprints of their calls, with the device data of those calls. */
export class Fingerprints {
  private readonly byLook = new Map<string, Map<Draft, Map<string, Traces>>>();
  private readonly order = new Map<Draft, number>();

  add(draft: Draft, call: Call): void {
    if (!this.order.has(draft)) this.order.set(draft, this.order.size);
    const look = fingerprintOf(call);
    const drafts = this.byLook.get(look) ?? new Map<Draft, Map<string, Traces>>();
    const traces = drafts.get(draft) ?? new Map<string, Traces>();
    const own = {
      info: call.headers['x-device-info'],
      device: deviceIdOf(call),
      name: nameOf(call),
    };
    traces.set(`${own.info} ${own.device} ${own.name}`, own);
    drafts.set(draft, traces);
    this.byLook.set(look, drafts);
  }

  /**
   * The client that most likely sent a call without a client id: same fingerprint and same device. A refused
   * registration belongs to the client that made the next named call, which is the registration that succeeded.
   */
  nearest(call: Call): Draft | undefined {
    const info = call.headers['x-device-info'];
    const device = deviceIdOf(call);
    const name = nameOf(call);
    const isAlike = (other: Traces) =>
      (!info || (other.info ?? info) === info) &&
      (!device || (other.device || device) === device) &&
      (!name || (other.name || name) === name);
    const fits = [...(this.byLook.get(fingerprintOf(call)) ?? [])]
      .filter(([, traces]) => [...traces.values()].some(isAlike))
      .map(([draft]) => draft);
    if (fits.length < 2) return fits[0];
    if (call.op.name !== 'register') return undefined;
    const placeOf = (draft: Draft) => this.order.get(draft) ?? 0;
    return fits
      .sort((a, b) => placeOf(a) - placeOf(b))
      .find((draft) => (draft.calls[0]?.seq ?? 0) > call.seq);
  }
}

interface Traces {
  readonly info: string | undefined;
  readonly device: string;
  readonly name: string;
}

/** The only client with the same address and user agent that sent calls before; undefined when there were several. */
export function lastWithSameFingerprint(
  drafts: readonly Draft[],
): (call: Call) => Draft | undefined {
  const firstSeen = new Map<string, Map<Draft, number>>();
  for (const draft of drafts)
    for (const call of draft.calls) {
      const seen = firstSeen.get(fingerprintOf(call)) ?? new Map<Draft, number>();
      if (!seen.has(draft)) seen.set(draft, call.seq);
      firstSeen.set(fingerprintOf(call), seen);
    }
  return (call) => {
    const alike = [...(firstSeen.get(fingerprintOf(call)) ?? [])].filter(
      ([, seq]) => seq < call.seq,
    );
    return alike.length === 1 ? alike[0]?.[0] : undefined;
  };
}
