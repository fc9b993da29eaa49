import { generate } from 'lean-qr';
import type { Io } from './io.ts';

/** Light modules around the code that readers need. */
const quiet = 2;

/**
 * A QR code for a terminal, two modules a character. Null when the terminal is too narrow.
 * With colours it is dark on light, independent of the terminal's own colours; without colours the light
 * modules are drawn, which is right on the usual dark background.
 */
export function qrCode(text: string, terminal: NonNullable<Io['terminal']>): string | null {
  const code = generate(text);
  const side = code.size + 2 * quiet;
  if (side > terminal.columns) return null;
  const lines: string[] = [];
  for (let y = -quiet; y < code.size + quiet; y += 2) {
    let line = '';
    for (let x = -quiet; x < code.size + quiet; x++) {
      const upper = code.get(x, y) ? 0 : 1;
      const lower = code.get(x, y + 1) ? 0 : 1;
      line += ' ▀▄█'.charAt(upper + 2 * lower);
    }
    lines.push(terminal.colours ? `\x1b[97;40m${line}\x1b[0m` : line);
  }
  return lines.join('\n');
}
