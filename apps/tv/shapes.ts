import { drawn, shaders } from './lightning.ts';

/** Shapes as textures: everything that is drawn, not loaded. White; elements colour them. */

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

/** A soft halo around a rounded shape; the texture is `spread` larger than the shape on every side. */
export function halo(w: number, h: number, radius: number, spread: number): unknown {
  return drawn(
    `halo ${[w, h, radius, spread].join(' ')}`,
    w + spread * 2,
    h + spread * 2,
    (context) => {
      context.shadowColor = '#fff';
      context.shadowBlur = spread * 0.9;
      // Only the shadow is visible: the shape itself is drawn outside the canvas.
      context.shadowOffsetX = w + spread * 4;
      context.fillStyle = '#fff';
      path(context, spread - (w + spread * 4), spread, w, h, radius);
      context.fill();
    },
  );
}

/** White at the left (or top), fading to transparent at the other end. */
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

/** A wide soft light, brightest at its centre. With noise, because 8-bit gradients show bands on TVs. */
export function glow(): unknown {
  const edge = 480;
  return drawn('glow', edge, edge, (context) => {
    const image = context.createImageData(edge, edge);
    const { data } = image;
    const middle = edge / 2;
    let seed = 7;
    for (let y = 0; y < edge; y += 1) {
      // Nothing is drawn outside the circle, so only the pixels inside it are computed.
      const half = Math.floor(Math.sqrt(Math.max(0, middle * middle - (y - middle) ** 2)));
      for (let x = middle - half; x < middle + half; x += 1) {
        const away = Math.sqrt((x - middle) ** 2 + (y - middle) ** 2) / middle;
        const light = away < 1 ? 1 - away : 0;
        seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
        const grain = seed * (2.2 / 0x7fffffff) - 1.1;
        const at = (y * edge + x) * 4;
        data[at] = 255;
        data[at + 1] = 255;
        data[at + 2] = 255;
        data[at + 3] = light * light * (3 - 2 * light) * 255 + grain;
      }
    }
    context.putImageData(image, 0, 0);
  });
}

/** Clips the element's content to rounded corners. */
export function roundedCorners(radius: number): unknown {
  return { type: shaders.RoundedRectangle, radius };
}

/** A ring with a lighter arc, to be rotated. */
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
