import { generate } from 'lean-qr';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { waitForFontLayout } from '../../apps/tv/fontLayout.ts';
import { qrOf } from '../../apps/tv/qr.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the QR code', () => {
  const address = 'https://example.com/activate/#code=8BLW4RW';

  it('is made where only UTF-8 can be decoded', () => {
    class Utf8Only {
      constructor(label = 'utf-8') {
        if (label !== 'utf-8') throw new RangeError(`the encoding ${label} is invalid`);
      }
    }
    vi.stubGlobal('TextDecoder', Utf8Only);
    expect(qrOf(address).size).toBeGreaterThan(20);
  });

  it.each([address, 'http://localhost:8080/', 'https://例え.jp/é?a=1'])(
    'of %s is readable',
    (text) => {
      // The library's own choice is no smaller.
      expect(qrOf(text).size).toBe(generate(text).size);
    },
  );
});

/** A page whose lines have the width of their fallback fonts until the font is loaded. */
function page() {
  let come = false;
  const lines: { style: { cssText: string }; offsetWidth: number }[] = [];
  const createElement = () => {
    const line = {
      style: { cssText: '' },
      setAttribute() {},
      get offsetWidth() {
        return come ? 700 : this.style.cssText.length;
      },
    };
    lines.push(line);
    return line;
  };
  const body = {
    appendChild() {},
    removeChild: (line: (typeof lines)[number]) => void lines.splice(lines.indexOf(line), 1),
  };
  const document = { createElement, body } as unknown as Document;
  return { document, lines, come: () => (come = true) };
}

describe('a face where the engine cannot be asked for it', () => {
  it('is waited for until text is laid out with it', async () => {
    vi.useFakeTimers();
    const { document, lines, come } = page();
    let done = false;
    const loading = waitForFontLayout('NextRegular', document).then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done).toBe(false);
    expect(lines.map(({ style }) => style.cssText)).toEqual([
      expect.stringContaining('"NextRegular", serif'),
      expect.stringContaining('"NextRegular", monospace'),
    ]);
    come();
    await vi.advanceTimersByTimeAsync(100);
    await loading;
    expect(lines).toEqual([]);
  });

  it('that never comes holds nothing up for longer than three seconds', async () => {
    vi.useFakeTimers();
    const { document, lines } = page();
    const loading = waitForFontLayout('NextRegular', document);
    await vi.advanceTimersByTimeAsync(3_100);
    await loading;
    expect(lines).toEqual([]);
  });
});
