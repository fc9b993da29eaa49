import { mix } from '../colour.ts';
import { landBelow, smoothRidge } from '../land.ts';
import { group, HEIGHT, line, n, path, rect, WIDTH } from '../paper.ts';
import { paintCloud, paintDisc, paintMist, paintSky } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** Hot-air balloons of several sizes over soft hills in the morning. */
export const balloons: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.8);
  paintDisc(
    context,
    { x: random.between(240, 760), y: random.between(400, 500), r: random.between(90, 120) },
    0.6,
  );
  for (let i = 0; i < 6; i += 1)
    paintCloud(
      context,
      random.between(40, 1560),
      random.between(90, 470),
      random.between(0.5, 1.3),
      random.between(0.18, 0.5),
    );
  const [far, middle, near, close] = palette.layers;
  const haze = mix(palette.sky[2], palette.light, 0.3);
  const main = {
    x: random.between(900, 1240),
    y: random.between(320, 400),
    size: random.between(0.9, 1.2),
  };
  const fleet = [main];
  for (let tries = 0; tries < 60 && fleet.length < 6; tries += 1) {
    const size = random.between(0.2, 0.56);
    const next = { x: random.between(120, 1520), y: random.between(150, 540), size };
    // A far balloon is added only where it does not overlap another one.
    const clear = fleet.every(
      (other) => Math.abs(other.x - next.x) > 190 * (other.size + size) + 30,
    );
    if (clear) fleet.push(next);
  }
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
  for (const { x, y, size } of fleet.reverse()) balloon(context, x, y, size);
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
