import type { Item } from '../../core/catalogue/types.ts';
import type { MachineEvent } from '../../core/machine/events.ts';

/** One item of each kind that the machine treats in a way of its own. */
export interface SampleItems {
  /** Protected, and with a place to go on from. */
  readonly film: Item;
  /** Protected, without an end. */
  readonly live: Item;
  readonly free: Item;
}

/** @param title whatever the words of a feed may hold */
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
 * Everything that can be said to the machine at any time, for tests that say anything at any time. An
 * event that is added to the machine and missing here is an error of the compiler.
 * @param mvpds known to the service; somebody who is not is chosen, too
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
