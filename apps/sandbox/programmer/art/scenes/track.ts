import { mix } from '../colour.ts';
import { circle, HEIGHT, line, n, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintDisc, paintSky, paintVignette } from '../sky.ts';
import type { Scene } from './scene.ts';

/** The bend of a running track in late light, lanes sweeping past, one runner ahead. */
export const track: Scene = (context) => {
  const { paper, palette, random } = context;
  paintSky(context, 0.5);
  paintDisc(context, { x: random.between(880, 1100), y: 330, r: 120 }, 0.7);
  const [far, middle, near, close] = palette.layers;
  const top = 430;
  let stand = `M-10,${top}`;
  for (let x = 0; x <= WIDTH; x += 80) stand += `V${n(top - 64 - 30 * Math.sin(x / 260))}h80`;
  paper.add(path(`${stand}V${top + 10}H-10Z`, mix(close, palette.sky[2], 0.3)));
  for (let x = 60; x < WIDTH; x += 310) {
    paper.add(rect(x, 190, 7, 250, palette.ink, 'opacity="0.7"'));
    for (let k = 0; k < 6; k += 1)
      paper.add(
        circle(
          x - 22 + (k % 3) * 24,
          180 + Math.floor(k / 3) * 22,
          8.5,
          palette.spark,
          'opacity="0.95"',
        ),
      );
  }
  let crowd = '';
  for (let i = 0; i < 520; i += 1)
    crowd += `M${n(random.between(0, WIDTH))},${n(random.between(top - 74, top - 8))}h.01`;
  paper.add(line(crowd, palette.spark, 6, 'stroke-linecap="round" opacity="0.4"'));
  paper.add(
    rect(0, top, WIDTH, HEIGHT - top, paper.vertical([0, mix(near, middle, 0.5)], [1, close])),
  );
  // Lanes: arcs around one far centre, wider towards the viewer.
  const cx = 1720;
  const lane = (i: number) => {
    const t = i / 8;
    return { rx: 620 + 1500 * t ** 1.25, ry: 60 + 470 * t ** 1.3 };
  };
  const surface = paper.vertical(
    [0, mix(far, palette.light, 0.15)],
    [0.45, middle],
    [1, mix(near, palette.ink, 0.25)],
  );
  const outer = lane(8);
  const inner = lane(0);
  const cy = 470;
  paper.add(
    `<path fill-rule="evenodd" d="${ring(cx, cy, outer.rx, outer.ry)}${ring(cx, cy, inner.rx, inner.ry)}" fill="${surface}"/>`,
  );
  for (let i = 0; i <= 8; i += 1) {
    const { rx, ry } = lane(i);
    paper.add(
      `<ellipse cx="${cx}" cy="${cy}" rx="${n(rx)}" ry="${n(ry)}" fill="none" stroke="#ffffff" stroke-width="${n(2 + i * 0.75)}" opacity="0.75"/>`,
    );
  }
  runner(context, random.between(640, 760), 640);
  paintVignette(context, 0.4);
};

function ring(cx: number, cy: number, rx: number, ry: number): string {
  return `M${n(cx - rx)},${cy}a${n(rx)},${n(ry)} 0 1 0 ${n(rx * 2)},0a${n(rx)},${n(ry)} 0 1 0 ${n(-rx * 2)},0Z`;
}

/** A runner in full stride, as a silhouette with a long shadow. */
function runner({ paper, palette }: Parameters<Scene>[0], x: number, y: number): void {
  const limb = (d: string, width: number) =>
    line(d, palette.ink, width, 'stroke-linecap="round" stroke-linejoin="round"');
  const at = (d: string) => `<g transform="translate(${n(x)},${n(y)})">${d}</g>`;
  paper.add(
    at(
      polygon(
        [
          [-10, 128],
          [40, 128],
          [-330, 250],
          [-420, 236],
        ],
        palette.ink,
        'opacity="0.3"',
      ),
    ),
    at(
      [
        limb('M8,-62L-6,4', 40),
        limb('M-4,8L52,40L44,98', 25),
        limb('M44,98L66,104', 15),
        limb('M-6,10L-40,66L-102,60', 24),
        limb('M-102,60L-112,42', 15),
        limb('M8,-70L-40,-40L-62,-66', 17),
        limb('M14,-70L50,-30L86,-52', 17),
        circle(24, -112, 25, palette.ink),
      ].join(''),
    ),
  );
}
