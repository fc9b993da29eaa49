import { describe, expect, it } from 'vitest';
import { codeOfReturn, returnAddress } from '../../apps/activate/code.ts';
import { initialStepOf, type LoadedState } from '../../apps/activate/initialStep.ts';
import { createPersistence, parsePersisted } from '../../apps/activate/persistence.ts';
import { createPlaces, type Place, parsePlace } from '../../apps/activate/places.ts';

const nothing: LoadedState = {
  code: '',
  returned: '',
  place: undefined,
  trip: undefined,
  kept: undefined,
  again: false,
};
const trip = { code: 'AAAA111', mvpd: 'HarborTV', name: 'Harbor TV' };
const atReturn: Place = { at: 'return', ...trip };

describe('where a visit begins', () => {
  it.each<[string, Partial<LoadedState>, unknown]>([
    ['with nothing', {}, { does: 'start', code: '' }],
    ['with a code in the address', { code: 'AAAA111' }, { does: 'start', code: 'AAAA111' }],
    [
      'with a code in the address, whatever else is at hand',
      { code: 'BBBB222', trip, kept: 'done', place: { at: 'done' } },
      { does: 'start', code: 'BBBB222' },
    ],
    [
      'further on, where the code could not be taken out of the address',
      { code: 'AAAA111', place: { at: 'provider', code: 'AAAA111' }, again: true },
      { does: 'restore', place: { at: 'provider', code: 'AAAA111' } },
    ],
    [
      'by the return address, in the tab that left',
      { returned: 'AAAA111', trip },
      { does: 'comeBack', trip, asks: undefined },
    ],
    [
      'by the return address, in another browser: no provider is confirmed there',
      { returned: 'AAAA111' },
      { does: 'comeBack', trip: { code: 'AAAA111', mvpd: '', name: '' }, asks: undefined },
    ],
    [
      'by the return address of another code than the tab left with',
      { returned: 'BBBB222', trip },
      { does: 'comeBack', trip: { code: 'BBBB222', mvpd: '', name: '' }, asks: undefined },
    ],
    [
      'by the return address, loaded again after the end',
      { returned: 'AAAA111', place: { at: 'done' }, again: true },
      { does: 'restore', place: { at: 'done' } },
    ],
    [
      'by the bare address, back from the provider',
      { trip },
      { does: 'comeBack', trip, asks: undefined },
    ],
    ['by Back from the provider', { trip, again: true }, { does: 'comeBack', trip, asks: 1 }],
    [
      'by Back, in a tab that stores nothing',
      { place: atReturn, again: true },
      { does: 'comeBack', trip: atReturn, asks: 1 },
    ],
    [
      'by a reload',
      { place: { at: 'confirm', code: 'AAAA111' }, again: true },
      { does: 'restore', place: { at: 'confirm', code: 'AAAA111' } },
    ],
    [
      'at the field for the code, after a sign-in that worked',
      { place: { at: 'code', code: 'AAAA111' }, kept: 'done', again: true },
      { does: 'restore', place: { at: 'done' } },
    ],
    [
      'in a new tab, after a sign-in that worked',
      { kept: 'done' },
      { does: 'restore', place: { at: 'done' } },
    ],
    [
      'in a new tab, while a login goes on in one that is gone',
      { kept: { code: 'AAAA111' } },
      { does: 'pickUp', code: 'AAAA111' },
    ],
  ])('%s', (_, atHand, beginning) => {
    expect(initialStepOf({ ...nothing, ...atHand })).toEqual(beginning);
  });
});

describe('the return address', () => {
  const home = 'https://northstar.example/activate/';

  it.each([
    [returnAddress(home, '8BLW4RW'), '8BLW4RW'],
    // A service may add parameters.
    [`${home}#return=8BLW4RW&state=1`, '8BLW4RW'],
    [`${home}#return=8BLW4RW?state=1`, '8BLW4RW'],
    [`${home}?state=1#return=8BLW4RW`, '8BLW4RW'],
    [home, ''],
    [`${home}#return=`, ''],
    [`${home}#code=8BLW4RW`, ''],
    [`${home}?return=8BLW4RW`, ''],
  ])('%s: %j', (href, code) => {
    expect(codeOfReturn(href)).toBe(code);
  });
});

describe('what outlives the tab', () => {
  const minute = 60_000;

  it('is the code of a login, then only that it succeeded, for half an hour', () => {
    let now = 1_000_000;
    const items = new Map<string, string>();
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    } as unknown as Storage;
    const kept = createPersistence(() => storage, { now: () => now });
    kept.begun('AAAA111');
    now += 29 * minute;
    expect(kept.read()).toEqual({ code: 'AAAA111' });
    kept.done();
    expect(JSON.stringify([...items])).not.toContain('AAAA111');
    expect(kept.read()).toBe('done');
    now += 31 * minute;
    expect(kept.read()).toBeUndefined();
  });

  it.each([null, '', 'x', '{}', '{"code":5,"at":1}', '{"code":"A","at":2000000}'])(
    '%j is nothing',
    (stored) => {
      const read = () =>
        createPersistence(() => ({ getItem: () => stored }) as never, { now: () => 1 }).read();
      expect(read()).toBeUndefined();
    },
  );

  it('is nothing after a clock was set back', () => {
    expect(parsePersisted('{"code":"A","at":5000}', 4_000)).toBeUndefined();
  });
});

describe('what an entry of the history keeps', () => {
  const refusing = () => {
    throw new Error('refused');
  };

  it.each([null, 5, 'code', {}, { at: 'x' }, { at: 'code' }, { at: 'return', code: 'A' }])(
    '%j is no place',
    (kept) => {
      expect(parsePlace(kept)).toBeUndefined();
    },
  );

  it('is in the tab’s storage where the history refuses', () => {
    const items = new Map<string, string>();
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    } as unknown as Storage;
    const places = () => createPlaces(refusing, () => storage);
    places().go({ at: 'confirm', code: 'AAAA111' });
    expect(places().read()).toEqual({ at: 'confirm', code: 'AAAA111' });
  });

  it('makes no trouble where both refuse', () => {
    const places = createPlaces(refusing, refusing);
    places.go({ at: 'code', code: '' });
    places.mark({ at: 'done' });
    expect(places.read()).toBeUndefined();
  });

  it('is a new entry for a new step only', () => {
    const calls: string[] = [];
    const history = {
      state: null,
      pushState: ({ at }: Place) => void calls.push(`push ${at}`),
      replaceState: ({ at }: Place) => void calls.push(`replace ${at}`),
    } as unknown as History;
    const places = createPlaces(() => history, refusing);
    places.go({ at: 'code', code: '' });
    places.mark({ at: 'code', code: 'A' });
    places.go({ at: 'code', code: 'A' });
    places.go({ at: 'confirm', code: 'A' });
    places.go({ at: 'confirm', code: 'B' });
    expect(calls).toEqual([
      'replace code',
      'replace code',
      'replace code',
      'push confirm',
      'push confirm',
    ]);
  });
});
