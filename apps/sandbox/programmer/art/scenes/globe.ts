import { mix } from '../colour.ts';
import { circle, ellipse, group, HEIGHT, line, n, rect, WIDTH } from '../paper.ts';
import { paintVignette } from '../sky.ts';
import type { Scene } from './scene.ts';

/** A globe for news: meridians, dotted land, lit arcs between places, a studio floor below. */
export const globe: Scene = (context) => {
  const { paper, palette, random } = context;
  const [zenith, middle, low] = palette.sky;
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.vertical([0, zenith], [0.6, mix(zenith, middle, 0.8)], [1, zenith]),
    ),
  );
  const x = random.between(1010, 1120);
  const y = 440;
  const r = 320;
  paper.add(
    circle(x, y, 860, paper.radial([0.5, 0.5], 0.5, [0, low, 0.75], [0.5, low, 0.22], [1, low, 0])),
  );
  // Slanted panels of light, like those of a studio wall.
  const panel = paper.vertical(
    [0, palette.layers[0], 0],
    [0.5, palette.layers[0], 0.14],
    [1, palette.layers[0], 0],
  );
  for (let i = 0; i < 11; i += 1) {
    paper.add(
      rect(
        random.between(-100, WIDTH),
        -60,
        random.between(16, 110),
        1020,
        panel,
        `transform="skewX(-18)" opacity="${n(random.between(0.3, 1))}"`,
      ),
    );
  }
  const face = paper.radial(
    [0.36, 0.32],
    0.8,
    [0, palette.layers[0]],
    [0.5, palette.layers[2]],
    [1, palette.ink],
  );
  const inside = paper.clip(circle(x, y, r, '#fff'));
  const net: string[] = [];
  for (const turn of [0.18, 0.4, 0.6, 0.78, 0.93])
    net.push(
      ellipse(
        x,
        y,
        r * turn,
        r,
        'none',
        `stroke="${palette.light}" stroke-width="1.6" opacity="0.34"`,
      ),
    );
  for (const lat of [-0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75]) {
    const wide = r * Math.sqrt(1 - lat * lat);
    net.push(
      line(
        `M${n(x - wide)},${n(y + lat * r)}Q${n(x)},${n(y + lat * r + 26)} ${n(x + wide)},${n(y + lat * r)}`,
        palette.light,
        1.6,
        'opacity="0.34"',
      ),
    );
  }
  const turn = random.between(-16, 16);
  const land: string[] = [];
  for (let k = 0; k < 7; k += 1) {
    const cx = random.between(-0.75, 0.75);
    const cy = random.between(-0.7, 0.7);
    const size = random.between(0.14, 0.34);
    for (let row = -9; row <= 9; row += 1) {
      for (let col = -9; col <= 9; col += 1) {
        const u = cx + col * 0.042;
        const v = cy + row * 0.042;
        const edge = size * (0.75 + 0.3 * Math.sin(col * 1.3 + k) * Math.cos(row * 1.1 + k * 2));
        if (Math.hypot(col * 0.042, row * 0.042) > edge || Math.hypot(u, v) > 0.97) continue;
        const bulge = 1 - 0.12 * (1 - Math.hypot(u, v));
        land.push(circle(x + u * r * bulge, y + v * r * bulge, 5, palette.spark, 'opacity="0.8"'));
      }
    }
  }
  const routes: string[] = [];
  for (let k = 0; k < 6; k += 1) {
    const a = random.between(0, 6.28);
    const b = a + random.between(1.4, 3);
    const [ax, ay] = [
      x + Math.cos(a) * r * random.between(0.3, 0.85),
      y + Math.sin(a) * r * random.between(0.3, 0.85),
    ];
    const [bx, by] = [
      x + Math.cos(b) * r * random.between(0.3, 0.85),
      y + Math.sin(b) * r * random.between(0.3, 0.85),
    ];
    const [mx, my] = [
      (ax + bx) / 2 + ((ax + bx) / 2 - x) * 0.9,
      (ay + by) / 2 + ((ay + by) / 2 - y) * 0.9 - 40,
    ];
    routes.push(
      line(
        `M${n(ax)},${n(ay)}Q${n(mx)},${n(my)} ${n(bx)},${n(by)}`,
        palette.light,
        3.4,
        'opacity="0.85" stroke-linecap="round"',
      ),
      circle(ax, ay, 8, palette.light),
      circle(bx, by, 8, palette.light),
    );
  }
  paper.add(
    circle(x, y, r, face),
    group(
      [group([...net, ...land], `transform="rotate(${n(turn)} ${n(x)} ${y})"`)],
      `clip-path="${inside}"`,
    ),
    circle(x, y, r, paper.radial([0.34, 0.3], 0.9, [0.5, '#000000', 0], [1, '#000000', 0.62])),
    circle(x, y, r + 2, 'none', `stroke="${palette.layers[0]}" stroke-width="4" opacity="0.7"`),
    ...routes,
    ellipse(
      x,
      y,
      r * 1.5,
      r * 0.36,
      'none',
      `stroke="${palette.light}" stroke-width="3" opacity="0.5" stroke-dasharray="2 14" stroke-linecap="round" transform="rotate(-14 ${n(x)} ${y})"`,
    ),
  );
  paper.add(
    rect(
      0,
      770,
      WIDTH,
      130,
      paper.vertical(
        [0, mix(low, palette.ink, 0.5), 0],
        [0.2, mix(low, palette.ink, 0.45), 0.8],
        [1, palette.ink],
      ),
    ),
  );
  paper.add(
    ellipse(
      x,
      806,
      520,
      30,
      paper.radial([0.5, 0.5], 0.5, [0, palette.light, 0.5], [1, palette.light, 0]),
    ),
  );
  paintVignette(context, 0.35);
};
