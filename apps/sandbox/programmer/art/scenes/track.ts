import { mix } from '../colour.ts';
import { drawDigits } from '../digits.ts';
import { circle, HEIGHT, line, n, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintSky, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

const HORIZON = 430;
const LANES = 8;

/** The home straight from the start: eight lanes to the low sun, numbers, a row of hurdles. */
export const track: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.5);
  const end = random.between(980, 1100);
  paintDisc(context, { x: end, y: HORIZON - 70, r: random.between(110, 135) }, 0.75);
  stands(context, end);
  const [far, middle, near, close] = palette.layers;
  paper.add(
    rect(
      0,
      HORIZON,
      WIDTH,
      HEIGHT - HORIZON,
      paper.vertical([0, mix(near, palette.sky[2], 0.3)], [1, palette.ink]),
    ),
  );
  /** x of a lane's edge at a depth: 0 at the horizon, 1 at the bottom of the picture. */
  const edge = (lane: number, depth: number) =>
    end + (lane - LANES / 2) * (16 + 300 * depth) - 170 * depth;
  const y = (depth: number) => HORIZON + (HEIGHT - HORIZON) * depth;
  const surface = paper.vertical(
    [0, mix(far, palette.light, 0.3)],
    [0.3, middle],
    [1, mix(middle, near, 0.75)],
  );
  paper.add(
    polygon(
      [
        [edge(0, 0), y(0)],
        [edge(LANES, 0), y(0)],
        [edge(LANES, 1), y(1)],
        [edge(0, 1), y(1)],
      ],
      surface,
    ),
  );
  for (let lane = 1; lane < LANES; lane += 2) {
    paper.add(
      polygon(
        [
          [edge(lane, 0), y(0)],
          [edge(lane + 1, 0), y(0)],
          [edge(lane + 1, 1), y(1)],
          [edge(lane, 1), y(1)],
        ],
        close,
        'opacity="0.12"',
      ),
    );
  }
  const white = mix('#ffffff', palette.light, 0.3);
  for (let lane = 0; lane <= LANES; lane += 1) {
    paper.add(
      polygon(
        [
          [edge(lane, 0) - 0.6, y(0)],
          [edge(lane, 0) + 0.6, y(0)],
          [edge(lane, 1) + 7, y(1)],
          [edge(lane, 1) - 7, y(1)],
        ],
        white,
        'opacity="0.85"',
      ),
    );
  }
  for (const depth of [0.16, 0.3]) hurdles(context, edge, y, depth);
  for (let lane = 0; lane < LANES; lane += 1) {
    const depth = 0.66;
    const x = (edge(lane, depth) + edge(lane + 1, depth)) / 2;
    const lean = ((x - end) / (y(depth) - HORIZON)) * 0.38;
    paper.add(
      `<g transform="matrix(1,0,${n(-lean)},0.55,${n(x)},${n(y(depth))})" opacity="0.9">${drawDigits(String(lane + 1), -31, -55, 100, white, 2.6)}</g>`,
    );
  }
  paintVignette(context, 0.45);
};

/** Two banks of seats that run to the vanishing point, with the lamps above them. */
function stands({ paper, palette, random }: SceneContext, end: number): void {
  const wall = mix(palette.layers[3], palette.sky[1], 0.25);
  for (const side of [-1, 1] as const) {
    const out = side === -1 ? -20 : WIDTH + 20;
    const reach = Math.abs(out - end);
    paper.add(
      polygon(
        [
          [end + side * 70, HORIZON - 8],
          [out, HORIZON - 40 - reach * 0.26],
          [out, HORIZON + 10],
          [end + side * 70, HORIZON + 4],
        ],
        wall,
      ),
    );
    let crowd = '';
    for (let i = 0; i < reach * 0.38; i += 1) {
      const t = random.between(0.08, 1);
      const top = HORIZON - 12 - (32 + reach * 0.25) * t;
      crowd += `M${n(end + side * (70 + (reach - 70) * t))},${n(random.between(top + 12 * t, HORIZON - 6))}h.01`;
    }
    paper.add(line(crowd, palette.spark, 6, 'stroke-linecap="round" opacity="0.42"'));
    for (const t of [0.35, 0.62, 0.95]) {
      const x = end + side * reach * t;
      const top = HORIZON - 90 - reach * t * 0.42;
      paper.add(rect(x - 3, top, 6, HORIZON - top - 30, palette.ink, 'opacity="0.75"'));
      const glow = paper.radial([0.5, 0.5], 0.5, [0, palette.spark, 0.5], [1, palette.spark, 0]);
      paper.add(circle(x, top, 40 + 60 * t, glow));
      for (let k = 0; k < 6; k += 1) {
        paper.add(
          circle(
            x + ((k % 3) - 1) * 17 * (0.6 + t * 0.5),
            top + Math.floor(k / 3) * 16,
            6.5,
            mix(palette.spark, '#ffffff', 0.5),
          ),
        );
      }
    }
  }
}

function hurdles(
  { paper, palette }: SceneContext,
  edge: (lane: number, depth: number) => number,
  y: (depth: number) => number,
  depth: number,
): void {
  const ground = y(depth);
  for (let lane = 0; lane < LANES; lane += 1) {
    const a = edge(lane, depth);
    const b = edge(lane + 1, depth);
    const gap = (b - a) * 0.13;
    const tall = (b - a) * 0.78;
    const bar = tall * 0.2;
    paper.add(
      path(
        `M${n(a + gap)},${n(ground)}h${n((b - a) * 0.05)}V${n(ground - tall)}h${n(-(b - a) * 0.05)}ZM${n(b - gap)},${n(ground)}h${n(-(b - a) * 0.05)}V${n(ground - tall)}h${n((b - a) * 0.05)}Z`,
        palette.ink,
      ),
      rect(a + gap, ground - tall, b - a - 2 * gap, bar, mix('#ffffff', palette.light, 0.3)),
      rect(
        a + gap + (b - a - 2 * gap) * 0.35,
        ground - tall,
        (b - a - 2 * gap) * 0.3,
        bar,
        palette.layers[1],
      ),
    );
  }
}
