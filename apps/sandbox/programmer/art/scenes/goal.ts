import { mix } from '../colour.ts';
import { circle, HEIGHT, line, n, type Point, polygon, rect, WIDTH } from '../paper.ts';
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

/** A net that bulges at the ball; its edges at the posts and the ground do not move. */
function net({ paper, palette }: SceneContext, ball: Ball): void {
  const [top, foot, left] = [103, 738, 166];
  const pull = (x: number, y: number) => {
    const dx = x - ball.x;
    const dy = y - ball.y;
    const held = Math.min(1, (y - top) / 90, (foot - y) / 90);
    const near = Math.exp(-(dx * dx + dy * dy) / 80_000) * held;
    return `${n(x + dx * near * 0.6)},${n(y + dy * near * 0.6 + near * 24)}`;
  };
  const mesh = 58;
  const rise = 1.5;
  let d = '';
  for (let i = -12; i < 42; i += 1) {
    for (const slope of [1, -1]) {
      const points: string[] = [];
      for (let step = 0; step <= 24; step += 1) {
        const y = top + ((foot - top) * step) / 24;
        const x = left + i * mesh + (slope * (y - top)) / rise;
        if (x >= left - 1 && x < WIDTH + 40) points.push(pull(x, y));
      }
      if (points.length > 1) d += `M${points.join('L')}`;
    }
  }
  const cord = mix('#ffffff', palette.light, 0.3);
  paper.add(
    line(d, cord, 3, 'stroke-linejoin="round" opacity="0.5"'),
    line(`M${left},${foot}H${WIDTH}`, cord, 5, 'opacity="0.6"'),
  );
}

/** A ball with one pentagon in the middle: five seams lead from it to five pentagons that the edge cuts. */
function football({ paper, palette, random }: SceneContext, { x, y, r }: Ball): void {
  const turn = random.between(0, 1.2);
  const dark = mix(palette.ink, palette.layers[3], 0.25);
  const at = (angle: number, away: number): Point => [
    x + Math.cos(angle) * r * away,
    y + Math.sin(angle) * r * away,
  ];
  const fifth = (2 * Math.PI) / 5;
  const corners = [0, 1, 2, 3, 4].map((k) => turn + k * fifth);
  const inside = paper.clip(circle(x, y, r, '#fff'));
  const patches = corners.map((angle) =>
    polygon(
      [
        at(angle, 0.64),
        at(angle + 0.3, 0.81),
        at(angle + 0.2, 1.1),
        at(angle - 0.2, 1.1),
        at(angle - 0.3, 0.81),
      ],
      dark,
    ),
  );
  const seams = corners.map((angle) => {
    const to = (a: number, away: number) => at(a, away).map(n).join(',');
    const neighbour = angle + fifth;
    return (
      `M${to(angle, 0.33)}L${to(angle, 0.66)}` +
      `M${to(angle + 0.3, 0.81)}Q${to(angle + fifth / 2, 0.9)} ${to(neighbour - 0.3, 0.81)}`
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
  const glow = paper.radial([0.5, 0.5], 0.5, [0, palette.light, 0.4], [1, palette.light, 0]);
  const middle = polygon(
    corners.map((angle) => at(angle, 0.34)),
    dark,
  );
  paper.add(
    circle(x, y, r * 2.2, glow),
    circle(x, y, r, leather),
    `<g clip-path="${inside}">${middle}${patches.join('')}${line(seams.join(''), dark, 6, 'stroke-linecap="round"')}</g>`,
    circle(x, y, r, shade),
  );
}
