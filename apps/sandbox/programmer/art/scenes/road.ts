import { mix } from '../colour.ts';
import { landBelow, smoothRidge, straight } from '../land.ts';
import { HEIGHT, n, type Point, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintMist, paintSky, paintStars, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

const HORIZON = 520;

/** A straight road to a low sun between mesas, with telegraph poles beside it. */
export const road: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.58);
  paintStars(context, 50, 240);
  const end = random.between(930, 1090);
  paintDisc(
    context,
    {
      x: end + random.between(-30, 30),
      y: HORIZON - random.between(40, 90),
      r: random.between(120, 150),
    },
    0.7,
  );
  const [far, middle, near, close] = palette.layers;
  mesas(context, mix(near, palette.sky[2], 0.45), 150, 1);
  mesas(context, mix(near, palette.sky[2], 0.12), 95, 2);
  paintMist(context, HORIZON, 120, mix(palette.sky[2], palette.light, 0.4), 0.6);
  paper.add(
    rect(
      0,
      HORIZON,
      WIDTH,
      HEIGHT - HORIZON,
      paper.vertical([0, mix(far, middle, 0.4)], [0.3, near], [1, palette.ink]),
    ),
  );
  const dune = smoothRidge(random, { base: HORIZON + 44, rise: 22, period: 1300 });
  paper.add(
    path(
      landBelow(dune),
      paper.vertical([0, mix(middle, near, 0.35)], [0.6, close], [1, palette.ink]),
    ),
  );
  const foot = random.between(560, 700);
  const asphalt = paper.vertical(
    [0, mix(close, far, 0.4)],
    [0.5, mix(close, palette.ink, 0.4)],
    [1, palette.ink],
  );
  paper.add(
    polygon(
      [
        [end - 5, HORIZON + 2],
        [end + 5, HORIZON + 2],
        [foot + 620, HEIGHT],
        [foot - 420, HEIGHT],
      ],
      asphalt,
    ),
  );
  const centre = (t: number) => end + (foot + 100 - end) * t;
  for (let i = 0; i < 11; i += 1) {
    const near0 = (i / 11) ** 2.4;
    const near1 = ((i + 0.52) / 11) ** 2.4;
    const y = (t: number) => HORIZON + 2 + (HEIGHT - HORIZON) * t;
    const half = (t: number) => 0.6 + 15 * t;
    paper.add(
      polygon(
        [
          [centre(near0) - half(near0), y(near0)],
          [centre(near0) + half(near0), y(near0)],
          [centre(near1) + half(near1), y(near1)],
          [centre(near1) - half(near1), y(near1)],
        ],
        palette.spark,
        'opacity="0.9"',
      ),
    );
  }
  const edge = mix(palette.light, palette.layers[0], 0.4);
  paper.add(
    polygon(
      [
        [end + 4, HORIZON + 2],
        [end + 5, HORIZON + 2],
        [foot + 596, HEIGHT],
        [foot + 578, HEIGHT],
      ],
      edge,
      'opacity="0.55"',
    ),
    polygon(
      [
        [end - 5, HORIZON + 2],
        [end - 4, HORIZON + 2],
        [foot - 380, HEIGHT],
        [foot - 398, HEIGHT],
      ],
      edge,
      'opacity="0.55"',
    ),
  );
  poles(context, end);
  paintVignette(context, 0.35);
};

function mesas(
  { paper, palette, random }: SceneContext,
  colour: string,
  tall: number,
  step: number,
): void {
  const points: Point[] = [[-10, HORIZON]];
  let x = random.between(-80, 120);
  while (x < WIDTH) {
    const width = random.between(110, 300) / step ** 0.3;
    const height = tall * random.between(0.35, 1.25);
    const slope = height * random.between(0.3, 0.6);
    points.push(
      [x, HORIZON],
      [x + slope, HORIZON - height * 0.55],
      [x + slope * 1.15, HORIZON - height],
      [x + slope + width * 0.6, HORIZON - height * random.between(0.94, 1.04)],
      [x + slope + width, HORIZON - height * 0.96],
      [x + slope * 1.2 + width, HORIZON - height * 0.5],
      [x + slope * 2 + width, HORIZON],
    );
    x += width + slope * 2 + random.between(60, 330);
  }
  paper.add(
    path(
      `${straight(points)}L${WIDTH + 300},${HORIZON + 4}L-10,${HORIZON + 4}Z`,
      paper.vertical([0, mix(colour, palette.light, 0.15)], [1, colour]),
    ),
  );
}

function poles({ paper, palette }: SceneContext, end: number): void {
  const foot = end + 620;
  let before: Point | undefined;
  for (let i = 0; i < 7; i += 1) {
    const t = ((i + 1) / 7) ** 2.2;
    const x = end + 40 + (foot - end) * t;
    const ground = HORIZON + 12 + 280 * t;
    const tall = 26 + 540 * t;
    const width = 1.5 + 11 * t;
    paper.add(
      rect(x - width / 2, ground - tall, width, tall, palette.ink),
      rect(x - width * 5, ground - tall * 0.93, width * 10, width * 0.7, palette.ink),
    );
    const tip: Point = [x - width * 4.4, ground - tall * 0.93];
    if (before) {
      const sag = (tip[0] - before[0]) * 0.12;
      paper.add(
        `<path d="M${n(before[0])},${n(before[1])}Q${n((before[0] + tip[0]) / 2)},${n((before[1] + tip[1]) / 2 + sag)} ${n(tip[0])},${n(tip[1])}" fill="none" stroke="${palette.ink}" stroke-width="${n(0.8 + 2 * t)}"/>`,
      );
    }
    before = tip;
  }
}
