import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contrastOf, standingOut } from '../../apps/activate/colour.ts';

const folder = (name: string) =>
  fileURLToPath(new URL(`../../apps/activate/${name}`, import.meta.url));
const css = ['style.css', 'controls.css', 'steps.css']
  .map((name) => readFileSync(folder(name), 'utf8'))
  .join('\n');
const html = readFileSync(folder('index.html'), 'utf8');

/** The colours of the first `:root` block after `start`. */
function coloursAfter(start: number): Record<string, string> {
  const block = css.slice(css.indexOf(':root', start));
  const names = block.slice(0, block.indexOf('}')).matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g);
  return Object.fromEntries([...names].map(([, name, value]) => [name, value]));
}

const light = coloursAfter(0);
const dark = coloursAfter(css.indexOf('prefers-color-scheme: dark'));

describe.each([
  ['light', light],
  ['dark', dark],
])('%s colours', (_, colours) => {
  const of = (name: string) => {
    const value = colours[name];
    if (value === undefined) throw new Error(`no colour --${name}`);
    return value;
  };
  /** The strongest tint behind the page: 18 % of any accent. */
  const tinted = (accent: string) => mix(standingOut(accent, of('ground')), of('ground'), 0.18);

  it.each(['ink', 'soft', 'bad'])('--%s is readable everywhere', (text) => {
    const grounds = [of('ground'), of('card'), ...['#ffb454', '#3355ff', '#00aa55'].map(tinted)];
    for (const ground of grounds) {
      expect(contrastOf(of(text), ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('buttons, fields and signs can be made out', () => {
    expect(contrastOf(of('on-button'), of('button'))).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(of('button'), of('ground'))).toBeGreaterThanOrEqual(3);
    expect(contrastOf(of('edge'), of('ground'))).toBeGreaterThanOrEqual(3);
    expect(contrastOf(of('edge'), of('card'))).toBeGreaterThanOrEqual(3);
    expect(contrastOf(of('good'), of('good-ground'))).toBeGreaterThanOrEqual(3);
    expect(contrastOf(of('ink'), of('warn-ground'))).toBeGreaterThanOrEqual(3);
  });
});

describe('the page itself', () => {
  it('holds no script or style of its own, and names no other server', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="./main.ts">']);
    expect(html.replaceAll(/http:\/\/(localhost|127\.0\.0\.1):\*/g, '')).not.toMatch(/https?:\/\//);
    expect(css).not.toMatch(/https?:\/\/|@import/);
  });

  it('allows nothing by default and no inline script or style', () => {
    const policy = /Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*(?!;| )/);
    expect(html).toContain('name="referrer" content="no-referrer"');
  });
});

function mix(colour: string, into: string, share: number): string {
  const channel = (text: string, i: number) => Number.parseInt(text.slice(i, i + 2), 16);
  const hex = (i: number) =>
    Math.round(channel(colour, i) * share + channel(into, i) * (1 - share))
      .toString(16)
      .padStart(2, '0');
  return `#${hex(1)}${hex(3)}${hex(5)}`;
}
