import { mix } from './colour.ts';
import { circle, group, HEIGHT, n, rect, WIDTH } from './paper.ts';
import type { SceneContext } from './scenes/scene.ts';

/** The focus of the picture: right of the middle, because the title stands on the left. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

export function paintSky({ paper, palette }: SceneContext, horizon = 0.72): void {
  const [zenith, middle, low] = palette.sky;
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.vertical([0, zenith], [horizon * 0.55, middle], [horizon, low], [1, low]),
    ),
  );
}

/** A glow, then the disc, slightly lit from one side. */
export function paintDisc({ paper, palette }: SceneContext, spot: Spot, strength = 0.5): void {
  const { x, y, r } = spot;
  const { light } = palette;
  const glow = paper.radial(
    [0.5, 0.5],
    0.5,
    [0, light, strength],
    [0.25, light, strength * 0.5],
    [0.55, light, strength * 0.14],
    [1, light, 0],
  );
  const face = paper.radial(
    [0.38, 0.34],
    0.75,
    [0, mix(light, '#ffffff', 0.35)],
    [0.6, light],
    [1, mix(light, palette.sky[2], 0.28)],
  );
  paper.add(circle(x, y, r * 4.2, glow), circle(x, y, r, face));
}

/** Craters, for a large moon. */
export function paintCraters({ paper, palette, random }: SceneContext, spot: Spot): void {
  const shade = mix(palette.light, palette.sky[1], 0.35);
  for (let i = 0; i < 7; i += 1) {
    const turn = random.between(0, 2 * Math.PI);
    const away = spot.r * random.between(0.1, 0.72);
    paper.add(
      circle(
        spot.x + Math.cos(turn) * away,
        spot.y + Math.sin(turn) * away,
        spot.r * random.between(0.05, 0.17),
        shade,
        'opacity="0.28"',
      ),
    );
  }
}

export function paintStars(context: SceneContext, count: number, below: number): void {
  const { paper, palette, random, phase } = context;
  for (let i = 0; i < count; i += 1) {
    const x = random.between(0, WIDTH);
    const y = below * random.next() ** 1.4;
    const size = random.chance(0.08) ? random.between(2.4, 3.6) : random.between(0.8, 1.9);
    const own = random.between(0, 2 * Math.PI);
    const twinkle = phase === 0 ? 1 : 0.75 + 0.25 * Math.sin(own + phase * 6 * Math.PI);
    const opacity = random.between(0.35, 0.95) * (1 - (y / below) * 0.6) * twinkle;
    paper.add(circle(x, y, size, palette.spark, `opacity="${opacity.toFixed(2)}"`));
  }
}

/** A band of mist at `y`. */
export function paintMist(
  { paper }: SceneContext,
  y: number,
  depth: number,
  colour: string,
  opacity: number,
): void {
  const fill = paper.vertical([0, colour, 0], [0.5, colour, opacity], [1, colour, 0]);
  paper.add(rect(0, y - depth / 2, WIDTH, depth, fill));
}

/** Darkens the edges and the bottom, so that text over the bottom is readable. */
export function paintVignette({ paper, palette }: SceneContext, foot = 0.45): void {
  const edge = paper.radial(
    [0.55, 0.45],
    0.8,
    [0, palette.ink, 0],
    [0.6, palette.ink, 0],
    [1, palette.ink, 0.5],
  );
  const low = paper.vertical([0, palette.ink, 0], [1, palette.ink, foot]);
  paper.add(rect(0, 0, WIDTH, HEIGHT, edge), rect(0, HEIGHT * 0.55, WIDTH, HEIGHT * 0.45, low));
}

/** A cloud of four round parts. */
export function paintCloud(
  { paper }: SceneContext,
  x: number,
  y: number,
  size: number,
  opacity: number,
): void {
  const puff = (dx: number, dy: number, r: number) =>
    circle(x + dx * size, y + dy * size, r * size, '#ffffff');
  paper.add(
    group(
      [
        puff(-70, 10, 40),
        puff(-20, -16, 54),
        puff(42, -4, 46),
        puff(86, 16, 32),
        rect(
          x - 108 * size,
          y + 6 * size,
          224 * size,
          43 * size,
          '#ffffff',
          `rx="${n(21 * size)}"`,
        ),
      ],
      `opacity="${n(opacity)}"`,
    ),
  );
}
