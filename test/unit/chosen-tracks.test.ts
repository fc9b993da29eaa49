import { describe, expect, it } from 'vitest';
import { Preferences } from '../../apps/tv/preferences.ts';
import { ChosenTracks } from '../../apps/tv/screens/chosenTracks.ts';
import { createTranslate } from '../../apps/tv/texts/index.ts';
import type { Platform, Player, PlayerState } from '../../platforms/index.ts';

const audio = (language: string, active: boolean) =>
  ({ id: `audio-${language}`, kind: 'audio', language, label: '', active }) as const;
const english = [audio('en', true), audio('es', false)];
const spanish = [audio('en', false), audio('es', true)];

function screen() {
  const stored = new Map<string, unknown>();
  const storage = {
    get: async (key: string) => stored.get(key),
    set: async (key: string, value: unknown) => void stored.set(key, value),
    delete: async (key: string) => void stored.delete(key),
  };
  const preferences = new Preferences(storage as never);
  const selected: unknown[] = [];
  const player = { select: (...args: unknown[]) => selected.push(args) } as unknown as Player;
  const chosen = new ChosenTracks(player, preferences, {} as Platform);
  const translate = createTranslate('en');
  const state = (change: Partial<PlayerState>) =>
    ({ status: 'playing', position: 10, duration: 100, live: false, ...change }) as PlayerState;
  chosen.choose('audio', 1, state({ tracks: english }), translate);
  expect(selected).toEqual([['audio', 'audio-es']]);
  return { chosen, preferences, translate, state };
}

describe('a language of the audio that the viewer chose', () => {
  it.each(['playing', 'loading', 'buffering', 'paused'] as const)(
    'is remembered when the viewer leaves at once, while the player is %s',
    (status) => {
      const { chosen, preferences, state } = screen();
      chosen.leave(state({ status, tracks: spanish }));
      expect(preferences.current.audio).toBe('es');
    },
  );

  it('is remembered after it has played for half a second', () => {
    const { chosen, preferences, translate, state } = screen();
    chosen.follow(state({ tracks: spanish, position: 10.4 }), translate);
    expect(preferences.current.audio).toBeUndefined();
    chosen.follow(state({ tracks: spanish, position: 10.6 }), translate);
    expect(preferences.current.audio).toBe('es');
  });

  it('is not remembered when it does not play', () => {
    const { chosen, preferences, translate, state } = screen();
    expect(chosen.follow(state({ tracks: english, otherLanguage: true }), translate)).toBe(true);
    chosen.leave(state({ tracks: english }));
    expect(preferences.current.audio).toBeUndefined();
    const other = screen();
    other.chosen.leave(other.state({ status: 'failed', tracks: spanish }));
    expect(other.preferences.current.audio).toBeUndefined();
  });
});
