import { mix } from '../colour.ts';
import { circle, ellipse, HEIGHT, line, n, path, polygon, rect, WIDTH } from '../paper.ts';
import { paintStars, paintVignette } from '../sky.ts';
import type { Scene, SceneContext } from './scene.ts';

/** A full stadium under floodlights: stand, crowd, striped pitch in perspective. */
export const stadium: Scene = (context) => {
  const { paper, palette, random } = context;
  const [zenith, middle, low] = palette.sky;
  paper.add(
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      paper.vertical([0, mix(zenith, '#03060a', 0.4)], [0.4, middle], [0.6, mix(middle, low, 0.6)]),
    ),
  );
  paintStars(context, 45, 200);
  const lamps = [190, 560, 1010, 1400].map((x) => x + random.between(-40, 40));
  stand(context);
  for (const [i, x] of lamps.entries()) floodlight(context, x, 74 + (i % 2) * 26, (800 - x) * 0.5);
  pitch(context);
  paper.add(
    ellipse(
      800,
      560,
      1000,
      130,
      paper.radial([0.5, 0.5], 0.5, [0, palette.light, 0.3], [1, palette.light, 0]),
    ),
  );
  paintVignette(context, 0.4);
};

function stand({ paper, palette, random }: SceneContext): void {
  const rim = 250;
  const bowl = `M-10,${rim - 20}Q800,${rim + 90} 1610,${rim - 20}V640H-10Z`;
  paper.add(
    path(
      bowl,
      paper.vertical(
        [0, mix(palette.layers[3], palette.ink, 0.5)],
        [1, mix(palette.layers[2], palette.ink, 0.35)],
      ),
    ),
  );
  const shades = [palette.spark, palette.layers[0], palette.layers[1], palette.light] as const;
  for (let row = 0; row < 19; row += 1) {
    const depth = row / 18;
    const gap = 15 + depth * 6;
    const size = 3.1 + depth * 2.9;
    const groups = new Map<string, string>();
    for (let x = -10 + random.between(0, gap); x < WIDTH + 10; x += gap) {
      // Stairways and some seats are empty.
      if (Math.abs(((x - 800) / (1 + depth * 0.3)) % 210) < 10 || random.chance(0.16)) continue;
      const dip = 1 - ((x - 800) / 810) ** 2;
      const y = rim + 22 + 96 * dip * (1 - depth * 0.75) + row * 15.5 + random.between(-2, 2);
      const key = `${random.pick(shades)}/${random.pick(['0.28', '0.45', '0.7', '0.9'])}`;
      groups.set(key, `${groups.get(key) ?? ''}M${n(x)},${n(y)}h.01`);
    }
    for (const [key, d] of groups) {
      const [colour = '', opacity = ''] = key.split('/');
      paper.add(line(d, colour, size * 2, `stroke-linecap="round" opacity="${opacity}"`));
    }
  }
  const roof = `M-10,120Q800,250 1610,120V${rim - 28}Q800,${rim + 82} -10,${rim - 28}Z`;
  paper.add(
    path(roof, paper.vertical([0, palette.ink], [1, mix(palette.ink, palette.layers[3], 0.7)])),
    line(
      `M-10,${rim - 28}Q800,${rim + 82} 1610,${rim - 28}`,
      palette.layers[0],
      3,
      'opacity="0.5"',
    ),
  );
}

function floodlight({ paper, palette }: SceneContext, x: number, y: number, lean: number): void {
  const beam = paper.vertical(
    [0, palette.light, 0.5],
    [0.5, palette.light, 0.13],
    [1, palette.light, 0],
  );
  const glow = paper.radial(
    [0.5, 0.5],
    0.5,
    [0, palette.light, 0.85],
    [0.3, palette.light, 0.25],
    [1, palette.light, 0],
  );
  paper.add(
    polygon(
      [
        [x - 34, y],
        [x + 34, y],
        [x + lean + 250, 680],
        [x + lean - 250, 680],
      ],
      beam,
    ),
    rect(x - 4, y, 8, 150, palette.ink),
    circle(x, y, 170, glow),
    rect(x - 58, y - 22, 116, 44, palette.ink, 'rx="6"'),
  );
  for (let k = 0; k < 10; k += 1) {
    paper.add(
      circle(
        x - 44 + (k % 5) * 22,
        y - 10 + Math.floor(k / 5) * 20,
        7.5,
        mix(palette.light, '#ffffff', 0.6),
      ),
    );
  }
}

function pitch({ paper, palette, random }: SceneContext): void {
  const top = 590;
  const grass = mix(palette.layers[2], palette.layers[1], 0.35);
  const vanish = 800 + random.between(-160, 160);
  const at = (x: number, depth: number) => vanish + (x - vanish) * (0.62 + depth * 1.1);
  paper.add(
    rect(
      0,
      top - 26,
      WIDTH,
      30,
      paper.horizontal([0, palette.layers[3]], [0.5, palette.layers[0]], [1, palette.layers[3]]),
    ),
  );
  paper.add(
    rect(
      0,
      top,
      WIDTH,
      HEIGHT - top,
      paper.vertical([0, mix(grass, palette.light, 0.22)], [1, mix(grass, palette.ink, 0.55)]),
    ),
  );
  for (let i = -8; i < 9; i += 2) {
    const a = vanish + i * 170;
    const b = a + 170;
    paper.add(
      polygon(
        [
          [at(a, 0), top],
          [at(b, 0), top],
          [at(b, 1), HEIGHT],
          [at(a, 1), HEIGHT],
        ],
        palette.light,
        'opacity="0.07"',
      ),
    );
  }
  const white = mix(palette.light, '#ffffff', 0.6);
  paper.add(
    line(`M0,${top + 34}H${WIDTH}`, white, 3.5, 'opacity="0.75"'),
    line(
      `M${n(at(vanish, 0))},${top + 34}L${n(at(vanish, 1))},${HEIGHT}`,
      white,
      5,
      'opacity="0.7"',
    ),
    ellipse(vanish, 745, 270, 74, 'none', `stroke="${white}" stroke-width="5" opacity="0.7"`),
    ellipse(vanish, 745, 9, 4, white, 'opacity="0.85"'),
  );
}
