import { mix } from '../colour.ts';
import { curve } from '../land.ts';
import { ellipse, HEIGHT, type Point, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintSky, paintVignette } from '../sky.ts';
import type { Scene } from './scene.ts';

/** A slot canyon seen from its floor: banded walls on both sides of a strip of light. */
export const canyon: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.6);
  const gap = random.between(930, 1040);
  const [far, middle, near, close] = palette.layers;
  const bands = [
    mix(far, palette.light, 0.55),
    mix(far, palette.light, 0.2),
    far,
    mix(far, middle, 0.6),
    middle,
    mix(middle, near, 0.6),
    near,
    close,
    palette.ink,
  ];
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.radial([gap / WIDTH, 0.25], 0.6, [0, palette.light, 0.9], [1, palette.light, 0]),
    ),
  );
  const walls: { d: (side: 1 | -1) => string; fill: string }[] = [];
  for (const [i, colour] of bands.entries()) {
    const t = (i + 1) / bands.length;
    const fill = paper.vertical(
      [0, mix(colour, palette.light, 0.24 * (1 - t))],
      [0.5, colour],
      [1, mix(colour, palette.ink, 0.5)],
    );
    walls.push({
      fill,
      d: (side) => {
        const edge: Point[] = [];
        const phase = random.between(0, 6.28);
        for (let y = -40; y <= HEIGHT + 40; y += 70) {
          const wave =
            46 * Math.sin(y / (150 + 20 * i) + phase) + 20 * Math.sin(y / 61 + phase * 2);
          const open = 24 + 640 * t ** 1.35 + (1 - y / HEIGHT) * 60 * t;
          edge.push([gap + side * (open + wave * (0.35 + t * 0.9)), y]);
        }
        const out = side === 1 ? WIDTH + 60 : -60;
        return `${curve(edge)}L${out},${HEIGHT + 60}L${out},-60Z`;
      },
    });
  }
  for (const wall of walls) {
    paper.add(path(wall.d(1), wall.fill), path(wall.d(-1), wall.fill));
  }
  const shaft = paper.vertical([0, palette.light, 0.62], [1, palette.light, 0.04]);
  paper.add(
    polygon(
      [
        [gap - 34, -10],
        [gap + 50, -10],
        [gap + 30, 830],
        [gap - 210, 830],
      ],
      shaft,
    ),
    ellipse(
      gap - 90,
      838,
      260,
      40,
      paper.radial([0.5, 0.5], 0.5, [0, palette.light, 0.7], [1, palette.light, 0]),
    ),
  );
  for (let i = 0; i < 40; i += 1) {
    const y = random.between(120, 830);
    paper.add(
      ellipse(
        gap - 30 - y * 0.09 + random.between(-70, 70),
        y,
        2.4,
        2.4,
        palette.light,
        `opacity="${random.between(0.2, 0.8).toFixed(2)}"`,
      ),
    );
  }
  paintVignette(context, 0.4);
};
