/**
 * Lines of a text that fit a width, broken at spaces. Not Lightning's own wrapping, because a layout needs the number
 * of lines before they are drawn, and because Lightning cuts within words.
 * @param measure width of one line
 */
export function wrap(
  text: string,
  width: number,
  most: number,
  measure: (line: string) => number,
): string[] {
  // A non-breaking space (French has one before a question mark) is not a place to break.
  const rest = text.split(/[^\S\u00a0\u202f]+/).filter((word) => word !== '');
  const lines: string[] = [];
  while (rest.length > 0 && lines.length < most) {
    let line = rest.shift() ?? '';
    if (measure(line) > width) {
      // A single word is too long: it is broken at the end of the line.
      const letters = [...line];
      let count = letters.length;
      while (count > 1 && measure(letters.slice(0, count).join('')) > width) {
        // Long strings are halved first, so that a very long one costs only a few steps.
        count = Math.max(1, count > 80 ? Math.floor(count / 2) : count - 1);
      }
      line = letters.slice(0, count).join('');
      const over = letters.slice(count).join('');
      if (over) rest.unshift(over);
    } else {
      while (rest[0] !== undefined && measure(`${line} ${rest[0]}`) <= width) {
        line = `${line} ${rest.shift()}`;
      }
    }
    lines.push(line);
  }
  const last = lines.length - 1;
  if (rest[0] !== undefined && last >= 0) {
    // No line has more than 200 letters, and a malicious word may have thousands.
    lines[last] = cut(`${lines[last]} ${[...rest[0]].slice(0, 200).join('')}`, width, measure);
  }
  return lines;
}

/** The line with "…" after as many of its words as fit, or of its letters when the words fill less than half. */
function cut(line: string, width: number, measure: (line: string) => number): string {
  const words = line.split(' ');
  while (words.length > 1 && measure(`${words.join(' ')}…`) > width) words.pop();
  const whole = words.join(' ').replace(/[\s,;:.·–—-]+$/, '');
  const letters = [...(measure(whole) < width / 2 ? line : whole)];
  while (letters.length > 1 && measure(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('')}…`;
}
