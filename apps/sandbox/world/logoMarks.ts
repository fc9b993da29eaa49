/** Tiles and white marks on a 96 by 96 field, as SVG. */
export const tiles = {
  circle: (color: string) => `<circle cx="48" cy="48" r="46" fill="${color}"/>`,
  square: (color: string) => `<rect x="3" y="3" width="90" height="90" rx="22" fill="${color}"/>`,
  peak: (color: string) =>
    `<path d="M43 7a6 6 0 0 1 10 0l40 74a6 6 0 0 1-5 9H8a6 6 0 0 1-5-9z" fill="${color}"/>`,
  drop: (color: string) => `<path d="M3 48a45 45 0 1 1 45 45H9a6 6 0 0 1-6-6z" fill="${color}"/>`,
  hexagon: (color: string) =>
    `<path d="M42 5a12 12 0 0 1 12 0l29 17a12 12 0 0 1 6 10v32a12 12 0 0 1-6 10L54 91a12 12 0 0 1-12 0L13 74a12 12 0 0 1-6-10V32a12 12 0 0 1 6-10z" fill="${color}"/>`,
  shield: (color: string) =>
    `<path d="M14 6h68a8 8 0 0 1 8 8v36q0 30-38 43a12 12 0 0 1-8 0Q6 80 6 50V14a8 8 0 0 1 8-8z" fill="${color}"/>`,
};

