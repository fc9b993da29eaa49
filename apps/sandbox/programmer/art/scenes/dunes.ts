import { mix } from '../colour.ts';
import { landBelow, smoothRidge } from '../land.ts';
import { path } from '../paper.ts';
import { paintDisc, paintMist, paintSky, paintStars, paintVignette } from '../sky.ts';
import type { Scene } from './scene.ts';

/** Long dunes under a large moon. In a moving picture near land moves faster than far land. */
export const dunes: Scene = (context) => {
  const { paper, palette, random, phase } = context;
  paintSky(context, 0.66);
  paintStars(context, 90, 420);
  const moon = {
    x: random.between(900, 1180),
    y: random.between(250, 330) - 26 * Math.sin(phase * 2 * Math.PI),
    r: random.between(108, 140),
  };
  paintDisc(context, moon, 0.42);
  const [far, middle, near, close] = palette.layers;
  const land = [
    { base: 470, rise: 175, period: 1600, top: far, foot: middle, rough: 0.55 },
    { base: 545, rise: 150, period: 1760, top: middle, foot: near, rough: 0.45 },
    { base: 655, rise: 120, period: 2000, top: near, foot: close, rough: 0.35 },
    { base: 775, rise: 95, period: 2600, top: close, foot: palette.ink, rough: 0.3 },
  ];
  for (const [i, layer] of land.entries()) {
    const ridge = smoothRidge(random, { ...layer, shift: phase * layer.period });
    const lit = mix(layer.top, palette.light, i === 0 ? 0.08 : 0.03);
    paper.add(path(landBelow(ridge), paper.vertical([0, lit], [0.35, layer.top], [1, layer.foot])));
    if (i < 2) paintMist(context, layer.base + 110, 190, palette.sky[2], 0.22);
  }
  paintVignette(context);
};
