import { type BrandTexts, baseLanguageOf, textLanguageOf } from '@couchpass/core';
import { rokuLocales, rokuTexts } from '@couchpass/roku';
import { languageNames, languages, loadLanguage } from '@couchpass/tv';

/**
 * The files of texts in the channel, by path: `texts/es.json` for a language, `texts/es_MX.json` for a locale of
 * Roku OS that reads the texts of a region.
 * @param words a brand's texts instead of the app's own
 */
export async function textFiles(words: BrandTexts = {}): Promise<[path: string, json: string][]> {
  await Promise.all(Object.keys(languageNames).map(loadLanguage));
  const wholeLanguages = Object.keys(languageNames).filter((name) => baseLanguageOf(name) === name);
  return [...wholeLanguages, ...rokuLocales].map((name) => {
    const language = textLanguageOf(name);
    // A region's texts are read before those of its whole language, a brand's before the channel's own.
    const sources = [baseLanguageOf(language), language];
    const own = sources.map((source) => rokuTexts[source]);
    const brands = sources.map((source) => words[source]);
    const texts = Object.assign({}, languages[language], ...own, ...brands);
    return [`texts/${name}.json`, JSON.stringify(texts)];
  });
}
