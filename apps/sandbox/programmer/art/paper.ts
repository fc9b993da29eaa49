/** Every picture is drawn on 16:9 paper of this size and scaled afterwards. */
export const WIDTH = 1600;
export const HEIGHT = 900;

/** Colour, and where along the gradient (0..1); opacity 0..1 when it is not solid. */
export type Stop = readonly [offset: number, colour: string, opacity?: number];

export type Point = readonly [x: number, y: number];

/** Collects SVG text: definitions first, then shapes in the order in which they were added. */
export interface Paper {
  add(...shapes: string[]): void;
  /** Each returns the `url(#…)` to fill with. Positions are fractions of the filled shape. */
  vertical(...stops: Stop[]): string;
  horizontal(...stops: Stop[]): string;
  radial(centre: Point, radius: number, ...stops: Stop[]): string;
  /** Returns `url(#…)` for `filter`; deviation in units of the paper. */
  blur(deviation: number): string;
  /** Returns `url(#…)` for `clip-path`. */
  clip(shapes: string): string;
  toSvg(): string;
}

export function createPaper(): Paper {
  const definitions: string[] = [];
  const shapes: string[] = [];
  const define = (make: (id: string) => string) => {
    const id = `d${definitions.length}`;
    definitions.push(make(id));
    return `url(#${id})`;
  };
  const linear = (x2: number, y2: number, stops: readonly Stop[]) =>
    define(
      (id) =>
        `<linearGradient id="${id}" x1="0" y1="0" x2="${x2}" y2="${y2}">${stopsOf(stops)}</linearGradient>`,
    );
  return {
    add: (...more) => {
      shapes.push(...more);
    },
    vertical: (...stops) => linear(0, 1, stops),
    horizontal: (...stops) => linear(1, 0, stops),
    radial: ([cx, cy], radius, ...stops) =>
      define(
        (id) =>
          `<radialGradient id="${id}" cx="${n(cx)}" cy="${n(cy)}" r="${n(radius)}">${stopsOf(stops)}</radialGradient>`,
      ),
    blur: (deviation) =>
      define(
        (id) =>
          `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${n(deviation)}"/></filter>`,
      ),
    clip: (inside) => define((id) => `<clipPath id="${id}">${inside}</clipPath>`),
    toSvg: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">` +
      `<defs>${definitions.join('')}</defs>${shapes.join('')}</svg>`,
  };
}

/** A number with at most two decimals. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function rect(x: number, y: number, w: number, h: number, fill: string, more = ''): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function circle(x: number, y: number, r: number, fill: string, more = ''): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function ellipse(
  x: number,
  y: number,
  rx: number,
  ry: number,
  fill: string,
  more = '',
): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function path(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function line(d: string, stroke: string, width: number, more = ''): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${n(width)}"${more && ` ${more}`}/>`;
}

export function polygon(points: readonly Point[], fill: string, more = ''): string {
  return `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function group(shapes: readonly string[], attributes: string): string {
  return `<g ${attributes}>${shapes.join('')}</g>`;
}

function stopsOf(stops: readonly Stop[]): string {
  return stops
    .map(
      ([offset, colour, opacity]) =>
        `<stop offset="${n(offset)}" stop-color="${colour}"${opacity === undefined ? '' : ` stop-opacity="${n(opacity)}"`}/>`,
    )
    .join('');
}
