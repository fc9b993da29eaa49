import { mix } from '../colour.ts';
import { curve, landBelow, smoothRidge } from '../land.ts';
import { circle, ellipse, HEIGHT, n, type Point, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** A kelp forest under water: beams of light, tall kelp, ribbons in front, small fish. */
export const kelp: Scene = (context) => {
  const { paper, palette, random } = context;
  const [zenith, middle, low] = palette.sky;
  const surface = mix(low, palette.light, 0.3);
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.vertical([0, surface], [0.28, low], [0.62, middle], [1, zenith]),
    ),
  );
  const sun = random.between(880, 1150);
  const glow = paper.radial(
    [0.5, 0.5],
    0.5,
    [0, palette.light, 0.85],
    [0.4, palette.light, 0.25],
    [1, palette.light, 0],
  );
  paper.add(ellipse(sun, -20, 860, 440, glow));
  shafts(context, sun);
  const [far, lit, dim, close] = palette.layers;
  const floors = [740, 800, 868];
  const grounds = [mix(dim, middle, 0.55), mix(close, middle, 0.2), palette.ink];
  for (const [i, floor] of floors.entries()) {
    const ridge = smoothRidge(random, { base: floor, rise: 44 - i * 8, period: 1500, rough: 0.6 });
    if (i === 0) {
      for (let k = 0; k < 12; k += 1) {
        const x = (k + random.between(0.1, 0.9)) * (WIDTH / 12);
        ribbon(
          context,
          { x, foot: ridge(x) + 20, tall: random.between(240, 480), width: random.between(14, 22) },
          mix(dim, low, 0.5),
          dim,
        );
      }
    }
    if (i === 1) {
      school(context, random.between(500, 720), random.between(260, 380));
      for (let k = 0; k < 7; k += 1) {
        const x = (k + random.between(0.15, 0.85)) * (WIDTH / 7);
        stalk(
          context,
          x,
          ridge(x) + 20,
          random.between(380, 690),
          mix(lit, dim, random.between(0, 0.5)),
          close,
        );
      }
    }
    if (i === 2) {
      for (const cluster of [
        random.between(160, 420),
        random.between(760, 960),
        random.between(1240, 1450),
      ]) {
        for (let k = 0; k < 4; k += 1) {
          const x = cluster + k * random.between(26, 52);
          const colour = k % 2 === 0 ? mix(far, palette.light, 0.55) : mix(far, lit, 0.3);
          ribbon(
            context,
            {
              x,
              foot: ridge(x) + 20,
              tall: random.between(230, 480),
              width: random.between(26, 42),
            },
            colour,
            dim,
          );
        }
      }
    }
    const ground = grounds[i] ?? palette.ink;
    paper.add(
      path(
        landBelow(ridge),
        paper.vertical([0, mix(ground, palette.light, 0.05)], [1, palette.ink]),
      ),
    );
  }
  for (let i = 0; i < 40; i += 1) {
    const opacity = `opacity="${n(random.between(0.1, 0.45))}"`;
    paper.add(
      circle(
        random.between(0, WIDTH),
        random.between(40, 820),
        random.between(1.5, 5.5),
        palette.light,
        opacity,
      ),
    );
  }
  paintVignette(context, 0.4);
};

