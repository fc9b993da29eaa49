/** The colours of a picture. All `#rrggbb`. */
export interface Palette {
  /** Zenith, middle, horizon. */
  readonly sky: readonly [string, string, string];
  /** Moon, sun or lamp. */
  readonly light: string;
  /** Land or water from far (lit) to near (dark). */
  readonly layers: readonly [string, string, string, string];
  /** The darkest colour, for the nearest shapes. */
  readonly ink: string;
  /** Small lights: windows, stars, seats. */
  readonly spark: string;
  /** The background tint of a screen that shows this picture. */
  readonly tint: string;
}

export const palettes = {
  plum: {
    sky: ['#160c2b', '#3d1857', '#8a2f63'],
    light: '#f3cf9d',
    layers: ['#e08a6b', '#b8496c', '#6b2766', '#38184d'],
    ink: '#150d24',
    spark: '#ffe1b0',
    tint: '#4a1d5c',
  },
  deepwater: {
    sky: ['#04141c', '#06334c', '#0f6f94'],
    light: '#b9e6fb',
    layers: ['#1b86ad', '#0c6590', '#074a70', '#05324f'],
    ink: '#031a2a',
    spark: '#d9f5ff',
    tint: '#0a4a6a',
  },
  periwinkle: {
    sky: ['#060818', '#151c4a', '#3a4db0'],
    light: '#cdd8ff',
    layers: ['#8fa2ff', '#5b6fe0', '#3442a0', '#1d2668'],
    ink: '#0b0f2c',
    spark: '#eef1ff',
    tint: '#2a3580',
  },
  moss: {
    sky: ['#04120c', '#0c3122', '#2f6d4b'],
    light: '#e4efc4',
    layers: ['#7fae79', '#4a8863', '#23613f', '#12402a'],
    ink: '#06190f',
    spark: '#f1f6cf',
    tint: '#1d5a3c',
  },
  ember: {
    sky: ['#120606', '#431010', '#a4331f'],
    light: '#ffd3a1',
    layers: ['#d0573a', '#8f2c26', '#531a1c', '#2b1013'],
    ink: '#120709',
    spark: '#ffd890',
    tint: '#6a1d1a',
  },
  teal: {
    sky: ['#041216', '#0a3a40', '#2b8d85'],
    light: '#d4fbe9',
    layers: ['#4fb3a2', '#1f857f', '#0f5a5c', '#093c42'],
    ink: '#051c21',
    spark: '#e3fff4',
    tint: '#0f5a5c',
  },
  amber: {
    sky: ['#25100f', '#8a3a1c', '#f0a245'],
    light: '#fff1c9',
    layers: ['#e9a552', '#c26f2e', '#7d3f1f', '#472215'],
    ink: '#1d0f0a',
    spark: '#ffe6a8',
    tint: '#7d3f1f',
  },
  rose: {
    sky: ['#1a0717', '#5a1541', '#d2567b'],
    light: '#ffdcd6',
    layers: ['#e17d92', '#a73a68', '#641f4c', '#381230'],
    ink: '#180816',
    spark: '#ffd9c2',
    tint: '#6a1d4c',
  },
  emerald: {
    sky: ['#020d12', '#06323a', '#12766a'],
    light: '#c9ffe2',
    layers: ['#2fb98a', '#14806b', '#0b5250', '#073239'],
    ink: '#03161b',
    spark: '#d8ffe9',
    tint: '#0f6658',
  },
  dawn: {
    sky: ['#25345e', '#8d6f9c', '#ffc8a0'],
    light: '#fff3da',
    layers: ['#d9a3a6', '#9a7ba4', '#5d5c8c', '#363f68'],
    ink: '#1b2344',
    spark: '#fff0d0',
    tint: '#5d4f80',
  },
  coral: {
    sky: ['#122044', '#7a3a6a', '#ff8f6b'],
    light: '#ffe9b8',
    layers: ['#ff9d76', '#d7606f', '#823c70', '#3f2659'],
    ink: '#191338',
    spark: '#ffe3b5',
    tint: '#7a3558',
  },
  ice: {
    sky: ['#0c1b33', '#2f5b88', '#b9dcee'],
    light: '#ffffff',
    layers: ['#cfe6f2', '#8db6d3', '#4f7fa8', '#27507a'],
    ink: '#0f2644',
    spark: '#ffffff',
    tint: '#2f5b88',
  },
  slate: {
    sky: ['#0a0f18', '#1d2a40', '#54708f'],
    light: '#ffd9a0',
    layers: ['#6f8aa8', '#466080', '#2b3f5a', '#1a2940'],
    ink: '#0b1320',
    spark: '#ffdf9e',
    tint: '#2b3f5a',
  },
  violet: {
    sky: ['#0a0720', '#2a1664', '#7a3fb8'],
    light: '#f6e4ff',
    layers: ['#b077e8', '#7442b8', '#43257f', '#251552'],
    ink: '#0f0a2a',
    spark: '#ffe9ff',
    tint: '#43257f',
  },
  copper: {
    sky: ['#101a24', '#4b3440', '#d58257'],
    light: '#ffe2bd',
    layers: ['#dc8a5c', '#aa5841', '#6c3535', '#3b2129'],
    ink: '#170f17',
    spark: '#ffe0b5',
    tint: '#6c3535',
  },
  candy: {
    sky: ['#2b6fd6', '#6fb6f2', '#d8f1ff'],
    light: '#ffe37a',
    layers: ['#ff9bb0', '#ffc45c', '#5cc79a', '#2f8f86'],
    ink: '#1c4a6e',
    spark: '#ffffff',
    tint: '#2f6fb0',
  },
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof palettes;
