import { mix } from '../colour.ts';
import { circle, ellipse, HEIGHT, line, n, polygon, rect, WIDTH } from '../paper.ts';
import { paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** The ball in the net, floodlights out of focus behind it. */
export const goal: Scene = (context) => {
  const { paper, palette, random } = context;
  const [zenith, middle, low] = palette.sky;
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.vertical([0, zenith], [0.6, middle], [1, mix(middle, palette.ink, 0.5)]),
    ),
  );
  for (let i = 0; i < 90; i += 1) {
    const y = random.between(60, 640);
    const size = random.between(8, 34) * (random.chance(0.15) ? 1.9 : 1);
    const colour = random.pick([palette.spark, palette.light, palette.layers[0], low]);
    paper.add(
      circle(
        random.between(0, WIDTH),
        y,
        size,
        colour,
        `opacity="${n(random.between(0.08, 0.34))}"`,
      ),
    );
  }
  const grass = mix(palette.layers[2], palette.layers[1], 0.4);
  paper.add(
    rect(0, 690, WIDTH, 210, paper.vertical([0, mix(grass, palette.light, 0.2)], [1, palette.ink])),
  );
  const ball = { x: random.between(960, 1080), y: random.between(380, 440), r: 150 };
  net(context, ball);
  const white = mix('#ffffff', palette.light, 0.2);
  const tube = paper.horizontal(
    [0, mix(white, palette.ink, 0.25)],
    [0.35, white],
    [1, mix(white, palette.ink, 0.5)],
  );
  const bar = paper.vertical([0, white], [1, mix(white, palette.ink, 0.45)]);
  paper.add(rect(150, 88, WIDTH, 30, bar), rect(150, 88, 32, 660, tube));
  football(context, ball);
  paintVignette(context, 0.4);
};

interface Ball {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Meshes that bulge where the ball is. */
function net({ paper, palette }: SceneContext, ball: Ball): void {
  const pull = (x: number, y: number) => {
    const dx = x - ball.x;
    const dy = y - ball.y;
    const near = Math.exp(-(dx * dx + dy * dy) / 90_000);
    return `${n(x + dx * near * 0.55)},${n(y + dy * near * 0.55 + near * 26)}`;
  };
  let d = '';
  const mesh = 56;
  for (let i = -20; i < 50; i += 1) {
    for (const slope of [1, -1]) {
      const points: string[] = [];
      for (let y = 100; y <= 720; y += 31) {
        const x = i * mesh + (slope * (y - 100)) / 1.5;
        if (x > 166 && x < WIDTH + 40) points.push(pull(x, y));
      }
      if (points.length > 1) d += `M${points.join('L')}`;
    }
  }
  paper.add(
    line(d, mix('#ffffff', palette.light, 0.3), 3, 'stroke-linejoin="round" opacity="0.55"'),
  );
}

/** A ball of one whole pentagon, five seams and the five pentagons that the edge cuts. */
function football({ paper, palette, random }: SceneContext, { x, y, r }: Ball): void {
  const turn = random.between(0, 1.2);
  const dark = mix(palette.ink, palette.layers[3], 0.25);
  const at = (angle: number, away: number): readonly [number, number] => [
    x + Math.cos(angle) * r * away,
    y + Math.sin(angle) * r * away,
  ];
  const corners = [0, 1, 2, 3, 4].map((k) => turn + (k * 2 * Math.PI) / 5);
  const inside = paper.clip(circle(x, y, r, '#fff'));
  const patches = corners.map((angle) =>
    polygon(
      [
        at(angle - 0.13, 0.74),
        at(angle + 0.13, 0.74),
        at(angle + 0.3, 0.93),
        at(angle + 0.24, 1.1),
        at(angle - 0.24, 1.1),
        at(angle - 0.3, 0.93),
      ],
      dark,
    ),
  );
  const seams = corners.map((angle) => {
    const next = angle + (2 * Math.PI) / 5;
    const p = (a: number, w: number) => at(a, w).map(n).join(',');
    return (
      `M${p(angle, 0.36)}L${p(angle - 0.13, 0.74)}M${p(angle, 0.36)}L${p(angle + 0.13, 0.74)}` +
      `M${p(angle + 0.3, 0.93)}L${p((angle + next) / 2, 0.8)}L${p(next - 0.3, 0.93)}M${p(angle + 0.13, 0.74)}L${p((angle + next) / 2, 0.8)}L${p(next - 0.13, 0.74)}`
    );
  });
  const leather = paper.radial(
    [0.36, 0.3],
    0.8,
    [0, '#ffffff'],
    [0.6, mix('#ffffff', palette.light, 0.35)],
    [1, mix(palette.light, palette.layers[3], 0.55)],
  );
  const shade = paper.radial([0.36, 0.3], 0.85, [0.5, palette.ink, 0], [1, palette.ink, 0.6]);
  paper.add(
    ellipse(x + 20, 742, 190, 22, palette.ink, 'opacity="0.3"'),
    circle(
      x,
      y,
      r * 2.2,
      paper.radial([0.5, 0.5], 0.5, [0, palette.light, 0.4], [1, palette.light, 0]),
    ),
    circle(x, y, r, leather),
    `<g clip-path="${inside}">${polygon(
      corners.map((angle) => at(angle, 0.36)),
      dark,
    )}${patches.join('')}${line(seams.join(''), dark, 5, 'stroke-linejoin="round" opacity="0.8"')}</g>`,
    circle(x, y, r, shade),
  );
}
