import type { en } from './en.ts';

/** English has every text; the other languages have the same keys. */
export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, string>>;
