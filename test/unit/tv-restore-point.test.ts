import { describe, expect, it } from 'vitest';
import {
  type RestorePoint,
  returnTo,
  saveRestorePoint,
  takeRestorePoint,
} from '../../apps/tv/restorePoint.ts';
import type { MachineEvent } from '../../core/machine/events.ts';
import type { View } from '../../core/machine/view.types.ts';

const here: RestorePoint = {
  screen: 'title',
  item: 'f',
  focus: 'button-play',
  times: 1,
  at: 1_000,
};

function store(refuses = false) {
  const kept = new Map<string, string>();
  const refuse = () => {
    if (refuses) throw new Error('QuotaExceededError');
  };
  return {
    kept,
    getItem(key: string) {
      refuse();
      return kept.get(key) ?? null;
    },
    setItem(key: string, value: string) {
      refuse();
      kept.set(key, value);
    },
    removeItem(key: string) {
      refuse();
      kept.delete(key);
    },
  };
}

describe('a place', () => {
  it('is taken once, and not a minute later', () => {
    const session = store();
    saveRestorePoint(session, here);
    expect(takeRestorePoint(session, 2_000)).toEqual(here);
    expect(takeRestorePoint(session, 2_000)).toBeNull();
    saveRestorePoint(session, here);
    expect(takeRestorePoint(session, 62_000)).toBeNull();
  });

  it('is none where nothing can be kept, or what was kept is nonsense', () => {
    const refusing = store(true);
    saveRestorePoint(refusing, here);
    expect(takeRestorePoint(refusing, 2_000)).toBeNull();
    expect(takeRestorePoint(undefined, 2_000)).toBeNull();
    const broken = store();
    for (const text of ['{', 'null', '7', '{}']) {
      broken.kept.set('couchpass.place', text);
      expect(takeRestorePoint(broken, 2_000)).toBeNull();
    }
  });
});

describe('the way back', () => {
  const item = { id: 'f', title: 'F', description: '', art: '', live: false, access: 'free' };
  const home = (more: object = {}) =>
    ({
      screen: 'home',
      viewer: null,
      problem: null,
      catalogue: { rows: [{ items: [item] }] },
      ...more,
    }) as unknown as View;

  function sent(place: Partial<RestorePoint>, ...views: View[]): string[] {
    const events: MachineEvent[] = [];
    let tell = (_view: View) => {};
    returnTo(
      { ...here, ...place },
      {
        view: { screen: 'launch' },
        send: (event) => void events.push(event),
        subscribe: (listener) => {
          tell = listener;
          return () => {};
        },
      },
    );
    for (const view of views) tell(view);
    return events.map(({ type }) => type);
  }

  it.each<[string, Partial<RestorePoint>, string[]]>([
    ['Home', { screen: 'home' }, []],
    ['a title', { screen: 'title' }, ['SHOW']],
    ['the player', { screen: 'player' }, ['SHOW', 'PLAY']],
    ['signing in for a title', { screen: 'signIn' }, ['SHOW', 'PLAY']],
    ['signing in for nothing', { screen: 'signIn', item: null }, ['SIGN_IN']],
    ['the account', { screen: 'account', item: null }, ['ACCOUNT']],
    ['support', { screen: 'support', item: null }, ['ACCOUNT', 'SUPPORT']],
    ['a title that is no more', { screen: 'title', item: 'gone' }, []],
  ])('to %s', (_where, place, events) => {
    expect(sent(place, home({ catalogue: null }), home(), home())).toEqual(events);
  });
});
