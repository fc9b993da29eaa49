import { films } from './films.ts';
import { kids } from './kids.ts';
import { live } from './live.ts';
import { shorts } from './shorts.ts';
import { specials } from './specials.ts';
import type { Title, TitleRow } from './types.ts';

export type { ClipName, ResourceId, Title, TitleKind, TitleRow } from './types.ts';

export const titles: readonly Title[] = [...films, ...specials, ...kids, ...shorts, ...live];

const byId = new Map(titles.map((title) => [title.id, title]));

export function titleById(id: string): Title | undefined {
  return byId.get(id);
}

export const rows: readonly TitleRow[] = [
  {
    name: 'New this week',
    ids: [
      'the-long-meridian',
      'tidewater',
      'quiet-orbit',
      'undergrowth',
      'night-desk',
      'floodlight',
      'where-rivers-start',
      'captain-biscuit',
      'goals-of-the-week',
    ],
  },
  { name: 'Live now', ids: live.map((channel) => channel.id) },
  {
    name: 'Northstar films',
    ids: [
      'north-by-lantern',
      'saltlight',
      'glass-harvest',
      'the-understudy',
      'red-signal',
      'the-cartographers-son',
      'paper-islands',
      'the-long-meridian',
    ],
  },
  {
    name: 'Free for everybody',
    ids: [
      'mile-zero',
      'making-the-meridian',
      'ten-minutes-of-sea',
      'the-winter-switchboard',
      'how-to-read-a-sky',
      'a-field-guide-to-wind',
      'night-trains',
      'the-bakers-hour',
      'harbour-lights',
    ],
  },
  {
    name: 'Wild places',
    ids: [
      'old-growth',
      'the-reef-by-night',
      'canyon-at-noon',
      'undergrowth',
      'where-rivers-start',
      'seventh-floor-comet',
      'live-earth',
    ],
  },
  {
    name: 'Sport, close up',
    ids: ['floodlight', 'the-last-lap', 'vertical-mile', 'first-tracks', 'open-water'],
  },
  {
    name: 'For the smaller ones',
    ids: [
      'hello-moon-hello',
      'the-slow-balloon',
      'the-button-factory',
      'owl-school',
      'tiny-rovers',
      'captain-biscuit',
    ],
  },
  { name: 'The news, at length', ids: ['the-quiet-vote', 'night-desk', 'live-northstar-news'] },
];
