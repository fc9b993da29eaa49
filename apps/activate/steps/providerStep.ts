import type { Provider } from '@couchpass/core';
import { el } from '../dom.ts';
import { cleanName, interpolate, searchable } from '../interpolate.ts';
import { longList } from '../longList.ts';
import type { Step } from '../page.ts';
import { createSearch, sortByName } from '../providerSearch.ts';
import type { Texts } from '../texts/index.ts';

interface ProviderStepParts {
  readonly texts: Texts;
  readonly brand: string;
  /** In the service's own order. */
  readonly providers: readonly Provider[];
  choose(provider: Provider): void;
  back(): void;
}

/** Number of providers shown as tiles, in the service's order; the rest follows from A to Z. */
const popularCount = 6;
/** Up to this number, all providers are tiles and there is no search. */
const tilesOnly = 8;

/** The providers that may be chosen here: a TempPass needs no sign-in, so it is never offered. */
export function choosable(providers: readonly Provider[]): Provider[] {
  return providers.filter((provider) => !provider.isTempPass);
}

/** `all` from A to Z, for the search; `rest` without the popular ones, in the same order. */
export function arrange(
  providers: readonly Provider[],
  language?: string,
): Record<'popular' | 'rest' | 'all', readonly Provider[]> {
  const all = sortByName(providers, language);
  if (providers.length <= tilesOnly) return { popular: providers, rest: [], all };
  const popular = providers.slice(0, popularCount);
  return { popular, rest: all.filter((provider) => !popular.includes(provider)), all };
}

export function providerStep(parts: ProviderStepParts): Step {
  const { texts, brand, providers } = parts;
  const language = document.documentElement.lang;
  const { popular, rest, all } = arrange(providers, language);
  const search = createSearch(all);
  const list = (kind: 'tiles' | 'rows', shown: readonly Provider[]) =>
    longList(kind, shown, (provider) => choice(provider, parts.choose), texts);
  const everything = () =>
    rest.length === 0
      ? list('tiles', popular)
      : [
          el('h2', {}, texts.popular),
          ...list('tiles', popular),
          el('h2', {}, texts.moreProviders),
          ...list('rows', rest),
        ];

  const results = el('div', { class: 'results' }, ...everything());
  const found = el('p', { class: 'found', role: 'status' });
  const field = el('input', {
    id: 'search',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
  });
  field.addEventListener('input', () => {
    const query = field.value.trim();
    if (searchable(query) === '') {
      found.textContent = '';
      return results.replaceChildren(...everything());
    }
    const matching = search(query);
    found.textContent =
      matching.length > 0
        ? interpolate(texts.matches, { count: matching.length.toLocaleString(language) })
        : interpolate(texts.noMatch, { query: cleanName(query), brand });
    results.replaceChildren(...list('rows', matching));
  });

  const body = el(
    'div',
    { class: 'providers' },
    rest.length > 0 && el('label', { for: 'search' }, texts.search),
    rest.length > 0 && field,
    rest.length > 0 && found,
    providers.length > 0 ? results : el('p', { class: 'lead' }, texts.noProviders),
  );
  body.addEventListener('keydown', moveByArrows);

  return {
    name: 'provider',
    title: texts.providerTitle,
    body: [
      el('p', { class: 'lead' }, texts.providerIntro),
      body,
      el('button', { type: 'button', class: 'link', onclick: parts.back }, texts.back),
    ],
  };
}

function choice(provider: Provider, choose: (provider: Provider) => void): HTMLElement {
  const name = cleanName(provider.displayName);
  return el(
    'button',
    { type: 'button', class: 'choice', 'data-mvpd': provider.id, onclick: () => choose(provider) },
    logo(provider, name),
    el('bdi', {}, name),
  );
}

/** The provider's logo, or its first letter until the logo is loaded. */
function logo(provider: Provider, name: string): HTMLElement {
  const letter = [...name][0]?.toUpperCase() ?? '';
  const frame = el('span', { class: 'logo', 'aria-hidden': 'true' }, letter);
  if (provider.logoUrl === undefined) return frame;
  const image = el('img', {
    alt: '',
    loading: 'lazy',
    decoding: 'async',
    referrerpolicy: 'no-referrer',
  });
  image.addEventListener('load', () => frame.classList.add('loaded'));
  image.addEventListener('error', () => image.remove());
  image.src = provider.logoUrl;
  frame.append(image);
  return frame;
}

/** Tab visits every element; the arrows are a shorter way from the search field into long lists. */
function moveByArrows(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const stops = [
    ...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('input, button'),
  ];
  const target = stops[stops.indexOf(document.activeElement as HTMLElement) + step];
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
}
