import { line, n } from './paper.ts';

/** Strokes of each character in a box 10 wide and 16 high; no font is needed. */
const strokes: Readonly<Record<string, string>> = {
  '0': 'M5,0C8,0 10,3 10,8S8,16 5,16S0,13 0,8S2,0 5,0Z',
  '1': 'M1.5,3.5L5.5,0V16',
  '2': 'M0.5,4C0.5,1.6 2.4,0 5,0S9.5,1.7 9.5,4.2C9.5,7.5 4.6,10.6 0.5,16H10',
  '3': 'M0.6,2.6C1.5,1 3,0 5,0C7.6,0 9.4,1.6 9.4,3.9S7.6,7.6 4.4,7.6C7.9,7.6 9.9,9.3 9.9,11.8S7.8,16 5,16C2.7,16 1,14.9 0.1,13',
  '4': 'M7.6,16V0L0,11.4H10',
  '5': 'M9,0H2L1.2,7.2C2.2,6.4 3.5,6 4.9,6C7.8,6 9.8,8 9.8,10.9S7.7,16 4.8,16C2.7,16 1,15 0.2,13.4',
  '6': 'M8.6,1.3C7.8,0.5 6.7,0 5.4,0C2.2,0 0.2,3.6 0.2,8.8C0.2,13.4 2,16 5,16C7.8,16 9.8,13.9 9.8,11.1S7.8,6.2 5.1,6.2C2.4,6.2 0.4,8.2 0.2,10.4',
  '7': 'M0,0H10L3.8,16',
  '8': 'M5,7.4C2.7,7.4 0.9,6 0.9,3.7S2.7,0 5,0S9.1,1.5 9.1,3.7S7.3,7.4 5,7.4C2.2,7.4 0,9.1 0,11.7S2.2,16 5,16S10,14.3 10,11.7S7.8,7.4 5,7.4Z',
  '9': 'M1.4,14.7C2.2,15.5 3.3,16 4.6,16C7.8,16 9.8,12.4 9.8,7.2C9.8,2.6 8,0 5,0C2.2,0 0.2,2.1 0.2,4.9S2.2,9.8 4.9,9.8C7.6,9.8 9.6,7.8 9.8,5.6',
  ':': 'M5,4.5V4.6M5,12.5V12.6',
  '.': 'M5,16V15.9',
};

/** Distance from one character to the next; points and colons are narrow. */
const advance = (sign: string) => (sign === ':' || sign === '.' ? 9.5 : 14.5);

/** SVG strokes of a text of digits, colons and points; `height` in units of the paper. */
export function drawDigits(
  text: string,
  x: number,
  y: number,
  height: number,
  colour: string,
  weight = 1.9,
): string {
  const scale = height / 16;
  let at = x;
  let drawn = '';
  for (const sign of text) {
    const d = strokes[sign];
    const narrow = advance(sign) < 10;
    if (d !== undefined) {
      const stroke = line(d, colour, weight, 'stroke-linecap="round" stroke-linejoin="round"');
      const left = at - (narrow ? 2.5 * scale : 0);
      drawn += `<g transform="translate(${n(left)},${n(y)}) scale(${n(scale)})">${stroke}</g>`;
    }
    at += advance(sign) * scale;
  }
  return drawn;
}

/** The width of a text that `drawDigits` draws. */
export function digitsWidth(text: string, height: number): number {
  return ([...text].reduce((sum, sign) => sum + advance(sign), 0) - 4.5) * (height / 16);
}
