import { expect, it } from 'vitest';
import { baseLanguageOf, textLanguageOf } from '../../core/textLanguage.ts';

it.each([
  ['es', 'es'],
  ['es-ES', 'es'],
  ['es-ES.UTF-8', 'es'],
  ['es-GQ', 'es'],
  ['es-US', 'es-US'],
  ['es-MX', 'es-US'],
  ['es_MX', 'es-US'],
  ['es_MX.UTF-8', 'es-US'],
  ['es-419', 'es-US'],
  ['es-AR', 'es-US'],
  ['ES-co', 'es-US'],
  ['es-Latn-PR', 'es-US'],
  ['es-419-u-nu-latn', 'es-US'],
  ['fr', 'fr'],
  ['fr-FR', 'fr'],
  ['fr-BE', 'fr'],
  ['fr-CH', 'fr'],
  ['fr-CA', 'fr-CA'],
  ['fr_CA', 'fr-CA'],
  ['FR-ca', 'fr-CA'],
  ['en-CA', 'en'],
  ['en-US@posix', 'en'],
  ['pt-BR', 'pt'],
  ['NL-be', 'nl'],
  ['est-EE', 'est'],
  ['constructor', 'constructor'],
  ['', ''],
])('a device set to %j reads the texts in %j', (device, language) => {
  expect(textLanguageOf(device)).toBe(language);
});

it.each([
  ['es-US', 'es'],
  ['fr-CA', 'fr'],
  ['nl', 'nl'],
])('the texts in %s are based on those in %s', (language, base) => {
  expect(baseLanguageOf(language)).toBe(base);
});
