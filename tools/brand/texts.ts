import { phoneTexts } from '@couchpass/activate';
import type { BrandTexts } from '@couchpass/core';
import { describe, nameReason } from '@couchpass/core/settings';
import { rokuTexts } from '@couchpass/roku';
import { languageNames, televisionTexts } from '@couchpass/tv';
import { type Findings, isRecord } from './fault.ts';

/** Maximum length of a text, letters: longer texts fit on no screen. */
const longest = 500;

export type TextsOf = 'tv' | 'activate' | 'roku';

const ofApps: Readonly<Record<TextsOf, Readonly<Record<string, string>>>> = {
  tv: televisionTexts,
  activate: phoneTexts,
  roku: { ...televisionTexts, ...rokuTexts.en },
};

const all: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(ofApps));

/** A brand's texts instead of the apps' own, by language, then by key. Each key belongs to one app. */
export function checkTexts(value: unknown, file: string, found: Findings): BrandTexts {
  const languages = Object.keys(languageNames);
  if (!isRecord(value)) {
    found.fault(file, `holds ${describe(value)}`, `an object with ${languages.join(', ')}`);
    return {};
  }
  const texts: Record<string, Record<string, string>> = {};
  for (const [language, words] of Object.entries(value)) {
    const key = `${file}: ${language}`;
    if (!languages.includes(language)) {
      found.fault(key, 'is not a language of the apps', languages.join(', '));
    } else if (!isRecord(words)) {
      found.fault(key, `holds ${describe(words)}`, 'an object of keys and words');
    } else {
      texts[language] = checkWords(words, key, found);
    }
  }
  return texts;
}

function checkWords(
  words: Readonly<Record<string, unknown>>,
  language: string,
  found: Findings,
): Record<string, string> {
  const good: Record<string, string> = {};
  for (const [name, text] of Object.entries(words)) {
    const key = `${language}.${name}`;
    const own = Object.hasOwn(all, name) ? all[name] : undefined;
    if (own === undefined) {
      const near = nearest(name);
      const like = near === undefined ? '' : `such as ${near}; `;
      found.fault(
        key,
        'is not a known key',
        `${like}all keys are in apps/tv/texts/en.ts and apps/activate/texts/en.ts`,
      );
      continue;
    }
    if (checkText(text, own, key, found)) good[name] = text;
  }
  return good;
}

function checkText(text: unknown, own: string, key: string, found: Findings): text is string {
  const allowed = `1 to ${longest} letters on one line`;
  if (typeof text !== 'string') {
    found.fault(key, `holds ${describe(text)}`, allowed);
    return false;
  }
  const reason = nameReason(text, longest);
  if (reason !== undefined) {
    found.fault(key, `holds ${describe(text)}, which ${reason}`, allowed);
    return false;
  }
  const [places, ownPlaces] = [placesOf(text), placesOf(own)];
  const unknown = places.filter((place) => !ownPlaces.includes(place));
  if (unknown.length > 0) {
    const known = ownPlaces.length === 0 ? 'no place in braces' : ownPlaces.join(', ');
    found.fault(key, `has ${unknown.join(', ')} in it, which nothing fills in`, known);
    return false;
  }
  const lost = ownPlaces.filter((place) => !places.includes(place));
  if (lost.length > 0) found.warn(`${key} leaves out ${lost.join(', ')}: viewers do not read it.`);
  return true;
}

function placesOf(text: string): string[] {
  return [...new Set(text.match(/\{[^{}]*\}/g) ?? [])];
}

/** The most similar known key, when it differs in few letters. */
function nearest(name: string): string | undefined {
  const [best] = Object.keys(all)
    .map((key) => ({ key, apart: distance(name.toLowerCase(), key.toLowerCase()) }))
    .sort((a, b) => a.apart - b.apart);
  return best !== undefined && best.apart <= 3 ? best.key : undefined;
}

/** Levenshtein distance: letters to add, remove or change. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const change = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The texts of one app; undefined for none. */
export function textsOf(texts: BrandTexts, app: TextsOf): BrandTexts | undefined {
  const own = Object.entries(texts).flatMap(([language, words]): [string, typeof words][] => {
    const kept = Object.entries(words).filter(([key]) => Object.hasOwn(ofApps[app], key));
    return kept.length === 0 ? [] : [[language, Object.fromEntries(kept)]];
  });
  return own.length === 0 ? undefined : Object.fromEntries(own);
}
