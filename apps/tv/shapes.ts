import { drawn, shaders } from './lightning.ts';
import { fonts, size } from './theme.ts';
import { wrap } from './wrap.ts';

/** Shapes and words as templates: everything that is drawn rather than loaded. */

interface Corners {
  readonly radius: number;
  /** Width of the line, 0 for none; drawn inside the bounds. */
  readonly line?: number;
  readonly fill?: boolean;
}

/** A white rounded shape of exactly `w` x `h`; colour it with the element's own colour. */
export function rounded(w: number, h: number, { radius, line = 0, fill = true }: Corners): unknown {
  const width = Math.round(w);
  const height = Math.round(h);
  const id = `rounded ${[width, height, radius, line, fill].join(' ')}`;
  return drawn(id, width, height, (context) => {
    const inset = line / 2;
    path(context, inset, inset, width - line, height - line, Math.max(0, radius - inset));
    context.fillStyle = '#fff';
    context.strokeStyle = '#fff';
    context.lineWidth = line;
    if (fill) context.fill();
    if (line > 0) context.stroke();
  });
}

/** A soft halo around a rounded shape; the element is `spread` larger on every side. */
export function halo(w: number, h: number, radius: number, spread: number): unknown {
  return drawn(
    `halo ${[w, h, radius, spread].join(' ')}`,
    w + spread * 2,
    h + spread * 2,
    (context) => {
      context.shadowColor = '#fff';
      context.shadowBlur = spread * 0.9;
      // Only the shadow is wanted: the shape itself stands outside the canvas.
      context.shadowOffsetX = w + spread * 4;
      context.fillStyle = '#fff';
      path(context, spread - (w + spread * 4), spread, w, h, radius);
      context.fill();
    },
  );
}

/** White at the left (or top) that eases away to nothing at the other end. */
export function fade(direction: 'right' | 'down' | 'up'): unknown {
  const steps = 256;
  const across = direction === 'right';
  return drawn(`fade ${direction}`, across ? steps : 4, across ? 4 : steps, (context) => {
    for (let step = 0; step < steps; step += 1) {
      const share = step / (steps - 1);
      const along = direction === 'up' ? share : 1 - share;
      // Smootherstep: no visible edge at either end, where a plain gradient shows one.
      const alpha = along * along * along * (along * (along * 6 - 15) + 10);
      context.fillStyle = `rgba(255,255,255,${alpha})`;
      if (across) context.fillRect(step, 0, 1, 4);
      else context.fillRect(0, step, 4, 1);
    }
  });
}

/** A wide soft light, brightest at its centre. Grained, because 8-bit gradients show bands on TVs. */
export function glow(): unknown {
  const edge = 480;
  return drawn('glow', edge, edge, (context) => {
    const image = context.createImageData(edge, edge);
    let seed = 7;
    for (let y = 0; y < edge; y += 1) {
      for (let x = 0; x < edge; x += 1) {
        const distance = Math.hypot(x / edge - 0.5, y / edge - 0.5) * 2;
        const light = Math.max(0, 1 - distance);
        const alpha = light * light * (3 - 2 * light);
        seed = (seed * 1103515245 + 12345) & 0x7fffffff;
        const grain = (seed / 0x7fffffff - 0.5) * 2.2;
        const at = (y * edge + x) * 4;
        image.data[at] = 255;
        image.data[at + 1] = 255;
        image.data[at + 2] = 255;
        image.data[at + 3] = Math.max(0, Math.min(255, alpha * 255 + (alpha > 0 ? grain : 0)));
      }
    }
    context.putImageData(image, 0, 0);
  });
}

/** Clips whatever the element shows to rounded corners. */
export function roundedCorners(radius: number): unknown {
  return { type: shaders.RoundedRectangle, radius };
}

/** Small line drawings, on a square of `edge`. */
export type IconName =
  | 'lock'
  | 'play'
  | 'pause'
  | 'check'
  | 'warn'
  | 'clock'
  | 'person'
  | 'back10'
  | 'ahead10'
  | 'space'
  | 'erase'
  | 'clear'
  | 'window';

export function icon(name: IconName, edge: number): unknown {
  return drawn(`icon ${name} ${edge}`, edge, edge, (context) => {
    context.scale(edge / 24, edge / 24);
    context.fillStyle = '#fff';
    context.strokeStyle = '#fff';
    context.lineWidth = 2.4;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    icons[name](context);
  });
}

