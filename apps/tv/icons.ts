import { drawn } from './lightning.ts';

/** Small line drawings on a square of 24, as SVG path data: `stroke` is drawn as a line, `fill` is filled. */
const icons = {
  lock: {
    stroke: 'M7.2 11V7.4a4.8 4.8 0 0 1 9.6 0V11',
    fill: 'M6.6 10h10.8a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H6.6a3 3 0 0 1-3-3v-6a3 3 0 0 1 3-3z',
  },
  play: { stroke: 'M7.5 4.5L19 12L7.5 19.5z', fill: 'M7.5 4.5L19 12L7.5 19.5z' },
  pause: {
    fill:
      'M6.9 4h1.8a1.4 1.4 0 0 1 1.4 1.4v13.2a1.4 1.4 0 0 1-1.4 1.4H6.9a1.4 1.4 0 0 1-1.4-1.4V5.4A1.4 1.4 0 0 1 6.9 4z' +
      'M15.3 4h1.8a1.4 1.4 0 0 1 1.4 1.4v13.2a1.4 1.4 0 0 1-1.4 1.4h-1.8a1.4 1.4 0 0 1-1.4-1.4V5.4A1.4 1.4 0 0 1 15.3 4z',
  },
  check: { stroke: 'M4.5 12.5L10 18L19.5 7' },
  warn: { stroke: 'M12 5.5V13.5', fill: 'M10.5 18.4a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z' },
  clock: { stroke: 'M20.6 12a8.6 8.6 0 1 1-17.2 0a8.6 8.6 0 1 1 17.2 0M12 7.2v5.2l3.6 2' },
  person: {
    fill: 'M7.8 8a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0zM3.8 22.5a8.2 8.2 0 0 1 16.4 0z',
  },
  back10: { stroke: 'M18 6.5L12.5 12L18 17.5M10 6.5L4.5 12L10 17.5' },
  ahead10: { stroke: 'M6 6.5L11.5 12L6 17.5M14 6.5L19.5 12L14 17.5' },
  space: { stroke: 'M3.5 12v5h17v-5' },
  erase: { stroke: 'M8 5.5h13.5v13H8L2 12zM11.5 9.5l5 5M16.5 9.5l-5 5' },
  clear: { stroke: 'M6 6L18 18M18 6L6 18' },
  window: {
    stroke:
      'M5.1 4.5h13.8a2.6 2.6 0 0 1 2.6 2.6v9.8a2.6 2.6 0 0 1-2.6 2.6H5.1a2.6 2.6 0 0 1-2.6-2.6V7.1a2.6 2.6 0 0 1 2.6-2.6zM2.5 9h19',
  },
} as const;

export type IconName = keyof typeof icons;

/** A white drawing; colour it with the element's own colour. */
export function icon(name: IconName, edge: number): unknown {
  return drawn(`icon ${name} ${edge}`, edge, edge, (context) => {
    // WebKits of 2014 have no Path2D; a text beside the icon has the same meaning.
    if (typeof Path2D === 'undefined') return;
    const { stroke = '', fill = '' }: { readonly stroke?: string; readonly fill?: string } =
      icons[name];
    context.scale(edge / 24, edge / 24);
    context.fillStyle = '#fff';
    context.strokeStyle = '#fff';
    context.lineWidth = 2.4;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    if (fill) context.fill(new Path2D(fill));
    if (stroke) context.stroke(new Path2D(stroke));
  });
}
