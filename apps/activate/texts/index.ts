import type { Language } from './choose.ts';
import { en, type Texts } from './en.ts';
import { es } from './es.ts';
import { esUS } from './esUS.ts';
import { fr } from './fr.ts';
import { frCA } from './frCA.ts';
import { nl } from './nl.ts';

export type { Texts } from './en.ts';

/** All languages. The page uses `load.ts`, which loads only the viewer's language. */
export const languages = {
  en,
  es,
  'es-US': { ...es, ...esUS },
  fr,
  'fr-CA': { ...fr, ...frCA },
  nl,
} as const satisfies Record<Language, Texts>;

export { chooseLanguage, type Language } from './choose.ts';
