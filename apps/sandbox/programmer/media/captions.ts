/** Captions of the clip `dunes`: start in s, end in s, text. */
export const captions: readonly (readonly [from: number, to: number, text: string])[] = [
  [0.8, 4.6, 'We walked the line for eleven days.'],
  [5.2, 9.4, 'On the twelfth, it was behind us.'],
  [10.4, 14.2, '[wind over sand]'],
  [15.0, 19.0, 'Nobody turned round to look.'],
  [19.8, 24.8, 'The moon does not ask where a country ends.'],
];
