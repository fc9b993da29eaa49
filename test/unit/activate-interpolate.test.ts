import { describe, expect, it } from 'vitest';
import { contrastOf, standingOut } from '../../apps/activate/colour.ts';
import { cleanName, deviceName } from '../../apps/activate/interpolate.ts';
import { parseRoundTrip } from '../../apps/activate/loginRoundTrip.ts';
import { deviceInfo, localStore } from '../../apps/activate/ports.ts';
import { reference } from '../../apps/activate/problem.ts';
import { createSearch, sortByName } from '../../apps/activate/providerSearch.ts';
import { arrange, choosable } from '../../apps/activate/steps/providerStep.ts';
import { PassError } from '../../core/pass/errors.ts';
import type { Provider } from '../../core/pass/PassService.ts';

describe('names from outside', () => {
  it.each([
    ['Valley Cable', 'Valley Cable'],
    ['  Valley\n\tCable ', 'Valley Cable'],
    ['Valley\u202e elbaC', 'Valley elbaC'],
    ['\u0000\u200b', ''],
    ['<b>Bold</b>', '<b>Bold</b>'],
    ['Deutsch\u00adland', 'Deutschland'],
    ['A\u00a0\u2003\u3000\u2800\u3164\u115f\uffa0\u180eB', 'A B'],
    ['A\ufe0f\u{e0100}\u{e0041}\u2066B\u2069', 'AB'],
    ['A\u2028B\u0085C\ud800D\ue000E', 'A B C D E'],
    [`Z${'\u0301'.repeat(40)}algo`, 'Z\u0301\u0301algo'],
  ])('%j is shown as %j', (name, shown) => {
    expect(cleanName(name)).toBe(shown);
  });

  it('are cut between letters', () => {
    const cut = cleanName('🙂'.repeat(10_000), 5);
    expect(cut).toBe('🙂🙂🙂🙂…');
  });

  it.each([
    [{ vendor: 'Samsung', model: 'QN65Q80' }, 'Samsung QN65Q80'],
    [{ vendor: 'Samsung', model: 'Samsung QN65Q80' }, 'Samsung QN65Q80'],
    [{ vendor: 'LG' }, 'LG'],
    [{ model: 'AppleTV' }, 'AppleTV'],
    [{ model: 'unknown', vendor: 'Unknown', type: 'TV' }, 'TV'],
    [{ type: 'unknown' }, ''],
    [{}, ''],
    // The creator of the code chose these words: they are shortened and stay inside the quotation marks of
    // the text.
    [
      {
        vendor: 'Your account is blocked, call us now',
        model: 'at 555-0100 to have it opened again',
      },
      'Your account is blocked… at 555-0100 to have it…',
    ],
    [{ model: 'Samsung”. Call 555. “' }, 'Samsung. Call 555.'],
    [{ model: '«TV» ‘x’ "y" ＂z＂' }, 'TV x y z'],
    [{ model: '\u202eVT gnusmaS\u3164\u2800' }, 'VT gnusmaS'],
    [{ model: '\u200bunknown\u3164' }, ''],
  ])('device %j is %j', (device, name) => {
    expect(deviceName(device)).toBe(name);
  });
});

