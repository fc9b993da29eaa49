import type { Provider } from '../../../core/pass/PassService.ts';
import { el } from '../dom.ts';
import type { Step } from '../page.ts';
import type { Texts } from '../texts/index.ts';
import { cleanName, say, searchable } from '../words.ts';

interface ProviderStepParts {
  readonly texts: Texts;
  readonly brand: string;
  /** In the service's own order. */
  readonly providers: readonly Provider[];
  choose(provider: Provider): void;
  back(): void;
}

/** So many are shown as tiles, in the order that the service gives them; the rest follows from A to Z. */
const popularCount = 6;
/** Up to so many, everything fits in tiles and there is nothing to search. */
const tilesOnly = 8;

/** What may be chosen here: a TempPass needs no sign-in, so it is never offered. */
export function choosable(providers: readonly Provider[]): Provider[] {
  return providers.filter((provider) => !provider.isTempPass);
}

export function arrange(
  providers: readonly Provider[],
  language?: string,
): { readonly popular: readonly Provider[]; readonly rest: readonly Provider[] } {
  if (providers.length <= tilesOnly) return { popular: providers, rest: [] };
  const rest = [...providers.slice(popularCount)];
  rest.sort((a, b) => a.displayName.localeCompare(b.displayName, language));
  return { popular: providers.slice(0, popularCount), rest };
}

/** Those whose name has every word of the query at the start of a word; names that start with it first. */
export function search(providers: readonly Provider[], query: string): Provider[] {
  const wanted = searchable(query);
  const words = wanted.split(' ');
  const found = providers
    .map((provider) => ({ provider, name: searchable(provider.displayName) }))
    .filter(({ name }) => {
      const padded = ` ${name}`;
      return words.every((word) => padded.includes(` ${word}`)) || name.includes(wanted);
    });
  const rank = ({ name }: { name: string }) => (name.startsWith(wanted) ? 0 : 1);
  return found
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .map(({ provider }) => provider);
}

export function providerStep(parts: ProviderStepParts): Step {
  const { texts, brand, providers } = parts;
  const { popular, rest } = arrange(providers, document.documentElement.lang);
  const tiles = popular.map((provider) => choice(provider, parts.choose));
  const rows = rest.map((provider) => choice(provider, parts.choose));
  const listed =
    rest.length === 0
      ? [list('tiles', tiles)]
      : [
          el('h2', {}, texts.popular),
          list('tiles', tiles),
          el('h2', {}, texts.moreProviders),
          list('rows', rows),
        ];

  const results = el('div', { class: 'results' }, ...listed);
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
      return results.replaceChildren(...listed);
    }
    const matching = search(providers, query);
    found.textContent =
      matching.length > 0
        ? say(texts.matches, { count: matching.length })
        : say(texts.noMatch, { query: cleanName(query), brand });
    results.replaceChildren(
      list(
        'rows',
        matching.map((provider) => choice(provider, parts.choose)),
      ),
    );
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

function list(kind: 'tiles' | 'rows', buttons: readonly HTMLElement[]): HTMLElement {
  // Without the role, Safari forgets that a list without bullets is a list.
  return el('ul', { class: kind, role: 'list' }, ...buttons.map((button) => el('li', {}, button)));
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

/** The provider's logo, or its first letter while there is none. */
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

/** Tab goes through everything; the arrows are a shorter way from the search field into long lists. */
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
