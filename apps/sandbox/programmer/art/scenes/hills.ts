import { mix } from '../colour.ts';
import { landBelow, smoothRidge } from '../land.ts';
import { circle, ellipse, HEIGHT, n, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintMist, paintSky, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** Evening fields: rows of a crop lead to a farmhouse with one lit window; poplars, low sun. */
export const hills: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.6);
  paintDisc(
    context,
    { x: random.between(620, 780), y: random.between(330, 380), r: random.between(100, 124) },
    0.75,
  );
  const [far, middle, near, close] = palette.layers;
  const haze = mix(palette.sky[2], palette.light, 0.3);
  for (const [i, colour] of [mix(far, haze, 0.5), mix(far, middle, 0.5)].entries()) {
    const ridge = smoothRidge(random, {
      base: 455 + i * 60,
      rise: 60,
      period: 1500 + i * 300,
      rough: 0.4,
    });
    paper.add(path(landBelow(ridge), paper.vertical([0, colour], [1, mix(colour, haze, 0.4)])));
    paintMist(context, 540 + i * 40, 100, haze, 0.4);
  }
  const brow = smoothRidge(random, { base: 585, rise: 46, period: 2300, rough: 0.2 });
  const hx = random.between(1090, 1230);
  for (const dx of [-330, -285, -246, 190, 236, 270])
    poplar(context, hx + dx, brow(hx + dx) + 12, random.between(120, 190));
  house(context, hx, brow(hx) + 10);
  const inside = paper.clip(path(landBelow(brow), '#fff'));
  const vanish = hx - 260;
  const rows: string[] = [];
  for (let i = -26; i < 27; i += 1) {
    const lit = i % 2 === 0 ? mix(middle, palette.light, 0.2) : near;
    const a = vanish + i * 26;
    const b = vanish + i * 165;
    rows.push(
      polygon(
        [
          [a, 500],
          [a + 26, 500],
          [b + 165, HEIGHT],
          [b, HEIGHT],
        ],
        lit,
      ),
    );
  }
  paper.add(
    `<g clip-path="${inside}">${rows.join('')}${rect(0, 480, WIDTH, 420, paper.vertical([0, haze, 0.4], [0.4, close, 0.1], [1, palette.ink, 0.85]))}</g>`,
  );
  paintVignette(context, 0.35);
};

function poplar({ paper, palette }: SceneContext, x: number, foot: number, tall: number): void {
  paper.add(
    ellipse(
      x,
      foot - tall / 2,
      tall * 0.12,
      tall / 2,
      paper.horizontal([0, palette.layers[2]], [1, palette.ink]),
    ),
  );
}

function house({ paper, palette }: SceneContext, x: number, foot: number): void {
  const wall = mix(palette.layers[3], palette.ink, 0.3);
  paper.add(
    rect(x - 78, foot - 82, 156, 84, wall),
    path(
      `M${n(x - 96)},${n(foot - 80)}L${n(x - 50)},${n(foot - 142)}H${n(x + 56)}L${n(x + 98)},${n(foot - 80)}Z`,
      palette.ink,
    ),
    rect(x + 22, foot - 170, 22, 50, palette.ink),
    circle(
      x - 30,
      foot - 44,
      90,
      paper.radial([0.5, 0.5], 0.5, [0, palette.spark, 0.6], [1, palette.spark, 0]),
    ),
    rect(x - 44, foot - 60, 28, 32, palette.spark, 'rx="3"'),
    rect(x + 18, foot - 60, 28, 32, palette.spark, 'rx="3" opacity="0.5"'),
  );
}