describe('providers', () => {
  const provider = (displayName: string, isTempPass = false): Provider => ({
    id: displayName.replaceAll(' ', ''),
    displayName,
    isTempPass,
  });
  const names = (providers: readonly Provider[]) => providers.map(({ displayName }) => displayName);
  const many = [
    'Zulu',
    'Yankee',
    'X-ray',
    'Whisky',
    'Victor',
    'Uniform',
    'Tango',
    'Écho',
    'Delta',
  ].map((name) => provider(name));

  it('never offers a TempPass', () => {
    expect(names(choosable([provider('A'), provider('Free', true)]))).toEqual(['A']);
  });

  it('shows the first six in the given order, the rest from A to Z', () => {
    const { popular, rest } = arrange(many, 'en');
    expect(names(popular)).toEqual(['Zulu', 'Yankee', 'X-ray', 'Whisky', 'Victor', 'Uniform']);
    expect(names(rest)).toEqual(['Delta', 'Écho', 'Tango']);
  });

  it('shows few in the given order, all alike', () => {
    const { popular, rest } = arrange(many.slice(0, 8), 'en');
    expect(popular).toHaveLength(8);
    expect(rest).toEqual([]);
  });

  const found = [
    provider('Harbor TV'),
    provider('TV Ántenna'),
    provider('Mountain'),
    provider('ATV'),
  ];
  const letters = ['Großstadt TV', 'İstanbul Kablo', 'Irmak', 'Øresund', 'Łódź Kablowa', 'Cœur TV']
    .concat(['Ægir', 'Οδός', 'O’Brien', 'Café', 'Новый', '日本ケーブル'])
    .map((name) => provider(name));
  it.each([
    ['tv', ['TV Ántenna', 'ATV', 'Harbor TV']],
    ['TV  har', ['Harbor TV']],
    ['antenna', ['TV Ántenna']],
    ['mount', ['Mountain']],
    ['ounta', ['Mountain']],
    ['(tv)', ['TV Ántenna', 'ATV', 'Harbor TV']],
    ['none', []],
    ['harbortv', ['Harbor TV']],
    ['harbor-tv', ['Harbor TV']],
    ['ｈａｒｂｏｒ', ['Harbor TV']],
  ])('search for %j finds %j', (query, expected) => {
    expect(names(createSearch(sortByName(found, 'en'))(query))).toEqual(expected);
  });

  it.each([
    // Typed on a keyboard without these letters, or with these letters where the name has none.
    ['groß', ['Großstadt TV']],
    ['GROSS', ['Großstadt TV']],
    ['gross', ['Großstadt TV']],
    ['istanbul', ['İstanbul Kablo']],
    ['ISTANBUL', ['İstanbul Kablo']],
    ['ırmak', ['Irmak']],
    ['irmak', ['Irmak']],
    ['oresund', ['Øresund']],
    ['ØRESUND', ['Øresund']],
    ['lodz', ['Łódź Kablowa']],
    ['coeur', ['Cœur TV']],
    ['CŒUR', ['Cœur TV']],
    ['aegir', ['Ægir']],
    ['odos', []],
    ['ΟΔΟΣ', ['Οδός']],
    ['οδοσ', ['Οδός']],
    ['οδός', ['Οδός']],
    ['obrien', ['O’Brien']],
    ["o'br", ['O’Brien']],
    ['cafe\u0301', ['Café']],
    ['CAFÉ', ['Café']],
    ['новый', ['Новый']],
    ['日本', ['日本ケーブル']],
  ])('accents, case and forms of letters do not matter: %j finds %j', (query, expected) => {
    expect(names(createSearch(letters)(query))).toEqual(expected);
  });
});

describe('what the tab remembers', () => {
  it.each([
    [null],
    ['nonsense'],
    ['{}'],
    ['{"code":"","mvpd":"A"}'],
    ['{"code":5,"mvpd":"A"}'],
    ['{"code":"A"}'],
  ])('%j is no trip', (stored) => {
    expect(parseRoundTrip(stored)).toBeUndefined();
  });

  it('is read back', () => {
    expect(parseRoundTrip('{"code":"A","mvpd":"M","name":"N","x":1}')).toEqual({
      code: 'A',
      mvpd: 'M',
      name: 'N',
    });
  });
});

describe('the reference for support', () => {
  it('names code, status and trace, and nothing else', () => {
    const error = new PassError({ code: 'x', status: 500, trace: '9c41', message: 'secret' });
    expect(reference(error)).toBe('x · 500 · 9c41');
    expect(reference(new PassError({ code: 'network_unreachable' }))).toBe('network_unreachable');
  });
});

describe('the accent colour', () => {
  it.each(['#ffb454', '#ffffff', '#000000', '#00ff00', '#f6f3ec', '#3355ff', '#15161d'])(
    '%s stands out on light and on dark',
    (accent) => {
      for (const ground of ['#f6f3ec', '#15161d']) {
        expect(contrastOf(standingOut(accent, ground), ground)).toBeGreaterThanOrEqual(3);
      }
    },
  );

  it('keeps its hue', () => {
    expect(standingOut('#ffb454', '#f6f3ec')).toMatch(/^#[c-d].7.0.$/);
    expect(standingOut('#3355ff', '#15161d')).toMatch(/^#[3-6].[5-7].ff$/);
  });

  it('is left alone where it stands out already', () => {
    expect(standingOut('#ffb454', '#15161d')).toBe('#ffb454');
  });
});

describe('what this browser says about itself', () => {
  it.each([
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15',
      'MobilePhone',
      'iOS',
      '17.5.1',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari/537.36',
      'MobilePhone',
      'Android',
      '14',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'Desktop', 'Windows', '10.0'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'Desktop', 'Mac OS', '10.15.7'],
    ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)', 'Desktop', 'Chrome OS', '14541.0.0'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'Desktop', 'Linux', 'unknown'],
    ['', 'Desktop', 'Linux', 'unknown'],
  ])('%s', (userAgent, hardware, osName, osVersion) => {
    expect(deviceInfo({ userAgent })).toMatchObject({
      primaryHardwareType: hardware,
      osName,
      osVersion,
      model: 'Browser',
    });
  });

  it('takes damaged storage as empty', async () => {
    const storage = { getItem: () => '{broken' } as unknown as Storage;
    expect(await localStore(() => storage).get('x')).toBeUndefined();
  });
});
