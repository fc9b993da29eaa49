import { along, mix } from '../colour.ts';
import { landBelow, smoothRidge } from '../land.ts';
import { ellipse, HEIGHT, path, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintMist, paintSky, paintStars, paintVignette } from '../sky.ts';
import type { Scene } from './scene.ts';

const HORIZON = 470;

/** Open water under the moon, whose light is reflected by the waves. */
export const sea: Scene = (context) => {
  const { paper, palette, random, phase } = context;
  paintSky(context, 0.54);
  paintStars(context, 80, 360);
  const x = random.between(980, 1180);
  const moon = { x, y: random.between(330, 400) - 18 * Math.sin(phase * 2 * Math.PI), r: 128 };
  paintDisc(context, moon, 0.5);
  paintMist(context, HORIZON, 150, palette.sky[2], 0.5);
  const [far, second, third, close] = palette.layers;
  paper.add(rect(0, HORIZON, WIDTH, HEIGHT - HORIZON, paper.vertical([0, far], [1, close])));
  for (let i = 0; i < 8; i += 1) {
    const depth = i / 7;
    const base = HORIZON + 14 + 400 * depth ** 1.35;
    const period = [400, 400, 533, 533, 800, 800, 1600, 1600][i] ?? 800;
    const direction = i % 2 === 0 ? 1 : -1;
    const ridge = smoothRidge(random, {
      base: base + 5 * depth * Math.sin(phase * 6 * Math.PI + i),
      rise: 7 + 26 * depth,
      period,
      rough: 0.35,
      shift: direction * phase * period,
    });
    const top = along([far, mix(far, second, 0.7), second, third, close], depth);
    const crest = mix(top, palette.light, 0.16 * (1 - depth) + 0.05);
    paper.add(
      path(
        landBelow(ridge, 16),
        paper.vertical([0, crest], [0.12, top], [1, mix(top, palette.ink, 0.3)]),
      ),
    );
    // The reflection of the moon: short strokes that spread wider towards the viewer.
    const strokes = 3 + i;
    for (let s = 0; s < strokes; s += 1) {
      const sway = Math.sin(phase * 2 * Math.PI * (1 + (s % 2)) + random.between(0, 6.3));
      const wide = random.between(18, 70) * (0.5 + depth);
      const away = random.between(-1, 1) * (60 + 150 * depth) + sway * 16 * (0.4 + depth);
      const y = base + random.between(2, 30 + 30 * depth);
      const opacity = random.between(0.18, 0.6) * (1 - 0.55 * depth) * (0.8 + 0.2 * sway);
      paper.add(
        ellipse(
          x + away,
          y,
          wide,
          2 + 3.2 * depth,
          palette.light,
          `opacity="${opacity.toFixed(2)}"`,
        ),
      );
    }
  }
  paintVignette(context, 0.35);
};
