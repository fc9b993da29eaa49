import { describe, expect, it } from 'vitest';
import { Preferences } from '../../apps/tv/preferences.ts';
import { ChosenTracks } from '../../apps/tv/screens/chosenTracks.ts';
import { createTranslate } from '../../apps/tv/texts/index.ts';
import { type ShakaTrack, shakaTracks } from '../../platforms/browser/shakaTracks.ts';
import type { Platform, Player, PlayerState, Track } from '../../platforms/platform.ts';

const shakaTrack = (more: Partial<ShakaTrack>): ShakaTrack => ({
  active: false,
  language: 'en',
  label: null,
  kind: null,
  roles: [],
  accessibilityPurpose: null,
  ...more,
});

function listed(...texts: readonly Partial<ShakaTrack>[]): readonly Track[] {
  const all = texts.map(shakaTrack);
  return shakaTracks({
    getTextTracks: () => all,
    selectTextTrack: () => {},
    getAudioTracks: () => [],
    selectAudioTrack: () => {},
  }).list();
}

describe('captions as the library lists them', () => {
  it('describe sounds when they are captions, from a file or in the stream', () => {
    const purposes = listed({ kind: 'captions' }, { kind: 'caption' }, { kind: 'subtitles' });
    expect(purposes.map(({ purpose }) => purpose)).toEqual(['hearing', 'hearing', undefined]);
  });

  it('have a channel instead of a language when the manifest does not mention them', () => {
    expect(listed({ language: 'cc1', kind: 'caption' }, { language: 'svc2' })).toMatchObject([
      { language: '', label: 'CC1' },
      { language: '', label: 'SVC2' },
    ]);
    expect(listed({ language: 'und', label: 'Extras' })).toMatchObject([
      { language: '', label: 'Extras' },
    ]);
  });
});

describe('captions of an unknown language that the viewer chose', () => {
  const captions = (...languages: readonly string[]): PlayerState => ({
    ...{ status: 'playing', position: 9, duration: 60, live: false },
    tracks: languages.map((language, index) => ({
      ...{ id: `captions-${index}`, kind: 'captions', language, label: '', active: false },
    })) as Track[],
  });

  /** Plays streams one after the other. @returns the captions that were selected, by stream */
  function viewer() {
    const stored = new Map<string, unknown>();
    const preferences = new Preferences({
      get: async (key: string) => stored.get(key),
      set: async (key: string, value: unknown) => void stored.set(key, value),
      remove: async (key: string) => void stored.delete(key),
    } as never);
    const play = (state: PlayerState, choose?: number) => {
      const selected: (string | null)[] = [];
      const player = { select: (_: string, id: string | null) => void selected.push(id) };
      const tracks = new ChosenTracks(
        player as unknown as Player,
        preferences,
        {} as unknown as Platform,
      );
      const translate = createTranslate('en');
      if (choose !== undefined) tracks.choose('captions', choose, state, translate);
      tracks.follow(state, translate);
      return selected;
    };
    return { play };
  }

  it('are on for the next title too, in whatever language it has them', () => {
    const { play } = viewer();
    expect(play(captions(''), 1)).toEqual(['captions-0']);
    expect(play(captions('en', ''))).toEqual(['captions-1']);
    expect(play(captions('en'))).toEqual(['captions-0']);
  });

  it('stay off after they were turned off', () => {
    const { play } = viewer();
    play(captions(''), 1);
    expect(play(captions(''), 0)).toEqual([null]);
    expect(play(captions('', 'en'))).toEqual([null]);
  });
});
