import type { Clock } from '@couchpass/core';
import { sendWithTimeout } from '@couchpass/core/pass';
import { askOwnServer } from '../ownServer.ts';
import type { Language } from './choose.ts';
import { en, type Texts } from './en.ts';

export interface Spoken {
  readonly language: Language;
  readonly texts: Texts;
}

/** How often a language is requested before English is used. */
const tries = 2;

/**
 * The texts of a language: the build writes them beside the page as `texts/es.json`. Resolves to English, which
 * is part of the script, when they cannot be loaded. Never rejects.
 */
export async function loadTexts(language: Language, clock: Clock): Promise<Spoken> {
  const request = { method: 'GET', url: `./texts/${language}.json`, headers: {} } as const;
  const send = (_: unknown, signal: AbortSignal) => askOwnServer(request.url, signal);
  for (let tried = 0; language !== 'en' && tried < tries; tried += 1) {
    try {
      const { text } = await sendWithTimeout(
        { clock, send },
        request,
        new AbortController().signal,
      );
      const texts: unknown = JSON.parse(text);
      if (isComplete(texts)) return { language, texts };
    } catch {
      // The loop requests it again.
    }
  }
  return { language: 'en', texts: en };
}

/** Captive portals and old copies in a cache may answer with anything. */
function isComplete(texts: unknown): texts is Texts {
  if (typeof texts !== 'object' || texts === null) return false;
  const known = texts as Record<string, unknown>;
  return Object.keys(en).every((key) => typeof known[key] === 'string');
}