const line = (d: string, width = 9) =>
  `<path d="${d}" fill="none" stroke="#fff" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const fill = (d: string) => `<path d="${d}" fill="#fff"/>`;

export const marks: Readonly<Record<string, { tile: keyof typeof tiles; drawing: string }>> = {
  valley: { tile: 'circle', drawing: line('M24 38q24 44 48 0') },
  harbor: { tile: 'square', drawing: line('M48 26v42M30 44h36M26 56q4 16 22 16t22-16') },
  summit: { tile: 'peak', drawing: line('M33 72l15-28 15 28', 8) },
  prairie: { tile: 'drop', drawing: line('M26 62h44M26 48h44M34 34h28') },
  cedar: { tile: 'circle', drawing: line('M48 22v52M32 42l16-14 16 14M28 62l20-18 20 18', 8) },
  ridge: { tile: 'square', drawing: line('M20 64l16-26 12 16 14-24 14 34') },
  lake: { tile: 'drop', drawing: line('M24 42q12-10 24 0t24 0M24 60q12-10 24 0t24 0') },
  metro: { tile: 'circle', drawing: line('M26 66V36l22 20 22-20v30') },
  canyon: { tile: 'square', drawing: line('M30 66q0-36 36-36M30 66h.1M44 66q0-22 22-22') },
  orchard: {
    tile: 'drop',
    drawing:
      fill('M48 40c-8-8-24-4-24 12 0 14 12 22 24 18 12 4 24-4 24-18 0-16-16-20-24-12z') +
      line('M48 38q0-12 10-16', 7),
  },
  polar: { tile: 'circle', drawing: fill('M48 16l7 25 25 7-25 7-7 25-7-25-25-7 25-7z') },
  way: { tile: 'square', drawing: line('M34 74l8-52M62 74l-8-52M48 34v6M48 50v6M48 66v6', 7) },
  bramble: {
    tile: 'hexagon',
    drawing: line('M26 70q0-38 22-38t22 38M48 32V20M34 44l-10-6M62 44l10-6', 8),
  },
  cove: { tile: 'shield', drawing: line('M26 32a22 22 0 0 0 44 0M26 66h44', 8) },
  dovetail: { tile: 'square', drawing: fill('M24 28h48L58 48l14 20H24l14-20z') },
  ember: {
    tile: 'drop',
    drawing: fill(
      'M50 18c4 18 20 22 20 40a22 22 0 0 1-44 0c0-12 8-16 10-26 6 4 8 9 8 14 6-8 8-16 6-28z',
    ),
  },
  fox: {
    tile: 'hexagon',
    drawing: fill('M24 26l14 11h20l14-11v27L48 74 24 53z'),
  },
  gull: { tile: 'circle', drawing: line('M20 56q13-24 28-4 15-20 28 4') },
  hearth: {
    tile: 'square',
    drawing: line('M22 50l26-24 26 24M31 46v24h34V46', 8) + line('M48 70V58', 9),
  },
  juniper: {
    tile: 'drop',
    drawing: [
      [48, 34],
      [35, 56],
      [61, 56],
    ]
      .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="11" fill="#fff"/>`)
      .join(''),
  },
  kestrel: { tile: 'shield', drawing: fill('M20 28l28 10 28-10-18 22-10 24-10-24z') },
  fish: {
    tile: 'circle',
    drawing: fill('M20 48q20-24 42 0l14-12v24L62 48q-22 24-42 0z') + line('M34 34q4-14 18-12', 5),
  },
  fir: { tile: 'hexagon', drawing: fill('M48 18l17 23h-8l14 21H53v14H43V62H25l14-21h-8z') },
  marigold: {
    tile: 'circle',
    drawing: line('M48 22v52M22 48h52M30 30l36 36M66 30L30 66', 8),
  },
  mayfly: {
    tile: 'drop',
    drawing:
      line('M48 24v50', 6) +
      fill(
        'M45 40Q22 16 20 36t25 12zM51 40q23-24 25-4T51 48zM45 52q-16 4-15 12t15-4zM51 52q16 4 15 12t-15-4z',
      ),
  },
  nest: {
    tile: 'shield',
    drawing: `${line('M24 48q4 22 24 22t24-22')}<circle cx="48" cy="36" r="12" fill="#fff"/>`,
  },
  nimbus: {
    tile: 'square',
    drawing: fill('M34 66a13 13 0 0 1-2-26 18 18 0 0 1 34-2 14 14 0 0 1-1 28z'),
  },
  oxbow: { tile: 'hexagon', drawing: line('M32 26v22a16 16 0 0 0 32 0V26') },
  pebble: {
    tile: 'circle',
    drawing:
      '<ellipse cx="48" cy="64" rx="24" ry="9" fill="#fff"/><ellipse cx="46" cy="46" rx="17" ry="8" fill="#fff"/><ellipse cx="50" cy="31" rx="11" ry="6" fill="#fff"/>',
  },
  puddle: {
    tile: 'drop',
    drawing: line('M48 22v26M36 38l12 12 12-12M26 62q22 16 44 0', 8),
  },
  quill: {
    tile: 'square',
    drawing: line('M26 72l18-20', 7) + fill('M40 56q-2-30 32-34-2 36-32 34z'),
  },
  raven: { tile: 'shield', drawing: fill('M20 64l20-34 9 13 8-10 19 31z') },
  marsh: { tile: 'square', drawing: line('M28 70V44M41 70V26M55 70V36M68 70V48', 8) },
  tangle: {
    tile: 'circle',
    drawing: line('M22 40q22-22 28 8t24 10M22 58q26 18 30-10t22-14', 7),
  },
  thimble: { tile: 'hexagon', drawing: line('M36 26h24l6 42H30zM34 52h28', 7) },
  thistle: {
    tile: 'drop',
    drawing:
      fill('M34 24l6 10 8-14 8 14 6-10 2 22q0 10-16 10t-16-10z') + line('M48 60v16M48 70l-12-8', 6),
  },
  tortoise: {
    tile: 'shield',
    drawing: fill('M22 58a23 24 0 0 1 46 0z') + line('M32 62v6M58 62v6M70 54h5', 8),
  },
  twin: {
    tile: 'square',
    drawing:
      '<circle cx="39" cy="48" r="15" fill="none" stroke="#fff" stroke-width="7"/><circle cx="57" cy="48" r="15" fill="none" stroke="#fff" stroke-width="7"/>',
  },
  wobble: { tile: 'circle', drawing: line('M18 48q7.500-30 15 0t15 0 15 0 15 0', 8) },
  wren: {
    tile: 'hexagon',
    drawing:
      '<path fill-rule="evenodd" d="M45 20a5 5 0 0 1 6 0l21 18v28a5 5 0 0 1-5 5H29a5 5 0 0 1-5-5V38zM48 41a9 9 0 1 0 .1 0z" fill="#fff"/>',
  },
  ticket: {
    tile: 'drop',
    drawing: line('M24 36h48v8a6 6 0 0 0 0 10v8H24v-8a6 6 0 0 0 0-10z', 7),
  },
  preview: { tile: 'circle', drawing: line('M48 26v22l14 10') },
};
