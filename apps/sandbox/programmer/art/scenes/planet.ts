import { mix } from '../colour.ts';
import { circle, ellipse, group, HEIGHT, line, n, rect, WIDTH } from '../paper.ts';
import { paintStars, paintVignette } from '../sky.ts';
import type { Scene } from './scene.ts';

/** A ringed planet among stars, with a nebula behind it and a small moon. */
export const planet: Scene = (context) => {
  const { paper, palette, random } = context;
  const [zenith, middle, low] = palette.sky;
  const deep = mix(zenith, '#04050c', 0.55);
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.vertical([0, deep], [0.7, mix(zenith, middle, 0.7)], [1, mix(middle, low, 0.45)]),
    ),
  );
  for (let i = 0; i < 4; i += 1) {
    const colour = random.pick([palette.layers[0], palette.layers[1], low]);
    const glow = paper.radial([0.5, 0.5], 0.5, [0, colour, 0.3], [1, colour, 0]);
    paper.add(
      ellipse(
        random.between(300, 1500),
        random.between(100, 700),
        random.between(320, 620),
        random.between(150, 300),
        glow,
        `transform="rotate(${n(random.between(-30, 30))} 800 450)"`,
      ),
    );
  }
  paintStars(context, 190, HEIGHT);

  const x = random.between(960, 1130);
  const y = random.between(400, 470);
  const r = random.between(215, 275);
  const tilt = random.between(-24, -12) * (random.chance(0.5) ? 1 : -1);
  const face = paper.radial(
    [0.32, 0.3],
    0.85,
    [0, mix(palette.light, '#ffffff', 0.3)],
    [0.25, palette.layers[0]],
    [0.6, palette.layers[1]],
    [0.88, palette.layers[3]],
    [1, palette.ink],
  );
  const halo = paper.radial(
    [0.5, 0.5],
    0.5,
    [0.62, palette.layers[0], 0.42],
    [0.8, palette.layers[0], 0.12],
    [1, palette.layers[0], 0],
  );
  const inside = paper.clip(circle(x, y, r, '#fff'));
  const bands: string[] = [];
  for (let i = 0; i < 9; i += 1) {
    const at = y - r + (i + random.between(0.1, 0.9)) * ((2 * r) / 9);
    const colour = random.pick([palette.light, palette.layers[2], palette.layers[0]]);
    bands.push(
      ellipse(
        x,
        at,
        r * 1.2,
        random.between(6, 26),
        colour,
        `opacity="${n(random.between(0.06, 0.2))}"`,
      ),
    );
  }
  const shadow = paper.radial(
    [0.3, 0.28],
    0.95,
    [0.5, '#000000', 0],
    [0.78, '#000000', 0.35],
    [1, '#000000', 0.75],
  );
  const turn = `rotate(${n(tilt)} ${n(x)} ${n(y)})`;
  const ring = (half: 'back' | 'front') => {
    const clip = paper.clip(rect(x - r * 3, half === 'back' ? y - r * 3 : y, r * 6, r * 3, '#fff'));
    const strokes = [1.5, 1.62, 1.72, 1.88, 1.97].map((size, i) => {
      const width = [7, 18, 5, 26, 4][i] ?? 6;
      const opacity = [0.5, 0.75, 0.35, 0.6, 0.3][i] ?? 0.5;
      const rx = r * size;
      return ellipse(
        x,
        y,
        rx,
        rx * 0.2,
        'none',
        `stroke="${palette.light}" stroke-width="${width}" opacity="${half === 'back' ? n(opacity * 0.55) : opacity}"`,
      );
    });
    return group([group(strokes, `clip-path="${clip}"`)], `transform="${turn}"`);
  };
  paper.add(
    circle(x, y, r * 1.6, halo),
    ring('back'),
    circle(x, y, r, face),
    group([group(bands, `transform="${turn}"`)], `clip-path="${inside}"`),
    circle(x, y, r, shadow),
    ring('front'),
  );
  const mx = x - r * random.between(1.9, 2.5);
  const my = y - r * random.between(0.5, 1.1);
  const mr = r * random.between(0.1, 0.17);
  paper.add(
    circle(
      mx,
      my,
      mr,
      paper.radial(
        [0.35, 0.3],
        0.8,
        [0, palette.light],
        [0.6, palette.layers[1]],
        [1, palette.ink],
      ),
    ),
    line(
      `M${n(mx - mr * 9)},${n(my + mr * 4)}Q${n(mx)},${n(my - mr * 2)} ${n(mx + mr * 16)},${n(my - mr * 5)}`,
      palette.light,
      1.2,
      'opacity="0.16" stroke-dasharray="3 9"',
    ),
  );
  paintVignette(context, 0.4);
};
