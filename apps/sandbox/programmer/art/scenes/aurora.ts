import { mix } from '../colour.ts';
import { curve, smoothRidge, trees } from '../land.ts';
import { HEIGHT, type Point, path, rect, WIDTH } from '../paper.ts';
import { paintStars, paintVignette } from '../sky.ts';
import type { Scene } from './scene.ts';

/** Curtains of northern light over a lake that reflects them. */
export const aurora: Scene = (context) => {
  const { paper, palette, random } = context;
  const [zenith, middle, low] = palette.sky;
  const shore = 640;
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.vertical(
        [0, mix(zenith, '#02030a', 0.5)],
        [0.55, middle],
        [0.71, mix(middle, low, 0.6)],
        [1, zenith],
      ),
    ),
  );
  paintStars(context, 210, shore - 60);
  const soft = paper.blur(7);
  const colours = [
    palette.layers[0],
    palette.light,
    mix(palette.layers[0], '#b070ff', 0.5),
  ] as const;
  for (let i = 0; i < 4; i += 1) {
    const foot = smoothRidge(random, {
      base: random.between(330, 520),
      rise: random.between(70, 130),
      period: random.between(1500, 2300),
      rough: 0.5,
    });
    const tall = random.between(190, 340);
    const colour = random.pick(colours);
    const bottom: Point[] = [];
    const top: Point[] = [];
    for (let x = -40; x <= WIDTH + 40; x += 40) {
      bottom.push([x, foot(x)]);
      top.unshift([x + 50, foot(x) - tall * (0.7 + 0.3 * Math.sin(x / 170 + i * 2))]);
    }
    const fill = paper.vertical(
      [0, colour, 0],
      [0.45, colour, 0.16],
      [0.86, colour, 0.62],
      [1, colour, 0],
    );
    paper.add(
      path(`${curve(bottom)}L${curve(top).slice(1)}Z`, fill, `filter="${soft}" opacity="0.9"`),
    );
    // Rays: thin columns in the curtain.
    const ray = paper.vertical([0, colour, 0], [0.8, colour, 0.4], [1, colour, 0]);
    for (let k = 0; k < 26; k += 1) {
      const x = random.between(0, WIDTH);
      const height = tall * random.between(0.6, 1.35);
      paper.add(
        rect(
          x,
          foot(x) - height,
          random.between(5, 22),
          height,
          ray,
          `opacity="${random.between(0.2, 0.75).toFixed(2)}"`,
        ),
      );
    }
  }
  const hills = smoothRidge(random, { base: shore - 50, rise: 70, period: 1900, rough: 0.6 });
  paper.add(path(trees(hills, random, 16), mix(palette.layers[3], palette.sky[1], 0.35)));
  paper.add(
    rect(
      0,
      shore,
      WIDTH,
      HEIGHT - shore,
      paper.vertical([0, mix(middle, palette.layers[0], 0.35)], [0.35, middle], [1, palette.ink]),
    ),
  );
  for (let i = 0; i < 40; i += 1) {
    const y = shore + 6 + 210 * random.next() ** 1.6;
    const wide = random.between(60, 360);
    paper.add(
      rect(
        random.between(-100, WIDTH),
        y,
        wide,
        1.5 + (y - shore) / 60,
        palette.layers[0],
        `rx="3" opacity="${random.between(0.06, 0.3).toFixed(2)}"`,
      ),
    );
  }
  const bank = smoothRidge(random, { base: 830, rise: 50, period: 2100, rough: 0.4 });
  paper.add(path(trees(bank, random, 100), palette.ink));
  paintVignette(context, 0.3);
};
