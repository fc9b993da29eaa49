import type { Item } from '../../core/catalogue/types.ts';
import type { MachineEvent } from '../../core/machine/events.ts';

/** One item of each kind that the machine handles differently. */
export interface SampleItems {
  /** Protected, with a resume position. */
  readonly film: Item;
  /** Protected, without an end. */
  readonly live: Item;
  readonly free: Item;
}

/** @param title may be any text that a feed may contain */
export function sampleItems(title: string): SampleItems {
  const film: Item = {
    id: 'film',
    title,
    description: '',
    art: '',
    live: false,
    access: 'subscription',
    resource: 'NORTHSTAR-MAIN',
  };
  return {
    film,
    live: { ...film, id: 'live', live: true, resource: 'northstar-main' },
    free: {
      ...film,
      id: 'free',
      access: 'free',
      stream: { url: 'https://s/free.webm', type: 'video/webm' },
    },
  };
}

type Of<Type extends MachineEvent['type']> = Extract<MachineEvent, { type: Type }>;

/**
 * Every event that can be sent to the machine, for tests that send any event at any time. A machine event
 * that is missing here is a compile error.
 * @param mvpds known to the service; an unknown one is chosen, too
 */
export function everyEvent(
  { film, live, free }: SampleItems,
  mvpds: readonly string[],
  positions: readonly (readonly [position: number, duration: number])[],
): MachineEvent[] {
  const events: { readonly [Type in MachineEvent['type']]: readonly Omit<Of<Type>, 'type'>[] } = {
    PLAY: [{ item: film }, { item: free }, { item: live }],
    SHOW: [{ item: film }, { item: free }],
    SIGN_IN: [{}],
    BACK: [{}],
    CONTINUE: [{}],
    NEW_CODE: [{}],
    SIGN_IN_ON_DEVICE: [{}],
    CHOOSE: [...mvpds, 'nobody'].map((mvpd) => ({ mvpd })),
    CHOOSE_PROFILE: [...mvpds, 'nobody'].map((mvpd) => ({ mvpd })),
    OTHER_PROVIDER: [{}],
    ON_PHONE: [{}],
    FREE_PREVIEW: [{}],
    RETRY: [{}],
    BROWSE: [{}],
    ACCOUNT: [{}],
    SUPPORT: [{}],
    SIGN_OUT: [{}],
    CONFIRM: [{}],
    POSITION: positions.map(([position, duration]) => ({ position, duration })),
    PAUSED: [{}],
    RESUMED: [{}],
    ONLINE: [{}],
    ENDED: [{}],
    PLAYED: [{}],
    STREAM_FAILED: [{ failure: 'net_7' }, { failure: 'http_403', position: 9 }],
  };
  return Object.entries(events).flatMap(([type, all]) =>
    all.map((one) => ({ type, ...one }) as MachineEvent),
  );
}
