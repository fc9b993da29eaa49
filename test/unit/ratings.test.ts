import { expect, it } from 'vitest';
import { isAboveRating } from '../../core/catalogue/ratings.ts';

it.each([
  ['R', 'PG-13'],
  ['NC-17', 'R'],
  ['TV-MA', 'TV-14'],
  ['tv_ma', 'TV-14'],
  ['Rated R', 'pg13'],
  ['TV-14', 'PG-13'],
  ['14+', 'PG-13'],
  ['FSK 16', '12'],
  ['18', 'TV-14, PG'],
  ['TV-14', 'TV-PG, R'],
])('%s is above %s', (rating, limit) => {
  expect(isAboveRating(rating, limit)).toBe(true);
});

it.each([
  ['PG-13', 'PG-13'],
  ['PG', 'PG-13'],
  ['TV-Y7-FV', 'TV-PG'],
  ['TV-PG', 'PG-13'],
  ['TV-MA', 'R'],
  ['12A', 'PG-13'],
  ['TV-14', 'TV-14, PG'],
  ['NR', 'PG-13'],
  ['R', 'what the provider writes'],
  ['R', undefined],
  [undefined, 'PG-13'],
  ['constructor', 'PG-13'],
])('%s is not above %s', (rating, limit) => {
  expect(isAboveRating(rating, limit)).toBe(false);
});
