import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../apps/tv/fault.ts';
import { fontsIn } from '../../apps/tv/launch.ts';
import {
  argb,
  atmosphere,
  color,
  contrast,
  createBrand,
  faded,
  mix,
  size,
} from '../../apps/tv/theme.ts';
import { SettingsError } from '../../core/settings.ts';

describe('colours', () => {
  it('text is readable on the ground and on surfaces', () => {
    for (const text of [color.text, color.textSoft, color.textQuiet, color.warn]) {
      for (const ground of [color.background, color.surface, color.surfaceRaised]) {
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
    for (const badge of [color.free, color.live]) {
      expect(contrast(color.text, badge)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(color.ink, color.paper)).toBeGreaterThanOrEqual(7);
  });

  it.each(['#ffb454', '#000000', '#ffffff', '#0000ff', '#7a1d16', '#11cc88'])(
    'any accent can be seen, and read on: %s',
    (hex) => {
      const brand = createBrand('Northstar', hex);
      expect(contrast(brand.accent, color.background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(brand.accentText, color.background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(brand.onAccent, brand.accent)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(['#ffffff', '#ffee00', '#4a1f63', '#000000'])(
    'text stays readable over the light of a title that is %s',
    (hex) => {
      expect(contrast(color.textSoft, atmosphere(argb(hex)))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('reads colours and falls back', () => {
    expect(argb('#ffb454')).toBe(0xffffb454);
    expect(argb('red', 7)).toBe(7);
    expect(argb(undefined, 7)).toBe(7);
    expect(mix(0xff000000, 0xffffffff, 0.5)).toBe(0xff808080);
    expect(faded(0xff123456, 0.5)).toBe(0x80123456);
  });

  it('nothing is smaller than 28 and nothing is pure white', () => {
    expect(Math.min(...Object.values(size))).toBe(28);
    expect(Object.values(color)).not.toContain(0xffffffff);
  });
});

describe('addresses of the faces', () => {
  it.each([
    ['./static', 'http://tv.example/tv/', 'http://tv.example/tv/static/fonts/'],
    ['./static/', 'http://tv.example/tv/index.html', 'http://tv.example/tv/static/fonts/'],
    ['/assets', 'http://tv.example/run', 'http://tv.example/assets/fonts/'],
    ['https://cdn.example/s', 'http://tv.example/', 'https://cdn.example/s/fonts/'],
  ])('%s on %s', (folder, page, root) => {
    const urls = fontsIn(folder, page).map(({ url }) => url);
    expect(urls.length).toBeGreaterThan(2);
    expect(urls.every((url) => url.startsWith(root) && url.endsWith('.woff2'))).toBe(true);
  });
});

describe('settings that cannot be used', () => {
  it('are told key by key, or as a file that cannot be read', () => {
    const fault = { key: 'appSettings.pass.baseUrl', wrong: 'is missing', allowed: 'an address' };
    expect(faultsOf(new SettingsError([fault]))).toEqual([fault]);
    expect(faultsOf(new TypeError('Failed to fetch'))[0]).toMatchObject({
      key: 'settings.json',
      wrong: 'could not be read',
    });
  });
});
