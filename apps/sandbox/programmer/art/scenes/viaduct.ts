import { mix } from '../colour.ts';
import { jaggedRidge, landBelow, smoothRidge, trees } from '../land.ts';
import { circle, HEIGHT, n, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintMist, paintSky, paintStars, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

const DECK = 470;

/** A night train with lit windows on a stone viaduct over a valley full of mist. */
export const viaduct: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.7);
  paintStars(context, 110, 380);
  paintDisc(
    context,
    { x: random.between(360, 1300), y: random.between(160, 220), r: random.between(64, 88) },
    0.5,
  );
  const [, middle, near, close] = palette.layers;
  const haze = mix(palette.sky[2], palette.light, 0.12);
  const ridge = jaggedRidge(random, 480, 150, 0.52);
  paper.add(path(landBelow(ridge, 8), paper.vertical([0, mix(middle, haze, 0.35)], [1, haze])));
  paintMist(context, 620, 260, haze, 0.6);
  const hill = smoothRidge(random, { base: 600, rise: 90, period: 1700, rough: 0.5 });
  paper.add(path(trees(hill, random, 26), paper.vertical([0, mix(near, haze, 0.3)], [1, haze])));
  paintMist(context, 760, 260, haze, 0.65);
  arches(context, mix(close, near, 0.35));
  train(context, random.between(880, 1080));
  const slope = (x: number) =>
    905 -
    330 * Math.exp(-((x / 330) ** 2)) -
    300 * Math.exp(-(((WIDTH - x) / 260) ** 2)) +
    10 * Math.sin(x / 40);
  paintMist(context, 850, 170, haze, 0.4);
  paper.add(path(trees(slope, random, 84), palette.ink));
  paintVignette(context, 0.35);
};

function arches({ paper, palette }: SceneContext, stone: string): void {
  const pitch = 168;
  const opening = 118;
  let d = `M-10,${DECK}H${WIDTH + 10}V${HEIGHT}H-10Z`;
  for (let x = -40; x < WIDTH + pitch; x += pitch) {
    const spring = DECK + 96;
    d += `M${x},${HEIGHT + 10}V${spring}a${opening / 2},${opening / 2} 0 0 1 ${opening},0V${HEIGHT + 10}Z`;
  }
  const fill = paper.vertical(
    [0, mix(stone, palette.light, 0.12)],
    [0.3, stone],
    [1, mix(stone, palette.sky[2], 0.6)],
  );
  paper.add(`<path fill-rule="evenodd" d="${d}" fill="${fill}"/>`);
  for (let x = -40; x < WIDTH + pitch; x += pitch) {
    paper.add(
      polygon(
        [
          [x + opening, DECK + 100],
          [x + opening + 12, DECK + 96],
          [x + opening + 12, HEIGHT],
          [x + opening, HEIGHT],
        ],
        palette.light,
        'opacity="0.08"',
      ),
    );
  }
  paper.add(
    rect(-10, DECK - 6, WIDTH + 20, 12, mix(stone, palette.light, 0.24)),
    rect(-10, DECK + 14, WIDTH + 20, 5, palette.ink, 'opacity="0.4"'),
  );
}

function train({ paper, palette }: SceneContext, head: number): void {
  const length = 236;
  for (let car = 0; car < 5; car += 1) {
    const x = head - (car + 1) * (length + 8);
    const engine = car === 0;
    const body = paper.vertical(
      [0, mix(palette.layers[1], palette.light, 0.15)],
      [1, mix(palette.layers[2], palette.ink, 0.5)],
    );
    paper.add(
      engine
        ? path(
            `M${n(x)},${DECK - 10}V${DECK - 82}H${n(x + length - 80)}Q${n(x + length - 20)},${DECK - 80} ${n(x + length)},${DECK - 24}V${DECK - 10}Z`,
            body,
          )
        : rect(x, DECK - 82, length, 72, body, 'rx="9"'),
      rect(x + 4, DECK - 14, length - 12, 8, palette.ink),
    );
    const panes = engine ? 4 : 7;
    for (let k = 0; k < panes; k += 1) {
      paper.add(
        rect(
          x + 16 + k * 31,
          DECK - 66,
          22,
          26,
          palette.spark,
          `rx="4" opacity="${(k * 5 + car * 3) % 7 === 2 ? 0.35 : 0.95}"`,
        ),
      );
    }
    paper.add(
      rect(
        x,
        DECK - 80,
        length,
        70,
        paper.radial([0.5, 0.5], 0.6, [0, palette.spark, 0.16], [1, palette.spark, 0]),
      ),
    );
  }
  const beam = paper.horizontal([0, palette.spark, 0.75], [1, palette.spark, 0]);
  paper.add(
    polygon(
      [
        [head - 16, DECK - 38],
        [head + 520, DECK - 100],
        [head + 520, DECK + 4],
        [head - 16, DECK - 26],
      ],
      beam,
    ),
    circle(
      head - 18,
      DECK - 32,
      46,
      paper.radial([0.5, 0.5], 0.5, [0, palette.spark, 0.95], [1, palette.spark, 0]),
    ),
    circle(head - 18, DECK - 32, 7, '#ffffff'),
  );
}
