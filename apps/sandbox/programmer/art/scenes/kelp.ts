import { mix } from '../colour.ts';
import { curve, landBelow, smoothRidge } from '../land.ts';
import { circle, ellipse, HEIGHT, n, type Point, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** The forest below the waterline: shafts of light, three depths of fronds, small fish. */
export const kelp: Scene = (context) => {
  const { paper, palette, random } = context;
  const [zenith, middle, low] = palette.sky;
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.vertical([0, mix(low, palette.light, 0.22)], [0.3, low], [0.65, middle], [1, zenith]),
    ),
  );
  const sun = random.between(900, 1150);
  paper.add(
    ellipse(
      sun,
      -30,
      820,
      420,
      paper.radial(
        [0.5, 0.5],
        0.5,
        [0, palette.light, 0.75],
        [0.4, palette.light, 0.22],
        [1, palette.light, 0],
      ),
    ),
  );
  const shaft = paper.vertical(
    [0, palette.light, 0.3],
    [0.75, palette.light, 0.02],
    [1, palette.light, 0],
  );
  for (let i = 0; i < 7; i += 1) {
    const x = sun + random.between(-360, 360);
    const spread = (x - sun) * 1.1 + random.between(-60, 60);
    const half = random.between(14, 50);
    paper.add(
      polygon(
        [
          [x - half, -10],
          [x + half, -10],
          [x + spread + half * 3, 760],
          [x + spread - half * 3, 760],
        ],
        shaft,
      ),
    );
  }
  const [far, lit, dim, close] = palette.layers;
  const depths = [
    { colour: mix(dim, low, 0.55), count: 26, floor: 760, width: 20, low: 240, high: 560 },
    { colour: mix(lit, dim, 0.4), count: 17, floor: 850, width: 30, low: 300, high: 640 },
    { colour: lit, count: 10, floor: 900, width: 40, low: 260, high: 620 },
    {
      colour: mix(far, palette.light, 0.3),
      count: 5,
      floor: 910,
      width: 34,
      low: 240,
      high: 520,
    },
  ];
  for (const [i, depth] of depths.entries()) {
    const ridge = smoothRidge(random, {
      base: depth.floor - 40,
      rise: 46,
      period: 1700,
      rough: 0.6,
    });
    for (let k = 0; k < depth.count; k += 1) {
      const x = ((k + random.between(0.05, 0.95)) / depth.count) * WIDTH;
      const tall = random.between(depth.low, depth.high);
      const colour = mix(depth.colour, palette.light, random.between(0, 0.16));
      frond(context, x, ridge(x) + 30, tall, depth.width * random.between(0.6, 1.1), colour, close);
    }
    if (i === 1) school(context, random.between(520, 760), random.between(250, 380));
    const ground = mix([dim, close, palette.ink, palette.ink][i] ?? palette.ink, middle, 0.12);
    paper.add(path(landBelow(ridge), paper.vertical([0, ground], [1, palette.ink])));
  }
  for (let i = 0; i < 46; i += 1) {
    paper.add(
      circle(
        random.between(0, WIDTH),
        random.between(40, 820),
        random.between(1.5, 5),
        palette.light,
        `opacity="${n(random.between(0.08, 0.4))}"`,
      ),
    );
  }
  paintVignette(context, 0.5);
};

/** A leaf that tapers and sways: two edges around one bent spine. */
function frond(
  { paper, random }: SceneContext,
  x: number,
  foot: number,
  tall: number,
  width: number,
  colour: string,
  dark: string,
): void {
  const lean = random.between(-120, 120);
  const bend = random.between(30, 80) * (random.chance(0.5) ? 1 : -1);
  const left: Point[] = [];
  const right: Point[] = [];
  for (let i = 0; i <= 9; i += 1) {
    const t = i / 9;
    const half =
      (width / 2) *
      Math.sin(Math.PI * Math.min(0.12 + t * 0.88, 1)) ** 0.7 *
      (0.55 + 0.45 * Math.sin(t * 9 + x));
    const at = x + lean * t * t + bend * Math.sin(t * Math.PI * 1.6);
    const y = foot - tall * t;
    left.push([at - half, y]);
    right.unshift([at + half, y]);
  }
  const fill = paper.vertical(
    [0, colour],
    [0.55, mix(colour, dark, 0.35)],
    [1, mix(colour, dark, 0.85)],
  );
  paper.add(path(`${curve(left)}L${curve(right).slice(1)}Z`, fill));
}

function school({ paper, palette, random }: SceneContext, x: number, y: number): void {
  for (let i = 0; i < 15; i += 1) {
    const fx = x + random.between(-170, 170);
    const fy = y + random.between(-70, 70);
    const size = random.between(7, 15);
    const d = `M${n(fx + size * 1.5)},${n(fy)}Q${n(fx)},${n(fy - size * 0.8)} ${n(fx - size)},${n(fy)}L${n(fx - size * 1.7)},${n(fy - size * 0.55)}V${n(fy + size * 0.55)}L${n(fx - size)},${n(fy)}Q${n(fx)},${n(fy + size * 0.8)} ${n(fx + size * 1.5)},${n(fy)}Z`;
    paper.add(
      path(
        d,
        mix(palette.layers[0], palette.light, 0.5),
        `opacity="${n(random.between(0.45, 0.85))}"`,
      ),
    );
  }
}