function shafts({ paper, palette, random }: SceneContext, sun: number): void {
  const shaft = paper.vertical(
    [0, palette.light, 0.34],
    [0.75, palette.light, 0.03],
    [1, palette.light, 0],
  );
  for (let i = 0; i < 7; i += 1) {
    const x = sun + random.between(-360, 360);
    const spread = (x - sun) * 1.1 + random.between(-60, 60);
    const half = random.between(14, 46);
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
}

interface Blade {
  readonly x: number;
  readonly foot: number;
  readonly tall: number;
  readonly width: number;
}

/** A blade with one wide bend, widest below the middle, pointed at the top. */
function ribbon({ paper, random }: SceneContext, blade: Blade, colour: string, dark: string): void {
  const { x, foot, tall, width } = blade;
  const lean = random.between(-90, 90);
  const bend = random.between(24, 62) * (random.chance(0.5) ? 1 : -1);
  const left: Point[] = [];
  const right: Point[] = [];
  for (let i = 0; i <= 10; i += 1) {
    const t = i / 10;
    const half =
      (width / 2) *
      (0.35 + 0.65 * Math.sin(Math.PI * Math.min(t * 1.5, 0.5 + t * 0.5))) *
      (1 - t ** 4);
    const at = x + lean * t * t + bend * Math.sin(t * Math.PI * 1.7);
    left.push([at - half, foot - tall * t]);
    right.unshift([at + half, foot - tall * t]);
  }
  const fill = paper.vertical(
    [0, colour],
    [0.5, mix(colour, dark, 0.3)],
    [1, mix(colour, dark, 0.9)],
  );
  paper.add(path(`${curve(left)}L${curve(right).slice(1)}Z`, fill));
}

/** Giant kelp: a bent stalk with leaves on both sides at regular distances. */
function stalk(
  context: SceneContext,
  x: number,
  foot: number,
  tall: number,
  colour: string,
  dark: string,
): void {
  const { paper, random } = context;
  const lean = random.between(-110, 110);
  const bend = random.between(20, 50) * (random.chance(0.5) ? 1 : -1);
  const at = (t: number): Point => [
    x + lean * t * t + bend * Math.sin(t * Math.PI * 2),
    foot - tall * t,
  ];
  const spine = [...Array(9).keys()].map((i) => at(i / 8));
  const leaves: string[] = [];
  const count = Math.floor(tall / 34);
  for (let i = 2; i <= count; i += 1) {
    const [lx, ly] = at(i / count);
    const side = i % 2 === 0 ? 1 : -1;
    const long = random.between(66, 112) * (1 - 0.45 * (i / count));
    const wide = long * 0.15;
    const droop = random.between(-34, 8);
    leaves.push(
      `M${n(lx)},${n(ly)}C${n(lx + side * long * 0.3)},${n(ly - wide * 2.2 + droop * 0.2)} ${n(lx + side * long * 0.7)},${n(ly - wide * 1.6 + droop * 0.6)} ${n(lx + side * long)},${n(ly + droop)}` +
        `C${n(lx + side * long * 0.65)},${n(ly + wide * 1.5 + droop * 0.5)} ${n(lx + side * long * 0.3)},${n(ly + wide * 1.2)} ${n(lx)},${n(ly)}Z`,
    );
  }
  const fill = paper.vertical([0, colour], [0.6, mix(colour, dark, 0.45)], [1, dark]);
  paper.add(
    `<path d="${curve(spine)}" fill="none" stroke="${mix(colour, dark, 0.45)}" stroke-width="7" stroke-linecap="round"/>`,
    path(leaves.join(''), fill),
  );
}

function school({ paper, palette, random }: SceneContext, x: number, y: number): void {
  for (let i = 0; i < 17; i += 1) {
    const fx = x + random.between(-190, 190);
    const fy = y + random.between(-80, 80);
    const size = random.between(8, 17);
    const d =
      `M${n(fx + size * 1.5)},${n(fy)}Q${n(fx)},${n(fy - size * 0.8)} ${n(fx - size)},${n(fy)}` +
      `L${n(fx - size * 1.7)},${n(fy - size * 0.55)}V${n(fy + size * 0.55)}L${n(fx - size)},${n(fy)}` +
      `Q${n(fx)},${n(fy + size * 0.8)} ${n(fx + size * 1.5)},${n(fy)}Z`;
    paper.add(
      path(
        d,
        mix(palette.layers[0], palette.light, 0.6),
        `opacity="${n(random.between(0.5, 0.9))}"`,
      ),
    );
  }
}
