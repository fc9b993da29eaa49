import { mix } from '../colour.ts';
import { smoothRidge, trees } from '../land.ts';
import { HEIGHT, n, path, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintMist, paintSky, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** Conifers at five distances with mist between them, the sun or moon behind, two large trunks in front. */
export const forest: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.6);
  const sun = {
    x: random.between(820, 1160),
    y: random.between(250, 330),
    r: random.between(84, 120),
  };
  paintDisc(context, sun, 0.75);
  const [far, middle, near, close] = palette.layers;
  const haze = mix(palette.sky[2], palette.light, 0.25);
  const depths = [
    mix(far, haze, 0.6),
    mix(middle, haze, 0.35),
    mix(near, haze, 0.12),
    close,
    palette.ink,
  ];
  for (const [i, colour] of depths.entries()) {
    const ridge = smoothRidge(random, {
      base: 500 + i * 88,
      rise: 80 - i * 8,
      period: 1200 + i * 260,
      rough: 0.5,
    });
    paper.add(
      path(
        trees(ridge, random, 60 + i * 36),
        paper.vertical([0, colour], [1, mix(colour, i < 3 ? haze : palette.ink, 0.55)]),
      ),
    );
    if (i < 3) paintMist(context, 640 + i * 80, 170, haze, 0.32);
  }
  fir(context, random.between(90, 200), 330, 0.8);
  fir(context, random.between(1390, 1500), 150, 1);
  paper.add(rect(0, 850, WIDTH, 50, palette.ink));
  paintVignette(context, 0.3);
};

/** One tall fir with its branches in tiers. */
function fir({ paper, palette, random }: SceneContext, x: number, top: number, size: number): void {
  let d = `M${n(x)},${top}`;
  const tiers = 13;
  const left: string[] = [];
  const right: string[] = [];
  for (let i = 1; i <= tiers; i += 1) {
    const y = top + ((HEIGHT + 30 - top) * i) / tiers;
    const half = 20 + 185 * size * (i / tiers) * random.between(0.85, 1.15);
    right.push(`L${n(x + half)},${n(y)}L${n(x + half * 0.42)},${n(y - 12)}`);
    left.unshift(`L${n(x - half * 0.42)},${n(y - 12)}L${n(x - half)},${n(y)}`);
  }
  d += `${right.join('')}${left.join('')}Z`;
  paper.add(
    path(d, paper.vertical([0, mix(palette.ink, palette.layers[3], 0.6)], [0.6, palette.ink])),
  );
}
