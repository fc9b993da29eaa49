import type { Floor } from './data.ts';

/** The oldest engine of each built target, as in docs/platforms.md. */
export const floors: Readonly<Record<string, Floor>> = {
  // LG's sets of 2016, Samsung's of 2017.
  'webos-es5': { chrome: 38 },
  'tizen-es5': { chrome: 47 },
  // Samsung's sets of 2019, LG's of 2020.
  tizen: { chrome: 63 },
  webos: { chrome: 68 },
  // Browsers of autumn 2021 and later; Safari's of spring 2022, iOS among them.
  tv: { chrome: 94, firefox: 93, safari: 15.5 },
  activate: { chrome: 94, firefox: 93, safari: 15.5, safari_ios: 15.5 },
};
