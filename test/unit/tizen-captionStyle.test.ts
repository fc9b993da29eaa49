import { describe, expect, it } from 'vitest';
import { captionCss } from '../../platforms/television/captionStyle.ts';
import { Features } from '../../platforms/television/Features.ts';
import { followCaptionStyle, tizenCaptionStyle } from '../../platforms/tizen/captionStyle.ts';
import type { TizenHost } from '../../platforms/tizen/host.ts';
import { seenLifecycle } from '../support/vendors/seenLifecycle.ts';
import { type TizenSetOptions, tizenSet } from '../support/vendors/tizenSet.ts';

/** Numbers of Samsung's "TvInfo API". */
const [size, color, opacity, background, backgroundOpacity, edge, edgeColor] = [
  2, 4, 5, 6, 7, 8, 9,
];

function set(options: TizenSetOptions = {}) {
  const made = tizenSet(options);
  return { ...made, host: made.host as TizenHost, features: new Features() };
}
const styleOf = (menu: Record<number, number>) => {
  const { host, features } = set({ menu });
  return tizenCaptionStyle(host, features);
};

describe("captions look as the television's own settings say", () => {
  it('as the app has them, where nothing was set, or cannot be read', () => {
    expect(styleOf({})).toEqual({});
    expect(captionCss({})).toBe('');
    const { host, features } = set({ lacks: ['tvinfo'] });
    expect(tizenCaptionStyle(host, features)).toEqual({});
    expect(styleOf({ [size]: 99, [color]: -3, [edge]: 42 })).toEqual({});
  });

  it('large, yellow on half a black, with an edge', () => {
    const style = styleOf({
      [size]: 3,
      [color]: 6,
      [opacity]: 0,
      [background]: 2,
      [backgroundOpacity]: 2,
      [edge]: 4,
      [edgeColor]: 5,
    });
    expect(style).toEqual({
      size: 1.4,
      color: 'rgba(255, 255, 0, 1)',
      background: 'rgba(0, 0, 0, 0.5)',
      edge: '3px 3px 4px rgb(0, 0, 255)',
    });
    const css = captionCss(style);
    expect(css).toMatch(/::cue \{[^}]*color: rgba\(255, 255, 0, 1\);[^}]*font-size: 1\.4em;/);
    expect(css).toMatch(/\.caption\.caption > span \{[^}]*font-size: 6\.\d+vh;/);
  });

  it('a half that was left alone stays the app\u2019s', () => {
    expect(styleOf({ [backgroundOpacity]: 3 })).toEqual({ background: 'rgba(5, 6, 10, 0)' });
    expect(styleOf({ [color]: 8 })).toEqual({ color: 'rgba(0, 255, 255, 1)' });
  });

  it('at once when they are changed, and when the viewer is back from the menu', () => {
    const { host, features, setMenu } = set();
    const lifecycle = seenLifecycle();
    const sizes: (number | undefined)[] = [];
    followCaptionStyle(host, features, lifecycle, (style) => sizes.push(style.size));
    setMenu(size, 4);
    lifecycle.see(false);
    lifecycle.see(true);
    expect(sizes).toEqual([undefined, 1.8, 1.8]);
  });

  it('on sets that tell no changes, when the viewer is back', () => {
    const { host, features } = set();
    const tvinfo = host.webapis?.tvinfo as unknown as Record<string, unknown>;
    tvinfo.addCaptionChangeListener = () => {
      throw new Error('NotSupportedError');
    };
    const lifecycle = seenLifecycle();
    let told = 0;
    followCaptionStyle(host, features, lifecycle, () => {
      told += 1;
    });
    lifecycle.see(false);
    lifecycle.see(true);
    expect(told).toBe(2);
  });
});
