import { mix } from '../colour.ts';
import { landBelow, smoothRidge } from '../land.ts';
import { circle, HEIGHT, line, n, path, rect, WIDTH } from '../paper.ts';
import { paintCloud, paintDisc, paintMist, paintSky, paintStars, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

const HORIZON = 540;

/** One boat under sail between islands, birds above, waves that overlap its hull. */
export const sail: Scene = (context) => {
  const { paper, palette, random } = context;
  const day = palette.sky[0] > '#2';
  paintSky(context, 0.62);
  if (!day) paintStars(context, 60, 260);
  paintDisc(
    context,
    { x: random.between(560, 760), y: random.between(330, 420), r: random.between(92, 118) },
    0.6,
  );
  if (day)
    for (let i = 0; i < 5; i += 1)
      paintCloud(
        context,
        random.between(60, 1540),
        random.between(80, 300),
        random.between(0.6, 1.2),
        0.85,
      );
  const [far, middle, near, close] = palette.layers;
  const water = day ? ([near, close] as const) : ([far, close] as const);
  for (let i = 0; i < 3; i += 1)
    island(
      context,
      random.between(0, 1600),
      random.between(120, 330),
      random.between(40, 120),
      mix(day ? middle : near, palette.sky[2], 0.5 - i * 0.17),
    );
  paintMist(context, HORIZON, 130, mix(palette.sky[2], palette.light, 0.3), 0.5);
  paper.add(
    rect(
      0,
      HORIZON,
      WIDTH,
      HEIGHT - HORIZON,
      paper.vertical([0, mix(water[0], palette.sky[2], 0.35)], [1, water[1]]),
    ),
  );
  const x = random.between(960, 1140);
  for (let i = 0; i < 6; i += 1) {
    if (i === 2) boat(context, x, 676, 1.22);
    const t = i / 5;
    const ridge = smoothRidge(random, {
      base: 566 + 250 * t ** 1.1,
      rise: 8 + 22 * t,
      period: 300 + 160 * i,
      rough: 0.3,
    });
    const top = mix(water[0], mix(water[1], palette.ink, 0.45), t);
    paper.add(
      path(
        landBelow(ridge, 14),
        paper.vertical(
          [0, mix(top, '#ffffff', 0.2)],
          [0.09, top],
          [1, mix(top, palette.ink, 0.35)],
        ),
        'opacity="0.94"',
      ),
    );
  }
  birds(context);
  paintVignette(context, day ? 0.15 : 0.35);
};

function island(
  { paper }: SceneContext,
  x: number,
  half: number,
  tall: number,
  colour: string,
): void {
  paper.add(
    path(
      `M${n(x - half)},${HORIZON + 2}C${n(x - half * 0.5)},${n(HORIZON - tall * 0.5)} ${n(x - half * 0.4)},${n(HORIZON - tall)} ${n(x - half * 0.05)},${n(HORIZON - tall)}S${n(x + half * 0.4)},${n(HORIZON - tall * 0.35)} ${n(x + half)},${HORIZON + 2}Z`,
      colour,
    ),
  );
}

function boat({ paper, palette }: SceneContext, x: number, y: number, size: number): void {
  const cloth = mix(palette.light, '#ffffff', 0.55);
  const sheet = paper.horizontal([0, cloth], [1, mix(cloth, palette.layers[0], 0.5)]);
  const jib = paper.horizontal([0, mix(cloth, palette.layers[1], 0.55)], [1, palette.layers[0]]);
  const hull = paper.vertical([0, mix(palette.layers[1], palette.ink, 0.25)], [1, palette.ink]);
  paper.add(
    `<g transform="translate(${n(x)},${y}) scale(${size}) rotate(-5)">` +
      line('M0,-6V-372', palette.ink, 7) +
      path('M10,-364C120,-250 156,-130 150,-40C100,-52 50,-52 10,-46Z', sheet) +
      path('M-10,-336C-56,-220 -104,-120 -140,-44C-96,-52 -50,-52 -10,-46Z', jib) +
      line('M70,-290Q104,-200 108,-46', palette.layers[1], 2.5, 'opacity="0.35"') +
      path(
        'M-168,-22C-100,-8 100,-8 186,-26C160,34 120,62 60,64H-70C-124,58 -150,20 -168,-22Z',
        hull,
      ) +
      line('M-158,-8C-90,6 100,6 176,-10', palette.light, 5, 'opacity="0.8"') +
      path('M0,-372l58,-16l-58,-18Z', palette.layers[0]) +
      [-60, 0, 60].map((dx) => circle(dx, 22, 9, palette.light, 'opacity="0.85"')).join('') +
      '</g>',
  );
}

function birds({ paper, palette, random }: SceneContext): void {
  for (let i = 0; i < 6; i += 1) {
    const x = random.between(820, 1500);
    const y = random.between(110, 300);
    const size = random.between(12, 26);
    paper.add(
      line(
        `M${n(x - size)},${n(y - size * 0.3)}Q${n(x - size * 0.4)},${n(y - size * 0.6)} ${n(x)},${n(y)}Q${n(x + size * 0.4)},${n(y - size * 0.6)} ${n(x + size)},${n(y - size * 0.3)}`,
        palette.ink,
        3.4,
        'stroke-linecap="round" opacity="0.75"',
      ),
    );
  }
}
