import { describe, expect, it } from 'vitest';
import { type AccountFacts, accountModel, languageChoices } from '../../apps/tv/models/account.ts';
import { Preferences } from '../../apps/tv/preferences.ts';
import type { ScreenModel } from '../../apps/tv/screenModel.ts';
import {
  createTranslate,
  languageNames,
  languageOf,
  languages,
  loadLanguage,
} from '../../apps/tv/texts/index.ts';
import { lessMotion, motion } from '../../apps/tv/theme.ts';
import type { AccountView, Viewer } from '../../core/machine/view.types.ts';
import { mapStore } from '../support/ports.ts';

// Texts are loaded per language.
await Promise.all(Object.keys(languageNames).map(loadLanguage));

const translate = createTranslate('en');
const viewer: Viewer = {
  mvpd: 'HarborTV',
  providerName: 'Harbor TV',
  since: Date.UTC(2026, 2, 14, 12),
  until: Date.UTC(2026, 3, 13, 12),
};
const facts: AccountFacts = {
  version: '0.1.0',
  deviceLabel: '3F2A-91C0',
  language: undefined,
  lessMotion: false,
  panel: null,
};
const shown: AccountView = { screen: 'account', phase: 'shown', viewer };

const said = (model: ScreenModel, id: string) => model.said.find((part) => part.id === id)?.text;
const events = (model: ScreenModel) =>
  Object.fromEntries(
    model.groups.flatMap(({ actions }) => actions.map(({ id, event }) => [id, event?.type])),
  );
const labels = (model: ScreenModel) =>
  model.groups.flatMap(({ actions }) => actions.map(({ label }) => label));

describe('Account', () => {
  it('tells provider and dates, and asks before signing out', () => {
    const model = accountModel(shown, facts, translate);
    expect(said(model, 'provider')).toBe('TV provider: Harbor TV');
    expect(said(model, 'since')).toBe('Signed in since: March 14, 2026');
    expect(said(model, 'version')).toBe('Version 0.1.0 · Device 3F2A-91C0');
    expect(events(model)).toMatchObject({ 'button-sign-out': 'SIGN_OUT', 'nav-home': 'BACK' });
    const asking = accountModel({ ...shown, phase: 'confirming' }, facts, translate);
    expect(asking.title).toBe('Sign out of Harbor TV?');
    expect(asking.preferred).toBe('button-stay');
    expect(events(asking)).toEqual({ 'button-stay': 'BACK', 'button-confirm': 'CONFIRM' });
  });

  it('offers signing in to who is not', () => {
    const model = accountModel({ ...shown, viewer: null }, facts, translate);
    expect(events(model)).toMatchObject({ 'button-sign-in': 'SIGN_IN' });
  });

  it('names the language that is spoken, and lists each by its own name', () => {
    expect(labels(accountModel(shown, facts, translate))).toContain('Language · English');
    const dutch = createTranslate('nl-BE');
    expect(labels(accountModel(shown, facts, dutch))).toContain('Taal · Nederlands');
    const open = accountModel(
      shown,
      { ...facts, language: 'fr', panel: 'language' },
      createTranslate('fr'),
    );
    expect(labels(open)).toEqual([
      'Comme sur l’appareil',
      'English',
      'Español',
      'Français',
      'Nederlands',
    ]);
    expect(open.preferred).toBe('choice-language-3');
    expect(languageChoices).toEqual([undefined, ...Object.keys(languages)]);
  });

  it('asks nothing else while it asks about signing out', () => {
    const asking = accountModel(
      { ...shown, phase: 'confirming' },
      { ...facts, panel: 'motion' },
      translate,
    );
    expect(asking.panel).toBeNull();
    expect(asking.settings).toEqual([]);
  });
});

describe('what was chosen', () => {
  it('is kept for the next launch, and can be taken back', async () => {
    const stored = new Map<string, unknown>();
    const first = new Preferences(mapStore(stored));
    first.change({ language: 'nl', captions: 'en', lessMotion: true });
    first.change({ language: undefined });
    const next = new Preferences(mapStore(stored));
    await next.load();
    expect(next.current).toEqual({ captions: 'en', lessMotion: true });
  });

  it('before the store answered stands against what it holds', async () => {
    const storage = mapStore(new Map([['tv.preferences', { language: 'es', audio: 'es' }]]));
    const preferences = new Preferences(storage);
    const loading = preferences.load();
    preferences.change({ language: 'fr' });
    await loading;
    expect(preferences.current).toEqual({ language: 'fr', audio: 'es' });
  });

  it.each([null, 'nl', { language: 7, captions: [], lessMotion: 'yes' }])(
    'a store that holds %j is no choice',
    async (stored) => {
      const preferences = new Preferences(mapStore(new Map([['tv.preferences', stored]])));
      await preferences.load();
      expect(preferences.current).toEqual({});
    },
  );

  it('without a store holds until the app is closed', async () => {
    const refused = () => Promise.reject(new Error('full'));
    const preferences = new Preferences({ get: refused, set: refused, delete: refused });
    preferences.change({ audio: 'en' });
    await preferences.load();
    expect(preferences.current).toEqual({ audio: 'en' });
  });

  it.each([
    [undefined, 'fr-CA', 'fr-CA'],
    ['fr', 'fr-CA', 'fr-CA'],
    ['fr', 'en-US', 'fr'],
    ['xx', 'en-US', 'en-US'],
    ['constructor', 'nl', 'nl'],
  ])('%s on a device set to %s speaks %s', (chosen, device, language) => {
    expect(languageOf(chosen, device)).toBe(language);
  });
});

it('less motion leaves nothing that takes time, and full motion brings it back', () => {
  const before = { ...motion };
  lessMotion(true);
  expect(new Set(Object.values(motion))).toEqual(new Set([0]));
  lessMotion(false);
  expect(motion).toEqual(before);
});