const icons: Readonly<Record<IconName, (context: CanvasRenderingContext2D) => void>> = {
  lock(context) {
    context.beginPath();
    context.moveTo(7.2, 11);
    context.lineTo(7.2, 7.4);
    context.arc(12, 7.4, 4.8, Math.PI, 0);
    context.lineTo(16.8, 11);
    context.stroke();
    path(context, 3.6, 10, 16.8, 12, 3);
    context.fill();
  },
  play(context) {
    context.beginPath();
    context.moveTo(7.5, 4.5);
    context.lineTo(19, 12);
    context.lineTo(7.5, 19.5);
    context.closePath();
    context.fill();
    context.stroke();
  },
  pause(context) {
    path(context, 5.5, 4, 4.6, 16, 1.4);
    context.fill();
    path(context, 13.9, 4, 4.6, 16, 1.4);
    context.fill();
  },
  check(context) {
    context.beginPath();
    context.moveTo(4.5, 12.5);
    context.lineTo(10, 18);
    context.lineTo(19.5, 7);
    context.stroke();
  },
  warn(context) {
    context.beginPath();
    context.moveTo(12, 5.5);
    context.lineTo(12, 13.5);
    context.stroke();
    context.beginPath();
    context.arc(12, 18.4, 1.5, 0, Math.PI * 2);
    context.fill();
  },
  clock(context) {
    context.beginPath();
    context.arc(12, 12, 8.6, 0, Math.PI * 2);
    context.moveTo(12, 7.2);
    context.lineTo(12, 12.4);
    context.lineTo(15.6, 14.4);
    context.stroke();
  },
  person(context) {
    context.beginPath();
    context.arc(12, 8, 4.2, 0, Math.PI * 2);
    context.fill();
    context.beginPath();
    context.arc(12, 22.5, 8.2, Math.PI, 0);
    context.fill();
  },
  back10(context) {
    arrow(context, -1);
  },
  ahead10(context) {
    arrow(context, 1);
  },
  space(context) {
    context.beginPath();
    context.moveTo(3.5, 12);
    context.lineTo(3.5, 17);
    context.lineTo(20.5, 17);
    context.lineTo(20.5, 12);
    context.stroke();
  },
  erase(context) {
    context.beginPath();
    context.moveTo(8, 5.5);
    context.lineTo(21.5, 5.5);
    context.lineTo(21.5, 18.5);
    context.lineTo(8, 18.5);
    context.lineTo(2, 12);
    context.closePath();
    context.moveTo(11.5, 9.5);
    context.lineTo(16.5, 14.5);
    context.moveTo(16.5, 9.5);
    context.lineTo(11.5, 14.5);
    context.stroke();
  },
  window(context) {
    path(context, 2.5, 4.5, 19, 15, 2.6);
    context.stroke();
    context.beginPath();
    context.moveTo(2.5, 9);
    context.lineTo(21.5, 9);
    context.stroke();
  },
  clear(context) {
    context.beginPath();
    context.moveTo(6, 6);
    context.lineTo(18, 18);
    context.moveTo(18, 6);
    context.lineTo(6, 18);
    context.stroke();
  },
};

function arrow(context: CanvasRenderingContext2D, way: 1 | -1): void {
  context.translate(12, 12);
  context.scale(way, 1);
  for (const x of [-6, 2]) {
    context.beginPath();
    context.moveTo(x, -5.5);
    context.lineTo(x + 5.5, 0);
    context.lineTo(x, 5.5);
    context.stroke();
  }
}

/** A ring with a lighter arc on it, to be turned. */
export function spinnerRing(edge: number): unknown {
  return drawn(`spinner ${edge}`, edge, edge, (context) => {
    const line = edge * 0.115;
    const radius = edge / 2 - line / 2 - 1;
    context.lineWidth = line;
    context.lineCap = 'round';
    context.strokeStyle = 'rgba(255,255,255,.22)';
    context.beginPath();
    context.arc(edge / 2, edge / 2, radius, 0, Math.PI * 2);
    context.stroke();
    context.strokeStyle = '#fff';
    context.beginPath();
    context.arc(edge / 2, edge / 2, radius, -Math.PI / 2, Math.PI * 0.85);
    context.stroke();
  });
}

interface TextOptions {
  readonly face?: keyof typeof fonts;
  readonly width?: number;
  readonly lines?: number;
  readonly align?: 'left' | 'right' | 'center';
  readonly lineHeight?: number;
}

/**
 * Words in the type scale: one line as it is, or wrapped within `width` into at most `lines`, cut with
 * "…". The line height is always given: Lightning's default is wrong on a 720p stage.
 */
export function words(value: string, scale: keyof typeof size, options: TextOptions = {}): unknown {
  const fontSize = size[scale];
  const { face = 'regular', width = 0, lines = 1, align = 'left' } = options;
  return {
    text: width > 0 ? linesOf(value, scale, face, width, lines).join('\n') : value,
    fontFace: fonts[face],
    fontSize,
    lineHeight: options.lineHeight ?? Math.round(fontSize * (fontSize > 40 ? 1.15 : 1.35)),
    textAlign: align,
    wordWrap: false,
  };
}

/** The lines that `words` draws. */
export function linesOf(
  value: string,
  scale: keyof typeof size,
  face: keyof typeof fonts,
  width: number,
  lines: number,
): string[] {
  return wrap(value, width, lines, (line) => measure(line, scale, face));
}

function path(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  w: number,
  h: number,
  radius: number,
): void {
  context.beginPath();
  context.moveTo(x + radius, y);
  context.arcTo(x + w, y, x + w, y + h, radius);
  context.arcTo(x + w, y + h, x, y + h, radius);
  context.arcTo(x, y + h, x, y, radius);
  context.arcTo(x, y, x + w, y, radius);
  context.closePath();
}

/**
 * Where to put a line of words so that its capitals stand centred on `y`. Lightning's own middle is that
 * of the texture, which is taller below the line than above it.
 */
export function centred(y: number, scale: keyof typeof size): number {
  return Math.round(y - size[scale] * 0.665);
}

let ruler: CanvasRenderingContext2D | null = null;

/** Width in stage pixels of one line; the faces must be loaded. */
export function measure(value: string, scale: keyof typeof size, face: keyof typeof fonts): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return value.length * size[scale] * 0.55;
  ruler.font = `${size[scale]}px ${fonts[face]}, sans-serif`;
  return Math.ceil(ruler.measureText(value).width);
}
