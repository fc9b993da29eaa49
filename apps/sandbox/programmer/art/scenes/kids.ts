import { mix } from '../colour.ts';
import { landBelow, smoothRidge } from '../land.ts';
import { circle, ellipse, HEIGHT, line, n, path, rect, WIDTH } from '../paper.ts';
import { paintCloud, paintStars } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** Round hills, a rainbow, a sun or moon with a friendly face, round trees. */
export const kids: Scene = (context) => {
  const { paper, palette, random } = context;
  const [zenith, middle, low] = palette.sky;
  const night = zenith < '#1';
  paper.add(rect(0, 0, WIDTH, HEIGHT, paper.vertical([0, zenith], [0.45, middle], [0.85, low])));
  if (night) paintStars(context, 80, 480);
  const [first, second, third, fourth] = palette.layers;
  const bow = [first, second, palette.light, third, mix(zenith, '#ffffff', 0.5)];
  const bx = random.between(420, 620);
  for (const [i, colour] of bow.entries()) {
    paper.add(
      circle(
        bx,
        720,
        470 - i * 40,
        'none',
        `stroke="${colour}" stroke-width="41" opacity="${night ? 0.5 : 0.85}"`,
      ),
    );
  }
  friend(context, random.between(1040, 1220), random.between(250, 310), 132, night);
  for (let i = 0; i < 4; i += 1)
    paintCloud(
      context,
      random.between(60, 1540),
      random.between(90, 330),
      random.between(0.6, 1.1),
      night ? 0.22 : 0.9,
    );
  const hills = [
    { base: 610, rise: 80, colour: mix(second, low, 0.15) },
    { base: 690, rise: 80, colour: third },
    { base: 800, rise: 60, colour: fourth },
  ];
  for (const [i, hill] of hills.entries()) {
    const ridge = smoothRidge(random, {
      base: hill.base,
      rise: hill.rise,
      period: 1100 + i * 330,
      rough: 0.1,
    });
    for (let k = 0; k < 5; k += 1) {
      const x = random.between(20, 1580);
      lollipop(
        context,
        x,
        ridge(x) + 14,
        random.between(50, 90) * (0.7 + i * 0.3),
        random.pick([first, second, palette.light, mix(third, '#ffffff', 0.25)]),
      );
    }
    paper.add(
      path(
        landBelow(ridge),
        paper.vertical(
          [0, mix(hill.colour, '#ffffff', 0.12)],
          [1, mix(hill.colour, palette.ink, 0.25)],
        ),
      ),
    );
  }
  for (let i = 0; i < 40; i += 1) {
    paper.add(
      circle(
        random.between(0, WIDTH),
        random.between(800, 895),
        random.between(4, 9),
        random.pick([first, palette.light, '#ffffff', second]),
        'opacity="0.9"',
      ),
    );
  }
};

/** A smiling sun by day, a sleeping moon by night. */
function friend(
  { paper, palette }: SceneContext,
  x: number,
  y: number,
  r: number,
  asleep: boolean,
): void {
  const glow = paper.radial([0.5, 0.5], 0.5, [0, palette.light, 0.6], [1, palette.light, 0]);
  const face = paper.radial(
    [0.4, 0.35],
    0.8,
    [0, mix(palette.light, '#ffffff', 0.5)],
    [1, palette.light],
  );
  const round = 'stroke-linecap="round"';
  const eye = palette.ink;
  paper.add(circle(x, y, r * 2.6, glow));
  if (!asleep) {
    for (let i = 0; i < 14; i += 1) {
      const turn = `transform="rotate(${n((i * 360) / 14)} ${n(x)} ${n(y)})"`;
      paper.add(rect(x - 10, y - r - 62, 20, 40, palette.light, `rx="10" opacity="0.85" ${turn}`));
    }
  }
  paper.add(circle(x, y, r, face));
  for (const side of [-1, 1]) {
    const ex = x + side * 44;
    if (asleep) {
      paper.add(line(`M${n(ex - 18)},${n(y - 14)}q18,18 36,0`, eye, 7, round));
    } else {
      paper.add(ellipse(ex, y - 14, 12, 17, eye), circle(ex + 4, y - 20, 4.5, '#ffffff'));
    }
    paper.add(circle(x + side * 74, y + 22, 19, palette.layers[0], 'opacity="0.65"'));
  }
  const smile = asleep ? 18 : 34;
  paper.add(line(`M${n(x - smile)},${n(y + 34)}q${smile},${smile} ${smile * 2},0`, eye, 8, round));
}

function lollipop(
  { paper, palette }: SceneContext,
  x: number,
  foot: number,
  tall: number,
  colour: string,
): void {
  paper.add(
    rect(x - tall * 0.05, foot - tall, tall * 0.1, tall, palette.ink, 'opacity="0.75" rx="3"'),
    ellipse(
      x,
      foot - tall * 1.15,
      tall * 0.42,
      tall * 0.52,
      paper.radial([0.35, 0.3], 0.8, [0, mix(colour, '#ffffff', 0.35)], [1, colour]),
    ),
  );
}
