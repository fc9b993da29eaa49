import { mix } from '../colour.ts';
import { landBelow, smoothRidge } from '../land.ts';
import { group, HEIGHT, line, n, path, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintMist, paintSky } from '../sky.ts';
import { cloud } from './kids.ts';
import type { Scene, SceneContext } from './scene.ts';

/** Hot-air balloons of several sizes over soft hills in the morning. */
export const balloons: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.8);
  paintDisc(
    context,
    { x: random.between(240, 520), y: random.between(420, 500), r: random.between(90, 120) },
    0.6,
  );
  for (let i = 0; i < 6; i += 1)
    cloud(
      context,
      random.between(40, 1560),
      random.between(90, 470),
      random.between(0.5, 1.3),
      random.between(0.18, 0.5),
    );
  const [far, middle, near, close] = palette.layers;
  const haze = mix(palette.sky[2], palette.light, 0.3);
  const spots: (readonly [number, number, number])[] = [
    [random.between(480, 620), random.between(180, 260), random.between(0.42, 0.54)],
    [random.between(1380, 1480), random.between(150, 250), random.between(0.4, 0.56)],
    [random.between(780, 880), random.between(450, 520), random.between(0.26, 0.34)],
    [random.between(200, 320), random.between(170, 300), random.between(0.24, 0.32)],
  ];
  for (const [i, colour] of [mix(far, haze, 0.55), mix(middle, haze, 0.25), near].entries()) {
    const ridge = smoothRidge(random, {
      base: 640 + i * 80,
      rise: 70,
      period: 1500 + i * 400,
      rough: 0.35,
    });
    paper.add(path(landBelow(ridge), paper.vertical([0, colour], [1, mix(colour, haze, 0.3)])));
    paintMist(context, 720 + i * 60, 120, haze, 0.4);
  }
  for (const [x, y, size] of spots) balloon(context, x, y, size);
  balloon(context, random.between(1010, 1130), random.between(330, 370), 1.18);
  const ground = smoothRidge(random, { base: 845, rise: 36, period: 1900, rough: 0.3 });
  paper.add(path(landBelow(ground), paper.vertical([0, close], [1, palette.ink])));
  paper.add(
    rect(0, 700, WIDTH, HEIGHT - 700, paper.vertical([0, palette.ink, 0], [1, palette.ink, 0.35])),
  );
};

/** An envelope of eight gores in three colours; the outer ones are narrower, as on a globe. */
function balloon(
  { paper, palette, random }: SceneContext,
  x: number,
  y: number,
  size: number,
): void {
  const colours = [
    palette.layers[0],
    palette.light,
    palette.layers[1],
    mix(palette.layers[2], '#ffffff', 0.2),
  ] as const;
  const first = random.whole(0, 3);
  const outline = (half: number) =>
    `M0,-212C${n(half * 1.12)},-212 ${n(half * 1.36)},-90 ${n(half * 1.02)},2C${n(half * 0.8)},70 ${n(half * 0.3)},120 ${n(half * 0.2)},168`;
  const envelope = `${outline(150)}H-30C-45,120 -120,70 -153,2C-204,-90 -168,-212 0,-212Z`;
  const inside = paper.clip(path(envelope, '#fff'));
  const gores = [150, 118, 80, 40, -2, -42, -82, -120].map((half, i) =>
    path(`${outline(half)}H-190V-214Z`, colours[(first + (i % 3)) % 4] ?? colours[0]),
  );
  const shade = paper.radial(
    [0.34, 0.3],
    0.8,
    [0, '#ffffff', 0.28],
    [0.45, '#ffffff', 0],
    [0.6, palette.ink, 0],
    [1, palette.ink, 0.5],
  );
  paper.add(
    `<g transform="translate(${n(x)},${n(y)}) scale(${n(size)})">` +
      line('M-29,166L-22,214M29,166L22,214M0,168V214', palette.ink, 3) +
      group(
        [rect(-210, -214, 420, 390, colours[(first + 2) % 4] ?? colours[0]), ...gores],
        `clip-path="${inside}"`,
      ) +
      path(envelope, shade) +
      rect(-26, 212, 52, 38, mix(palette.layers[2], palette.ink, 0.45), 'rx="7"') +
      rect(-28, 210, 56, 8, palette.ink, 'rx="4"') +
      '</g>',
  );
}
