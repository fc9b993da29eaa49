import { type Call, deviceIdOf } from './calls.ts';
import type { Draft } from './client.ts';
import { nameOf } from './naming.ts';
import { once } from './once.ts';

/** How a call looks from outside, when nothing in it names its sender. */
export const fingerprintOf = once(({ address, headers }: Call): string =>
  [address, headers['x-forwarded-for'] ?? '', headers['user-agent'] ?? ''].join(' '),
);

/** Who looks how: drafts by the looks of their calls, with what else those say of the device. */
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
   * The client that a nameless call comes from most likely: same look and same device, and before the
   * others the one that is named next (a refused registration belongs to the one that succeeded).
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

/** The client of the same address and user agent that was busy before; nobody when two were. */
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
