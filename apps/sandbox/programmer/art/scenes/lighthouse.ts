import { mix } from '../colour.ts';
import { landBelow, smoothRidge } from '../land.ts';
import { circle, group, HEIGHT, n, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintMist, paintSky, paintStars, paintVignette } from '../sky.ts';
import type { Scene } from './scene.ts';

/** A lighthouse on a rock, with two beams over dark waves. */
export const lighthouse: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.68);
  paintStars(context, 150, 480);
  const x = random.between(1010, 1180);
  const lamp = 248;
  const turn = random.between(-9, 9);
  const beam = (way: 1 | -1) => {
    const fill =
      way === 1
        ? paper.horizontal(
            [0, palette.light, 0.75],
            [0.35, palette.light, 0.26],
            [1, palette.light, 0],
          )
        : paper.horizontal(
            [0, palette.light, 0],
            [0.65, palette.light, 0.26],
            [1, palette.light, 0.75],
          );
    return polygon(
      [
        [x, lamp - 6],
        [x + way * 1300, lamp - 190],
        [x + way * 1300, lamp + 90],
        [x, lamp + 6],
      ],
      fill,
    );
  };
  paper.add(group([beam(1), beam(-1)], `transform="rotate(${n(turn)} ${n(x)} ${lamp})"`));
  const horizon = 600;
  const [far, middle, near, close] = palette.layers;
  paintMist(context, horizon, 200, mix(palette.sky[2], palette.light, 0.2), 0.6);
  paper.add(
    rect(
      0,
      horizon,
      WIDTH,
      HEIGHT - horizon,
      paper.vertical([0, middle], [0.5, close], [1, palette.ink]),
    ),
  );
  const coast = smoothRidge(random, { base: horizon - 12, rise: 42, period: 2300, rough: 0.6 });
  paper.add(path(`${landBelow(coast, 20, horizon + 2)}`, mix(near, palette.sky[2], 0.35)));

  const rock = (rx: number) => {
    const away = Math.abs(rx - x);
    return 560 + (away / 27) ** 1.62 + 16 * Math.sin(rx / 23) + 9 * Math.sin(rx / 9);
  };
  paper.add(
    path(landBelow(rock, 10), paper.vertical([0, mix(close, middle, 0.45)], [0.5, palette.ink])),
  );
  const white = mix('#ffffff', palette.light, 0.35);
  const dark = mix(palette.ink, close, 0.5);
  const body = paper.horizontal(
    [0, white],
    [0.45, mix(white, near, 0.3)],
    [1, mix(near, palette.ink, 0.4)],
  );
  const red = paper.horizontal(
    [0, far],
    [0.5, mix(far, near, 0.5)],
    [1, mix(near, palette.ink, 0.5)],
  );
  const half = (y: number) => 27 + 27 * ((y - 290) / 290);
  const slice = (from: number, to: number, fill: string) =>
    polygon(
      [
        [x - half(from), from],
        [x + half(from), from],
        [x + half(to), to],
        [x - half(to), to],
      ],
      fill,
    );
  paper.add(slice(290, 580, body), slice(340, 400, red), slice(460, 520, red));
  paper.add(
    rect(x - 40, 282, 80, 12, dark, 'rx="3"'),
    rect(x - 24, 216, 48, 68, mix(palette.light, '#ffffff', 0.5)),
    ...[-24, -9, 7, 22].map((dx) => rect(x + dx, 216, 3, 68, dark)),
    path(`M${n(x - 32)},218Q${n(x)},160 ${n(x + 32)},218Z`, dark),
    rect(x - 2, 160, 4, 24, dark),
    circle(
      x,
      lamp,
      210,
      paper.radial(
        [0.5, 0.5],
        0.5,
        [0, palette.light, 0.95],
        [0.2, palette.light, 0.42],
        [1, palette.light, 0],
      ),
    ),
    rect(x - 8, 545, 16, 32, dark, 'rx="8"'),
    rect(x - 6, 420, 12, 18, palette.spark, 'rx="6"'),
  );
  for (let i = 0; i < 5; i += 1) {
    const ridge = smoothRidge(random, {
      base: 690 + i * 48,
      rise: 12 + i * 6,
      period: 420 + i * 190,
      rough: 0.4,
    });
    const top = mix(
      [near, close, close, palette.ink, palette.ink][i] ?? close,
      palette.light,
      0.1 - i * 0.015,
    );
    paper.add(
      path(
        landBelow(ridge, 14),
        paper.vertical([0, mix(top, palette.light, 0.18)], [0.1, top], [1, palette.ink]),
        'opacity="0.92"',
      ),
    );
  }
  paintVignette(context, 0.35);
};
