/** One line of the drawing: requests in each second. */
export interface Series {
  readonly name: string;
  readonly perSecond: ArrayLike<number>;
  readonly colour: string;
  /** The area below the line is filled. */
  readonly filled?: boolean;
}

export interface Drawing {
  readonly title: string;
  /** Clock time of the start, minutes after midnight. */
  readonly startsAt: number;
  /** s from the start */
  readonly band: { readonly from: number; readonly to: number; readonly name: string };
  readonly series: readonly Series[];
}

const width = 1200;
const height = 480;
const left = 76;
const right = 24;
const top = 56;
const bottom = 56;
/** s; one point is the mean of this many seconds. */
const step = 10;

/** Requests a second over time, as a self-contained SVG. */
export function drawFleet({ title, startsAt, band, series }: Drawing): string {
  const seconds = Math.max(...series.map(({ perSecond }) => perSecond.length));
  const points = series.map(({ perSecond }) => means(perSecond));
  const most = niceAbove(Math.max(...points.flat()));
  const x = (second: number) => left + ((width - left - right) * second) / seconds;
  const y = (rate: number) => height - bottom - ((height - top - bottom) * rate) / most;
  const rounded = (value: number) => value.toFixed(1);
  const lines = series.map((line, index) => {
    const path = (points[index] ?? []).map(
      (rate, i) => `${i === 0 ? 'M' : 'L'}${rounded(x(i * step))} ${rounded(y(rate))}`,
    );
    const end = rounded(x(((points[index]?.length ?? 1) - 1) * step));
    const area = `${path.join('')}L${end} ${y(0)}L${left} ${y(0)}Z`;
    return [
      line.filled ? `<path d="${area}" fill="${line.colour}" opacity="0.18"/>` : '',
      `<path d="${path.join('')}" fill="none" stroke="${line.colour}" stroke-width="1.6"/>`,
    ].join('');
  });
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const rate = most * share;
    return (
      `<path d="M${left} ${y(rate)}H${width - right}" stroke="#ddd"/>` +
      `<text x="${left - 8}" y="${y(rate) + 4}" text-anchor="end">${rate.toLocaleString('en')}</text>`
    );
  });
  const hours = Array.from({ length: Math.floor(seconds / 900) + 1 }, (_, i) => i * 900).map(
    (second) =>
      `<text x="${x(second)}" y="${height - bottom + 20}" text-anchor="middle">` +
      `${clock(startsAt + second / 60)}</text>`,
  );
  const legend = series.map(
    ({ name, colour }, i) =>
      `<rect x="${left + i * 330}" y="${height - 22}" width="14" height="4" fill="${colour}"/>` +
      `<text x="${left + 20 + i * 330}" y="${height - 16}">${name}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}"`,
    ' font-family="system-ui, sans-serif" font-size="12" fill="#333">',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="26" font-size="16">${title}</text>`,
    `<text x="${left}" y="44">requests a second, means of ${step} s</text>`,
    `<rect x="${x(band.from)}" y="${top}" width="${x(band.to) - x(band.from)}"`,
    ` height="${height - top - bottom}" fill="#c0392b" opacity="0.1"/>`,
    `<text x="${(x(band.from) + x(band.to)) / 2}" y="${top + 14}" text-anchor="middle">${band.name}</text>`,
    ...grid,
    ...lines,
    ...hours,
    ...legend,
    '</svg>\n',
  ].join('');
}

function means(perSecond: ArrayLike<number>): number[] {
  const points: number[] = [];
  for (let from = 0; from + step <= perSecond.length; from += step) {
    let sum = 0;
    for (let i = from; i < from + step; i++) sum += perSecond[i] ?? 0;
    points.push(sum / step);
  }
  return points;
}

function niceAbove(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return Math.ceil((value / unit) * 2) * (unit / 2);
}

function clock(minutes: number): string {
  const hour = Math.floor(minutes / 60) % 24;
  return `${hour}:${String(minutes % 60).padStart(2, '0')}`;
}
