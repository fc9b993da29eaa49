import { generate } from 'lean-qr';
import { describe, expect, it } from 'vitest';
import { sayLeft } from '../../apps/cli/countDown.ts';
import { enlarge } from '../../apps/cli/largeText.ts';
import { qrCode } from '../../apps/cli/qr.ts';
import { asText } from '../../apps/cli/text.ts';

describe('the large code', () => {
  it('is drawn, and stands below as it is typed', () => {
    expect(enlarge('A1', 80).split('\n')).toEqual([
      '    ▄▀▀▀▄   ▄█  ',
      '    █▀▀▀█    █  ',
      '    ▀   ▀   ▀▀▀ ',
      '',
      '    A1',
    ]);
  });

  it('stays plain when the terminal is narrow, or a letter has no drawing', () => {
    expect(enlarge('ABCDEFG', 40)).toBe('    ABCDEFG');
    expect(enlarge('ÅBC', 80)).toBe('    ÅBC');
  });
});

describe('the QR code', () => {
  const address = 'http://localhost:8701/activate/#code=ABCDEFG';

  it('has every module of the code, light on dark, with a quiet zone', () => {
    const code = generate(address);
    const lines = qrCode(address, { columns: 80, colours: false })?.split('\n') ?? [];
    const isDark = (x: number, y: number) => {
      const letter = [...(lines[(y + 2) >> 1] ?? '')][x + 2] ?? '';
      const light = y % 2 === 0 ? '▀█' : '▄█';
      return !light.includes(letter);
    };
    expect(lines[0]).toMatch(/^█+$/);
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) expect(isDark(x, y)).toBe(code.get(x, y));
    }
  });

  it('brings its own colours where there are some, and is left out where it does not fit', () => {
    for (const line of qrCode(address, { columns: 80, colours: true })?.split('\n') ?? ['']) {
      expect(line.startsWith('\x1b[97;40m') && line.endsWith('\x1b[0m')).toBe(true);
    }
    expect(qrCode(address, { columns: 30, colours: false })).toBeNull();
  });
});

describe('words', () => {
  it('tell the time left as a clock does', () => {
    expect(sayLeft(30 * 60_000)).toBe('30:00');
    expect(sayLeft(61_001)).toBe('1:02');
    expect(sayLeft(-5)).toBe('0:00');
  });

  it('say a problem, the words of the provider, and what support needs', () => {
    const problem = { event: 'problem', problem: 'providerPause', code: 'c', trace: 't' } as const;
    expect(asText({ ...problem, details: 'Back at nine.' }, null).split('\n')).toEqual([
      'The provider has paused this for the moment.',
      'Back at nine.',
      '(code c, trace t)',
    ]);
  });

  it('warn when a sign-in will be forgotten', () => {
    expect(asText({ event: 'notKept' }, null)).toBe(
      'The store cannot be written: what was learnt is forgotten at the end.',
    );
  });
});
