import { en, type Texts } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';

export type { Texts } from './en.ts';

/** All languages. The page uses `load.ts`, which loads only the viewer's language. */
export const languages = { en, es, fr, nl } as const satisfies Record<string, Texts>;

export { chooseLanguage, type Language } from './choose.ts';
