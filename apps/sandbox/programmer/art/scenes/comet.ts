import { mix } from '../colour.ts';
import { landBelow, smoothRidge } from '../land.ts';
import { circle, ellipse, HEIGHT, line, n, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintStars, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** A comet over the hills, and a person with a telescope. */
export const comet: Scene = (context) => {
  const { paper, palette, random } = context;
  const [zenith, middle, low] = palette.sky;
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.vertical(
        [0, mix(zenith, '#05060c', 0.5)],
        [0.5, mix(zenith, middle, 0.75)],
        [0.86, low],
      ),
    ),
  );
  const milky = paper.radial(
    [0.5, 0.5],
    0.5,
    [0, palette.layers[0], 0.24],
    [1, palette.layers[0], 0],
  );
  paper.add(ellipse(700, 330, 1100, 170, milky, 'transform="rotate(-24 700 330)"'));
  paintStars(context, 230, 720);
  const x = random.between(960, 1040);
  const y = random.between(300, 350);
  const tail = paper.horizontal(
    [0, palette.light, 0.95],
    [0.25, palette.light, 0.4],
    [1, palette.light, 0],
  );
  const dust = paper.horizontal(
    [0, palette.layers[0], 0.75],
    [0.4, palette.layers[0], 0.22],
    [1, palette.layers[0], 0],
  );
  const soft = paper.blur(5);
  paper.add(
    `<g transform="translate(${n(x)},${n(y)}) rotate(-27)">` +
      path('M-6,-13C200,-60 460,-120 720,-190C520,-40 240,20 -4,14Z', dust, `filter="${soft}"`) +
      path('M-8,-14C240,-34 500,-40 820,-52C520,6 240,14 -8,14Z', tail, `filter="${soft}"`) +
      '</g>',
    circle(
      x,
      y,
      120,
      paper.radial(
        [0.5, 0.5],
        0.5,
        [0, palette.light, 0.8],
        [0.3, palette.light, 0.25],
        [1, palette.light, 0],
      ),
    ),
    circle(x, y, 15, mix('#ffffff', palette.light, 0.2)),
  );
  const lands = [mix(palette.layers[2], low, 0.45), mix(palette.layers[3], low, 0.12), palette.ink];
  let near = smoothRidge(random, { base: 700, rise: 60, period: 1500 });
  for (const [i, colour] of lands.entries()) {
    near = smoothRidge(random, {
      base: 690 + i * 62,
      rise: 52,
      period: 1400 + i * 500,
      rough: 0.4,
    });
    paper.add(
      path(landBelow(near), paper.vertical([0, colour], [1, mix(colour, palette.ink, 0.6)])),
    );
  }
  const stand = random.between(470, 560);
  watcher(context, stand, near(stand) + 8);
  paintVignette(context, 0.2);
};

/** A person at a telescope, as a silhouette. */
function watcher({ paper, palette }: SceneContext, x: number, foot: number): void {
  const limb = (d: string, width: number) =>
    line(d, palette.ink, width, 'stroke-linecap="round" stroke-linejoin="round"');
  paper.add(
    `<g transform="translate(${n(x)},${n(foot)}) scale(1.1)">` +
      limb('M96,-96L66,6M96,-96L104,6M96,-96L140,6', 5) +
      polygon(
        [
          [44, -82],
          [52, -66],
          [196, -142],
          [184, -166],
        ],
        palette.ink,
      ) +
      polygon(
        [
          [180, -172],
          [200, -138],
          [212, -144],
          [192, -178],
        ],
        palette.ink,
      ) +
      limb('M-8,0L-4,-54M14,0L6,-54', 13) +
      limb('M0,-58L8,-104', 29) +
      limb('M12,-104L40,-84L58,-80', 10) +
      circle(20, -134, 17, palette.ink) +
      path('M2,-140Q18,-164 38,-144L46,-138L2,-132Z', palette.ink) +
      '</g>',
  );
}
