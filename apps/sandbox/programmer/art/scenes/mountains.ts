import { mix } from '../colour.ts';
import { jaggedRidge, landBelow, smoothRidge, trees } from '../land.ts';
import { HEIGHT, type Point, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintMist, paintSky, paintStars, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** A mountain with snow on its lit side, mist in the valleys; a lake or dark woods in front. */
export const mountains: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.62);
  paintStars(context, 70, 300);
  const main = random.between(800, 1180);
  const away = random.between(260, 470) * (random.chance(0.65) ? -1 : 1);
  paintDisc(
    context,
    { x: main + away, y: random.between(150, 300), r: random.between(56, 104) },
    0.5,
  );
  const [far, middle, near, close] = palette.layers;
  const distant = jaggedRidge(random, 490, random.between(100, 190), 0.5);
  const faint = paper.vertical(
    [0, mix(far, palette.sky[2], 0.5)],
    [1, mix(middle, palette.sky[2], 0.5)],
  );
  paper.add(path(landBelow(distant, 8), faint));
  paintMist(context, 570, 220, palette.sky[2], 0.6);

  const peaks = [{ x: main, y: random.between(160, 240), half: random.between(520, 700) }];
  for (let i = random.whole(2, 4); i > 0; i -= 1) {
    const x = (random.chance(0.5) ? main - 900 : main) + random.between(240, 660);
    peaks.push({ x, y: random.between(310, 450), half: random.between(260, 460) });
  }
  for (const { x, y, half } of peaks.sort((a, b) => b.y - a.y)) peak(context, x, y, half);
  paintMist(context, 690, 240, mix(palette.sky[2], palette.light, 0.2), 0.55);

  const wood = smoothRidge(random, { base: 712, rise: 50, period: 1500, rough: 0.7 });
  const shade = mix(near, middle, 0.2);
  paper.add(
    path(trees(wood, random, 22), paper.vertical([0, shade], [1, mix(shade, palette.ink, 0.7)])),
  );
  if (random.chance(0.5)) lake(context, shade);
  const bank = smoothRidge(random, { base: 838, rise: 60, period: 2000, rough: 0.5 });
  const dark = mix(close, palette.ink, 0.45);
  paper.add(path(trees(bank, random, 48), paper.vertical([0, dark], [1, palette.ink])));
  paintVignette(context, 0.4);
};

/** One peak: a lit side, a shaded side, and snow with an irregular lower edge. */
function peak({ paper, palette, random }: SceneContext, x: number, y: number, half: number): void {
  const [far, middle, near] = palette.layers;
  const foot = 770;
  const flank = (to: number, rough: number): Point[] => {
    const points: Point[] = [];
    for (let i = 0; i <= 16; i += 1) {
      const t = i / 16;
      const wobble = i === 0 || i === 16 ? 0 : random.between(-rough, rough);
      points.push([x + (to - x) * t + wobble, y + (foot - y) * t ** 0.92 + wobble * 0.6]);
    }
    return points;
  };
  const rough = half / 44;
  const left = flank(x - half, rough);
  const right = flank(x + half, rough);
  const spine = flank(x + half * random.between(-0.16, 0.26), rough * 1.8);
  const dark = paper.vertical([0, near], [1, mix(near, palette.sky[2], 0.35)]);
  const lit = paper.vertical(
    [0, mix(far, palette.light, 0.2)],
    [0.5, middle],
    [1, mix(near, palette.sky[2], 0.4)],
  );
  const back = [...spine].reverse();
  paper.add(polygon([...left, ...back], lit), polygon([...right, ...back], dark));
  const snow = (side: Point[], depth: number): Point[] => {
    const [ax, ay] = side[depth - 1] ?? [x, y];
    const [bx, by] = spine[depth - 1] ?? [x, y];
    const edge: Point[] = [];
    for (let i = 1; i < 8; i += 1) {
      const t = i / 8;
      const tooth = (i % 2 === 0 ? -1 : 1) * random.between(10, 46) * (half / 600);
      edge.push([ax + (bx - ax) * t, ay + (by - ay) * t + tooth]);
    }
    return [...side.slice(0, depth), ...edge, ...spine.slice(0, depth).reverse()];
  };
  const white = mix(palette.light, '#ffffff', 0.55);
  const depth = random.whole(5, 8);
  paper.add(
    polygon(snow(left, depth), white, 'opacity="0.95"'),
    polygon(snow(right, depth - 1), mix(white, near, 0.55), 'opacity="0.95"'),
  );
}

/** Still water below the woods, with strips of reflected light. */
function lake({ paper, palette, random }: SceneContext, shore: string): void {
  const top = 752;
  const water = paper.vertical(
    [0, mix(shore, palette.sky[2], 0.55)],
    [0.4, mix(palette.sky[1], palette.layers[2], 0.4)],
    [1, palette.ink],
  );
  paper.add(rect(0, top, WIDTH, HEIGHT - top, water));
  for (let i = 0; i < 26; i += 1) {
    const y = top + 4 + 100 * random.next() ** 1.5;
    const opacity = random.between(0.1, 0.4).toFixed(2);
    const wide = random.between(60, 340);
    paper.add(
      rect(
        random.between(-60, WIDTH),
        y,
        wide,
        2.5,
        palette.light,
        `rx="1.2" opacity="${opacity}"`,
      ),
    );
  }
}
