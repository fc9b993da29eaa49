import { standingOut } from '@couchpass/activate';

/** Colours of the second-screen page, as in style.css, for light and for dark screens. */
export const phoneSchemes = ['light', 'dark'] as const;

export const ownPhoneColours = {
  light: {
    ground: '#f6f3ec',
    card: '#ffffff',
    ink: '#191a23',
    soft: '#565867',
    line: '#dcd6c9',
    edge: '#85806f',
    button: '#191a23',
    onButton: '#ffffff',
    bad: '#a3241c',
    good: '#1c6b45',
    goodGround: '#e0efe5',
    warnGround: '#fbe9cf',
  },
  dark: {
    ground: '#15161d',
    card: '#20222c',
    ink: '#f2efe8',
    soft: '#b7b8c4',
    line: '#363946',
    edge: '#8b8e9e',
    button: '#f2efe8',
    onButton: '#15161d',
    bad: '#ff9d92',
    good: '#7fd6a8',
    goodGround: '#1d3a2c',
    warnGround: '#40311c',
  },
} as const;

export type PhoneColour = keyof typeof ownPhoneColours.light;
export type PhoneColours = Partial<Record<PhoneColour, string>>;

/** The variables of one scheme that a brand sets. */
export function phoneVariables(
  scheme: (typeof phoneSchemes)[number],
  colours: PhoneColours,
  accent: string,
): string {
  const lines = Object.entries(colours).map(([name, hex]) => {
    const variable = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return `  --${variable}: ${hex};`;
  });
  // The page's accent is adapted to the background.
  const seen = standingOut(accent, colours.ground ?? ownPhoneColours[scheme].ground);
  return [...lines, `  --accent: ${seen};`].join('\n');
}
