import { mix } from '../colour.ts';
import { circle, ellipse, HEIGHT, n, path, rect, WIDTH } from '../paper.ts';
import { paintStars, paintVignette } from '../sky.ts';
import type { Scene } from './scene.ts';

/** The planet's edge from low orbit at sunrise: a thin atmosphere, clouds, lit cities. */
export const orbit: Scene = (context) => {
  const { paper, palette, random } = context;
  const deep = mix(palette.sky[0], '#020308', 0.65);
  paper.add(rect(0, 0, WIDTH, HEIGHT, paper.vertical([0, deep], [1, palette.sky[0]])));
  paintStars(context, 170, 620);
  const r = 1500;
  const cx = 620;
  const cy = 470 + r;
  const angle = -Math.PI / 2 + random.between(0.26, 0.34);
  const sx = cx + Math.cos(angle) * r;
  const sy = cy + Math.sin(angle) * r;
  const air = paper.radial(
    [0.5, 0.5],
    0.5,
    [0.9, palette.layers[0], 0.95],
    [0.935, palette.layers[0], 0.42],
    [1, palette.layers[1], 0],
  );
  const sunrise = paper.radial(
    [0.5, 0.5],
    0.5,
    [0, '#ffffff', 1],
    [0.05, palette.light, 0.95],
    [0.2, palette.light, 0.42],
    [0.55, palette.layers[0], 0.12],
    [1, palette.layers[0], 0],
  );
  paper.add(circle(cx, cy, r / 0.93, air), circle(sx, sy, 620, sunrise));
  const ground = paper.radial(
    [0.5, 0.5],
    0.5,
    [0.6, palette.ink],
    [0.9, mix(palette.layers[3], palette.ink, 0.4)],
    [0.985, palette.layers[2]],
    [1, palette.layers[0]],
  );
  const inside = paper.clip(circle(cx, cy, r, '#fff'));
  const marks: string[] = [];
  for (let i = 0; i < 46; i += 1) {
    const turn = -Math.PI / 2 + random.between(-0.62, 0.72);
    const away = r - 12 - 460 * random.next() ** 1.5;
    const depth = (r - away) / 460;
    const x = cx + Math.cos(turn) * away;
    const y = cy + Math.sin(turn) * away;
    const tilt = ((turn + Math.PI / 2) * 180) / Math.PI;
    marks.push(
      ellipse(
        x,
        y,
        random.between(50, 220) * (0.5 + depth),
        random.between(2, 12) * (0.3 + depth * 1.4),
        mix(palette.layers[0], '#ffffff', 0.5),
        `opacity="${n(random.between(0.08, 0.34))}" transform="rotate(${n(tilt)} ${n(x)} ${n(y)})"`,
      ),
    );
  }
  let lights = '';
  for (let city = 0; city < 16; city += 1) {
    const turn = -Math.PI / 2 + random.between(-0.5, 0.1);
    const away = r - random.between(50, 400);
    for (let k = 0; k < 26; k += 1) {
      const spread = random.next() ** 2 * 60;
      const way = random.between(0, 6.28);
      lights += `M${n(cx + Math.cos(turn) * away + Math.cos(way) * spread)},${n(cy + Math.sin(turn) * away + Math.sin(way) * spread * 0.4)}h.01`;
    }
  }
  const night = paper.horizontal(
    [0, palette.ink, 0.6],
    [0.42, palette.ink, 0.25],
    [0.6, palette.ink, 0],
  );
  paper.add(
    circle(cx, cy, r, ground),
    `<g clip-path="${inside}"><g filter="${paper.blur(6)}">${marks.join('')}</g>${rect(0, 400, WIDTH, 500, night)}${path(lights, 'none', `stroke="${mix(palette.spark, '#ffd27a', 0.6)}" stroke-width="3" stroke-linecap="round" opacity="0.85"`)}</g>`,
    circle(sx, sy, 330, sunrise),
    ellipse(
      sx,
      sy,
      700,
      5,
      paper.radial([0.5, 0.5], 0.5, [0, '#ffffff', 0.8], [1, palette.light, 0]),
    ),
    circle(sx, sy - 2, 26, '#ffffff'),
  );
  paintVignette(context, 0.3);
};
