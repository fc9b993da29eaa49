import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacking } from '../../tools/compat/data.ts';
import { lackingIn, type PlacedUse, usesIn } from '../../tools/compat/script.ts';
import { checkStyle, stripStyle } from '../../tools/compat/style.ts';
import { makeFolder } from '../support/folder.ts';

const floor = { chrome: 38 };

/** Scripts, with the features that are found in each. */
const scripts: readonly (readonly [string, readonly string[]])[] = [
  ['document.body.append(el);', ['api.Element.append']],
  ['const list = new FormData(); list.append("a", "b");', []],
  ['own.append(1);', []],
  ['el.closest("a");', ['api.Element.closest']],
  ['el.closest?.("a");', []],
  ['if (el.closest) el.closest("a");', []],
  ['if (!el.closest) el.closest("a");', ['api.Element.closest']],
  ['el.closest && el.closest("a");', []],
  ['el.closest || el.closest("a");', ['api.Element.closest']],
  ['"closest" in el ? el.closest("a") : null;', []],
  ['function early() { if (!el.closest) return; el.closest("a"); }', []],
  ['function late() { el.closest("a"); if (!el.closest) return; }', ['api.Element.closest']],
  ['try { el.closest("a"); } catch {}', []],
  ['try { later(() => el.closest("a")); } catch {}', ['api.Element.closest']],
  ['new IntersectionObserver(() => {});', ['api.IntersectionObserver']],
  ['typeof IntersectionObserver === "undefined" || new IntersectionObserver(() => {});', []],
  [
    'typeof IntersectionObserver !== "undefined" || new IntersectionObserver(() => {});',
    ['api.IntersectionObserver'],
  ],
  ['if (window.IntersectionObserver) new IntersectionObserver(() => {});', []],
  ['addEventListener("x", () => {}, { once: true });', []],
  [
    'document.addEventListener("x", () => {}, { once: true });',
    ['api.EventTarget.addEventListener.options_parameter.options_once_parameter'],
  ],
  [
    'window.addEventListener("unhandledrejection", () => {});',
    ['api.Window.unhandledrejection_event'],
  ],
  ['el.focus({ preventScroll: true });', ['api.HTMLElement.focus.options_preventScroll_parameter']],
  ['video.play().catch(() => {});', ['api.HTMLMediaElement.play.returns_promise']],
  ['video.play()?.catch(() => {});', []],
  ['void video.play();', []],
  ['URL.canParse("a");', ['api.URL.canParse_static']],
  ['Object.groupBy([1], String);', ['javascript.builtins.Object.groupBy']],
  ['[1].at(0);', ['javascript.builtins.Array.at']],
  ['el.style.inset = "0";', ['css.properties.inset']],
  ['el.style.webkitTransform = "none";', []],
  ['const { fonts, scrollingElement } = document;', ['api.Document.scrollingElement']],
  ['anything.getVideoPlaybackQuality();', ['api.HTMLVideoElement.getVideoPlaybackQuality']],
  ['for (const entry of el.childNodes) later(entry);', ['api.NodeList.@@iterator']],
];

describe('script', () => {
  let uses: PlacedUse[];
  let folder: { path: string; remove(): Promise<void> };
  const file = () => `${folder.path}/script.ts`;
  beforeAll(async () => {
    const head = [
      'declare const el: HTMLElement, video: HTMLVideoElement, anything: any;',
      'declare const own: { append(n: number): void }; declare function later(what: unknown): void;',
    ].join(' ');
    const lines = scripts.map(([line]) => `{ ${line} }`);
    folder = await makeFolder({ 'script.ts': [head, ...lines].join('\n') });
    uses = usesIn([file()], [floor]);
  }, 60_000);
  afterAll(() => folder?.remove());

  it.each(scripts.map(([line, keys], index) => [line, keys, index] as const))(
    '%s',
    (_line, keys, index) => {
      const included = {
        modules: [file()],
        ships: (_: string, line: number) => line === index + 2,
      };
      const found = lackingIn(uses, included, floor, () => false);
      expect(found.map(({ key }) => key)).toEqual(keys);
    },
  );
});

describe('style', () => {
  it.each<[string, string[]]>([
    ['a { inset: 0; }', ['css.properties.inset']],
    ['a { top: 0; left: 0; }', []],
    ['a { -webkit-clip-path: none; }', []],
    ['a { animation: a 1s; }', ['css.properties.animation']],
    ['a { -webkit-animation: a 1s; animation: a 1s; }', []],
    ['@keyframes a { to { top: 0; } }', ['css.at-rules.keyframes']],
    ['@-webkit-keyframes a { to { top: 0; } } @keyframes a { to { top: 0; } }', []],
    [
      '@-webkit-keyframes a { to { top: 0; } } @keyframes b { to { top: 0; } }',
      ['css.at-rules.keyframes'],
    ],
    ['a { display: grid; }', ['css.properties.display.grid']],
    ['a { display: block; display: grid; }', []],
    ['a { display: grid; display: block; }', ['css.properties.display.grid']],
    ['a { display: block; } b { display: grid; }', ['css.properties.display.grid']],
    ['@supports (display: grid) { a { display: grid; } }', []],
    ['a { width: min(1px, 2px); }', ['css.types.min']],
    ['a { height: 1px; height: 100dvh; }', []],
    ['a { height: 100dvh; }', ['css.types.length.viewport_percentage_units_dynamic']],
    ['a { color: red; color: color-mix(in srgb, red, blue); }', []],
    [
      'a { color: red; color: color-mix(in srgb, var(--a), blue); }',
      ['css.types.color.color-mix', 'css.types.var'],
    ],
    ['a:focus-visible { color: red; }', ['css.selectors.focus-visible']],
    ['a { &:hover { color: red; } }', ['css.selectors.nesting']],
    [
      '@media (prefers-reduced-motion: reduce) { a { color: red; } }',
      ['css.at-rules.media.prefers-reduced-motion'],
    ],
    ['@layer one;', ['css.at-rules.layer']],
    ['a { --own: 1px; }', ['css.properties.custom-property']],
  ])('%s', (text, keys) => {
    expect(
      checkStyle('/a.css', floor, text)
        .map(({ key }) => key)
        .sort(),
    ).toEqual([...keys].sort());
  });
});

it('drops from a style sheet what an engine would', () => {
  const text =
    'a{top:0;inset:0}b:focus-visible{top:0}@layer c{d{top:0}}@supports (inset:0){e{inset:0;top:0}}';
  expect(stripStyle(text, floor)).toBe('a{top:0}@supports (inset:0){e{top:0}}');
});

it('knows what a version has and what it lost again', () => {
  expect(lacking('api.Element.append', { chrome: 54 })).toBeNull();
  expect(lacking('api.Element.append', { chrome: 53 })).toBe('Chrome 54');
  expect(lacking('api.Element.append', { chrome: 54, safari: 9 })).toBe('Safari 10');
  expect(lacking('api.Nothing.atAll', { chrome: 1 })).toBeNull();
});
