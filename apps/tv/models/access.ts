import type { HomeView, Item, Viewer } from '@couchpass/core';
import { episodesOf } from '@couchpass/core/catalogue';
import { hoursAndMinutes } from '../format.ts';
import type { TextKey, Translate } from '../texts/index.ts';
import { argb, atmosphere } from '../theme.ts';
import { cleanText, maxLength } from './cleanText.ts';

/** What the viewer needs to watch an item, as far as it is known. */
export type Access = 'free' | 'signIn' | 'preview' | 'included' | 'notIncluded' | 'subscription';

export type BadgeName = 'free' | 'locked' | 'included' | 'denied' | 'none';

interface Marked {
  readonly badge: BadgeName;
  readonly badgeText: TextKey | null;
  /** `access` is a short text, `sentence` a sentence that may name the provider. */
  readonly access: TextKey;
  readonly sentence: TextKey;
}

export const marks: Readonly<Record<Access, Marked>> = {
  free: {
    badge: 'free',
    badgeText: 'badge.free',
    access: 'access.free',
    sentence: 'title.free',
  },
  signIn: {
    badge: 'locked',
    badgeText: 'badge.signIn',
    access: 'access.signIn',
    sentence: 'title.signIn',
  },
  preview: {
    badge: 'none',
    badgeText: null,
    access: 'access.preview',
    sentence: 'title.preview',
  },
  included: {
    badge: 'included',
    badgeText: 'badge.included',
    access: 'access.included',
    sentence: 'title.included',
  },
  notIncluded: {
    badge: 'denied',
    badgeText: 'badge.notIncluded',
    access: 'access.notIncluded',
    sentence: 'title.notIncluded',
  },
  subscription: {
    badge: 'none',
    badgeText: null,
    access: 'access.subscription',
    sentence: 'title.subscription',
  },
};

/** @param included the preauthorization decision; undefined or null when it is not known */
export function accessOf(
  item: Item,
  viewer: Viewer | null,
  included: boolean | null | undefined,
  previewEndsAt: HomeView['previewEndsAt'],
): Access {
  if (item.access === 'free') return 'free';
  if (viewer === null) return previewEndsAt === null ? 'signIn' : 'preview';
  // null: the service could not decide, so the viewer may try.
  if (included === undefined || included === null) return 'subscription';
  return included ? 'included' : 'notIncluded';
}

/** An item as texts and colours, whatever its feed contains. */
export interface Described {
  readonly title: string;
  /** Live, or the genre. */
  readonly kicker: string;
  /** Year, length, rating. */
  readonly meta: string;
  readonly description: string;
  readonly art: string;
  readonly tint: number;
}

export function describeItem(item: Item, translate: Translate): Described {
  const genre = capital(cleanText(item.genre ?? '', maxLength.line), translate);
  return {
    title: titleOf(item),
    kicker: joined([
      item.live ? translate('access.live') : '',
      cleanText(item.episode?.seriesTitle ?? '', maxLength.line),
      placeOf(item, translate) || genre,
    ]),
    meta: metaOf(item, translate),
    description: cleanText(item.description, maxLength.description),
    art: item.art,
    tint: atmosphere(argb(item.tint)),
  };
}

/** Season and number of an episode as text; '' for anything else. */
export function placeOf({ episode }: Item, translate: Translate): string {
  if (!episode) return '';
  const { season, number } = episode;
  return season > 0
    ? translate('episode.place', { season, number })
    : translate('episode.number', { number });
}

const titles = new WeakMap<Item, string>();

export function titleOf(item: Item): string {
  const known = titles.get(item);
  if (known !== undefined) return known;
  const title = cleanText(item.title, maxLength.title);
  titles.set(item, title);
  return title;
}

export function joined(parts: readonly string[], by = ' · '): string {
  return parts.filter((part) => part !== '').join(by);
}

/** Feeds write genres in small letters. */
function capital(text: string, { language }: Translate): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join('');
}

function metaOf(item: Item, translate: Translate): string {
  const { live, durationS, year = '', rating = '', seasons } = item;
  const episodes = episodesOf(item).length;
  let length = '';
  if (durationS !== undefined && !live) {
    const { hours, minutes } = hoursAndMinutes(durationS);
    length =
      hours > 0
        ? translate('duration.hours', { hours, minutes })
        : translate('duration.minutes', { minutes });
  }
  const count = seasons ? translate('series.episodes', { count: episodes }) : '';
  return joined([live ? '' : cleanText(year, 12), count, length, cleanText(rating, 24)]);
}
