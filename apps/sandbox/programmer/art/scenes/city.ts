import { mix } from '../colour.ts';
import { HEIGHT, n, path, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintMist, paintSky, paintStars, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

interface Skyline {
  readonly floor: number;
  readonly low: number;
  readonly high: number;
  readonly width: readonly [number, number];
  readonly colour: string;
  readonly lit: number;
  readonly pane: number;
}

/** Three rows of towers at night at different distances, with lit windows and haze between the rows. */
export const city: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.7);
  paintStars(context, 60, 300);
  paintDisc(
    context,
    { x: random.between(420, 1280), y: random.between(170, 250), r: random.between(62, 92) },
    0.45,
  );
  const [, , near, close] = palette.layers;
  const low = palette.sky[2];
  const skylines: Skyline[] = [
    {
      floor: HEIGHT,
      low: 300,
      high: 500,
      width: [46, 96],
      colour: mix(near, low, 0.55),
      lit: 0.1,
      pane: 5,
    },
    {
      floor: HEIGHT,
      low: 240,
      high: 470,
      width: [64, 130],
      colour: mix(close, low, 0.22),
      lit: 0.22,
      pane: 8,
    },
    {
      floor: HEIGHT,
      low: 120,
      high: 340,
      width: [90, 190],
      colour: mix(palette.ink, close, 0.35),
      lit: 0.3,
      pane: 11,
    },
  ];
  for (const [i, skyline] of skylines.entries()) {
    let x = -random.between(0, 60);
    while (x < WIDTH) {
      const width = random.between(...skyline.width);
      tower(context, x, width, random.between(skyline.low, skyline.high), skyline);
      x += width + (random.chance(0.3) ? random.between(4, 26) : 0);
    }
    if (i < 2)
      paintMist(context, 720 - i * 30, 420, mix(low, palette.light, 0.08), 0.42 - i * 0.14);
  }
  paper.add(rect(0, 780, WIDTH, 120, paper.vertical([0, palette.ink, 0], [1, palette.ink, 0.9])));
  paintVignette(context, 0.35);
};

function tower(
  context: SceneContext,
  x: number,
  width: number,
  tall: number,
  skyline: Skyline,
): void {
  const { paper, palette, random } = context;
  const top = skyline.floor - tall;
  const side = paper.horizontal(
    [0, mix(skyline.colour, palette.light, 0.07)],
    [0.6, skyline.colour],
    [1, mix(skyline.colour, palette.ink, 0.4)],
  );
  paper.add(rect(x, top, width, tall, side));
  const crown = random.next();
  if (crown < 0.16 && width < 80)
    paper.add(
      path(
        `M${n(x)},${n(top + 1)}L${n(x + width / 2)},${n(top - width * 0.4)}L${n(x + width)},${n(top + 1)}Z`,
        skyline.colour,
      ),
    );
  else if (crown < 0.42)
    paper.add(rect(x + width * 0.2, top - 26, width * 0.6, 28, skyline.colour));
  else if (crown < 0.54) {
    paper.add(
      rect(x + width / 2 - 2, top - 74, 4, 76, skyline.colour),
      rect(x + width / 2 - 3, top - 78, 6, 6, '#ff6a5a', 'rx="3" opacity="0.9"'),
    );
  }
  const pane = skyline.pane;
  const across = Math.max(1, Math.floor((width - pane) / (pane * 2.1)));
  const margin = (width - across * pane * 2.1 + pane * 1.1) / 2;
  // Some floors have many lit windows, most floors few.
  let d = '';
  let dim = '';
  for (let y = top + pane * 2; y < skyline.floor - 20; y += pane * 2.5) {
    const floorLit = random.chance(0.15)
      ? skyline.lit * 2.6
      : skyline.lit * random.between(0.2, 1.3);
    for (let k = 0; k < across; k += 1) {
      if (!random.chance(floorLit)) continue;
      const shape = `M${n(x + margin + k * pane * 2.1)},${n(y)}h${n(pane)}v${n(pane * 1.35)}h${n(-pane)}z`;
      if (random.chance(0.6)) d += shape;
      else dim += shape;
    }
  }
  if (d) paper.add(path(d, palette.spark, 'opacity="0.88"'));
  if (dim) paper.add(path(dim, mix(palette.spark, palette.layers[0], 0.55), 'opacity="0.55"'));
}
