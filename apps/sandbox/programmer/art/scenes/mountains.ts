import { mix } from '../colour.ts';
import { jaggedRidge, smoothRidge, straight } from '../land.ts';
import { HEIGHT, type Point, path, polygon, WIDTH } from '../paper.ts';
import type { Random } from '../random.ts';
import { paintDisc, paintMist, paintSky, paintStars, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** A massif with snow on its lit side, mist in the valleys, dark spurs in front. */
export const mountains: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.62);
  paintStars(context, 70, 300);
  paintDisc(
    context,
    { x: random.between(420, 1380), y: random.between(150, 260), r: random.between(56, 90) },
    0.5,
  );
  const [far, middle, near, close] = palette.layers;
  const distant = jaggedRidge(random, 480, 130, 0.5);
  paper.add(
    path(
      rockBelow(distant),
      paper.vertical([0, mix(far, palette.sky[2], 0.5)], [1, mix(middle, palette.sky[2], 0.5)]),
    ),
  );
  paintMist(context, 570, 220, palette.sky[2], 0.6);
  const peaks: (readonly [number, number, number])[] = [
    [random.between(250, 520), random.between(330, 400), 430],
    [random.between(960, 1130), random.between(175, 230), 620],
    [random.between(1330, 1500), random.between(320, 390), 420],
  ];
  for (const [x, y, half] of peaks.sort((a, b) => b[1] - a[1])) peak(context, x, y, half);
  paintMist(context, 690, 240, mix(palette.sky[2], palette.light, 0.2), 0.55);
  for (const [i, base] of [700, 790].entries()) {
    const spur = smoothRidge(random, { base, rise: 70, period: 1500 + i * 500, rough: 0.7 });
    const top = i === 0 ? mix(near, middle, 0.2) : mix(close, palette.ink, 0.3);
    paper.add(
      path(
        trees(spur, random, i === 0 ? 20 : 34),
        paper.vertical([0, top], [1, mix(top, palette.ink, 0.7)]),
      ),
    );
  }
  paintVignette(context, 0.4);
};

function rockBelow(ridge: (x: number) => number): string {
  const top: Point[] = [];
  for (let x = -6; x <= WIDTH + 6; x += 6) top.push([x, ridge(x)]);
  return `${straight(top)}L${WIDTH + 6},${HEIGHT}L-6,${HEIGHT}Z`;
}

/** One peak: a shaded body, a lit face, and snow that follows broken gullies. */
function peak({ paper, palette, random }: SceneContext, x: number, y: number, half: number): void {
  const [far, middle, near] = palette.layers;
  const foot = 760;
  const flank = (to: number, rough: number): Point[] => {
    const points: Point[] = [];
    for (let i = 0; i <= 16; i += 1) {
      const t = i / 16;
      const wobble = i === 0 || i === 16 ? 0 : random.between(-rough, rough);
      points.push([x + (to - x) * t + wobble, y + (foot - y) * t ** 0.92 + wobble * 0.6]);
    }
    return points;
  };
  const left = flank(x - half, 12);
  const right = flank(x + half, 12);
  const spine = flank(x + half * random.between(-0.12, 0.22), 22);
  const dark = paper.vertical([0, near], [1, mix(near, palette.sky[2], 0.35)]);
  const lit = paper.vertical(
    [0, mix(far, palette.light, 0.2)],
    [0.5, middle],
    [1, mix(near, palette.sky[2], 0.4)],
  );
  const mirrored = (side: Point[]) => [...side].reverse();
  paper.add(
    polygon([...left, ...mirrored(spine)], lit),
    polygon([...right, ...mirrored(spine)], dark),
  );
  const snow = (side: Point[], depth: number): Point[] => {
    const edge: Point[] = side.slice(0, depth);
    const inner: Point[] = spine.slice(0, depth);
    const lower: Point[] = [];
    const [ax, ay] = edge.at(-1) ?? [x, y];
    const [bx, by] = inner.at(-1) ?? [x, y];
    for (let i = 1; i < 8; i += 1) {
      const t = i / 8;
      lower.push([
        ax + (bx - ax) * t,
        ay + (by - ay) * t + (i % 2 === 0 ? -1 : 1) * random.between(10, 46),
      ]);
    }
    return [...edge, ...lower, ...mirrored(inner)];
  };
  const white = mix(palette.light, '#ffffff', 0.55);
  paper.add(
    polygon(snow(left, 7), white, 'opacity="0.95"'),
    polygon(snow(right, 6), mix(white, near, 0.55), 'opacity="0.95"'),
  );
}

/** Land whose edge is a row of conifers. */
export function trees(ridge: (x: number) => number, random: Random, tall: number): string {
  const points: Point[] = [[-10, ridge(0)]];
  for (let x = 0; x < WIDTH + 20; ) {
    const height = tall * random.between(0.5, 1.5);
    const half = height * 0.21;
    const foot = ridge(x);
    points.push([x - half, foot], [x, foot - height], [x + half, foot]);
    x += half * 2 * random.between(0.6, 1.5);
  }
  return `${straight(points)}L${WIDTH + 20},${HEIGHT + 4}L-10,${HEIGHT + 4}Z`;
}
