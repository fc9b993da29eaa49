import { describe, expect, it } from 'vitest';
import { playerModel } from '../../apps/tv/models/player.ts';
import { Seeking } from '../../apps/tv/models/seeking.ts';
import { preferredTrack, trackChoices } from '../../apps/tv/models/tracks.ts';
import type { ScreenModel } from '../../apps/tv/screenModel.ts';
import { createTranslate, languageNames, loadLanguage } from '../../apps/tv/texts/index.ts';
import type { Item } from '../../core/catalogue/types.ts';
import type { PlayerState, Track } from '../../platforms/platform.ts';

// Texts are loaded per language.
await Promise.all(Object.keys(languageNames).map(loadLanguage));

const translate = createTranslate('en');
const item: Item = {
  id: 'f',
  title: 'The Long Meridian',
  description: '',
  art: '',
  live: false,
  access: 'free',
};
const view = {
  screen: 'player',
  item,
  stream: { url: '', type: '' },
  previewEndsAt: null,
} as const;
const playing: PlayerState = { status: 'playing', position: 61.4, duration: 125, live: false };
const liveState: PlayerState = {
  status: 'playing',
  position: 1_190,
  duration: Number.POSITIVE_INFINITY,
  live: true,
  range: { from: 900, to: 1_200 },
};
const track = (id: string, kind: Track['kind'], change: Partial<Track> = {}): Track => ({
  id,
  kind,
  language: 'en',
  label: '',
  active: false,
  ...change,
});

function modelOf(
  state: PlayerState,
  more: Partial<Parameters<typeof playerModel>[1]> = {},
  seen: Partial<Parameters<typeof playerModel>[0]> = {},
) {
  const watching = { state, target: null, panel: null, waited: 0, now: 0, ...more };
  return playerModel({ ...view, startAt: 0, ...seen }, watching, translate);
}
const said = (model: ScreenModel, id: string) => model.said.find((part) => part.id === id)?.text;
const ids = (model: ScreenModel) =>
  model.groups.flatMap(({ actions }) => actions.map((action) => action.id));

describe('a film', () => {
  it('tells where in how much, and what OK will do', () => {
    const model = modelOf(playing);
    expect(said(model, 'progress')).toBe('1:01 of 2:05');
    expect(model.progress).toBeCloseTo(0.4912);
    expect(model.toggle.label).toBe('Pause');
    expect(modelOf({ ...playing, status: 'paused' }).toggle.label).toBe('Play');
    expect(ids(model)).toEqual(['button-play-pause', 'button-restart']);
  });

  it('shows and says where seeking leads, and the bar goes there first', () => {
    const model = modelOf(playing, { target: 100 });
    expect(model.seek).toEqual({ text: '1:40', share: 0.8 });
    expect(model.progress).toBe(0.8);
    expect(said(model, 'seek')).toBe('Go to 1:40');
    expect(said(model, 'progress')).toBe('1:01 of 2:05');
  });

  it('an unknown length is not divided by', () => {
    const state = { status: 'loading', position: 0, duration: 0, live: false } as const;
    expect(modelOf(state, { target: 5 })).toMatchObject({ progress: null, busy: true, seek: null });
  });

  it('that does not come says so after a while, and that one may go', () => {
    const loading = { ...playing, status: 'buffering' } as const;
    expect(modelOf(loading, { waited: 9_999 }).slow).toBe('');
    const slow = modelOf(loading, { waited: 10_000 });
    expect(said(slow, 'status')).toBe(slow.slow);
    expect(slow.slow).toContain('go back');
    expect(modelOf(playing, { waited: 10_000 }).slow).toBe('');
  });

  it('tells how long the preview lasts, and announces its last minute', () => {
    const at = (now: number) => modelOf(playing, { now }, { previewEndsAt: 600_000 });
    expect(at(0)).toMatchObject({ preview: 'Free preview · 10:00 left', previewEnding: false });
    expect(said(at(0), 'preview')).toBe('Free preview · 10:00 left');
    expect(said(at(539_000), 'preview-ending')).toBeUndefined();
    expect(said(at(540_000), 'preview-ending')).toContain('less than a minute');
    expect(at(700_000).preview).toBe('Free preview · 0:00 left');
    expect(modelOf(playing).preview).toBe('');
  });
});

describe('a live stream', () => {
  it('at its edge is live, and cannot be started over', () => {
    const model = modelOf(liveState);
    expect(model).toMatchObject({ live: 'Live', atEdge: true, position: '', duration: '' });
    expect(ids(model)).toEqual(['button-play-pause']);
    expect(said(model, 'live')).toBe('Live');
  });

  it('behind its edge tells by how much, and offers the way back', () => {
    const model = modelOf({ ...liveState, position: 1_110 });
    expect(model).toMatchObject({ atEdge: false, position: '−1:30', progress: 0.7 });
    expect(said(model, 'live')).toBe('1:30 behind live');
    expect(ids(model)).toContain('button-live');
    expect(modelOf(liveState, { target: 1_140 }).seek?.text).toBe('−1:00');
  });

  it('without a recording has nothing to seek in', () => {
    const none = modelOf({ ...liveState, range: { from: 1_190, to: 1_200 } });
    expect(none).toMatchObject({ progress: null, hint: '' });
  });
});

describe('captions and languages', () => {
  const tracks = [
    track('c0', 'captions', { purpose: 'hearing' }),
    track('c1', 'captions', { language: 'es', active: true }),
    track('a0', 'audio', { active: true }),
    track('a1', 'audio', { purpose: 'description' }),
    track('a2', 'audio', { language: 'zz-not-a-tag-at-all', label: ' Director ' }),
  ];
  const labels = (kind: Track['kind'], language = 'en') =>
    trackChoices(tracks, kind, createTranslate(language)).map(({ label }) => label);

  it('have names in the viewer’s language', () => {
    expect(labels('captions')).toEqual(['Off', 'English, with sounds', 'Spanish']);
    expect(labels('captions', 'es')[2]).toBe('Español');
    expect(labels('audio')).toEqual(['English', 'English, audio description', 'Director']);
  });

  it('that are called the same get numbers, and a nameless one is one too', () => {
    const same = [track('a', 'captions'), track('b', 'captions'), track('c', 'captions')];
    const named = [...same.slice(0, 2), { ...same[2], language: '' } as Track];
    const choices = trackChoices(named, 'captions', translate);
    expect(choices.map(({ label }) => label)).toEqual(['Off', 'English 1', 'English 2', '3']);
  });

  it('are offered only where there is a choice', () => {
    expect(trackChoices([track('a', 'audio')], 'audio', translate)).toEqual([]);
    expect(trackChoices([], 'captions', translate)).toEqual([]);
    expect(ids(modelOf({ ...playing, tracks }))).toEqual([
      'button-play-pause',
      'button-restart',
      'button-captions',
      'button-audio',
    ]);
    expect(modelOf({ ...playing, tracks }).buttons[1]?.label).toBe('Captions · Spanish');
  });

  it('are listed with what holds now focused', () => {
    const model = modelOf({ ...playing, tracks }, { panel: 'captions' });
    expect(model.preferred).toBe('choice-captions-2');
    expect(model.panel?.choices.map(({ checked }) => checked)).toEqual([false, false, true]);
    // While the list is open, only its choices can be reached.
    expect(ids(model)).toEqual(['choice-captions-0', 'choice-captions-1', 'choice-captions-2']);
  });

  it('a list that lost its tracks closes', () => {
    expect(modelOf(playing, { panel: 'captions' }).panel).toBeNull();
  });

  it('are found again by the language that was chosen before, region or not', () => {
    expect(preferredTrack(tracks, 'captions', 'es-419')?.id).toBe('c1');
    expect(preferredTrack(tracks, 'captions', 'nl')).toBeUndefined();
  });
});

describe('seeking', () => {
  const range = { from: 0, to: 3_600 };

  it('goes ten seconds a press, and presses add up before the picture follows', () => {
    const seeking = new Seeking();
    expect(seeking.step(1, 100, range, false, 0)).toBe(110);
    expect(seeking.step(1, 100, range, false, 300)).toBe(120);
    expect(seeking.step(-1, 100, range, false, 600)).toBe(110);
    // A new seek starts from the stream's position.
    expect(seeking.step(1, 400, range, false, 9_000)).toBe(410);
  });

  it.each([20, 33, 100])('gets faster while held, however often the key repeats (%d ms)', (gap) => {
    const seeking = new Seeking();
    seeking.step(1, 0, range, false, 0);
    const after: Record<number, number> = {};
    for (let now = 500; now <= 5_000; now += gap) after[now] = seeking.step(1, 0, range, true, now);
    const at = (ms: number) =>
      after[
        Object.keys(after)
          .map(Number)
          .filter((now) => now <= ms)
          .at(-1) ?? 0
      ] ?? 0;
    const speeds = [at(1_500) - at(700), at(3_300) - at(2_500), at(4_900) - at(4_100)];
    expect(speeds[0]).toBeLessThan(speeds[1] ?? 0);
    expect(speeds[1]).toBeLessThan(speeds[2] ?? 0);
    // Holding for two seconds seeks about a minute, for five seconds some minutes: neither too little nor
    // too much.
    expect(at(2_000)).toBeGreaterThan(40);
    expect(at(2_000)).toBeLessThan(110);
    expect(at(5_000)).toBeGreaterThan(200);
  });

  it('stays inside what there is, and does not rush through a short clip', () => {
    const seeking = new Seeking();
    const short = { from: 5, to: 25 };
    expect(seeking.step(-1, 6, short, false, 0)).toBe(5);
    for (let now = 100; now <= 1_000; now += 100) seeking.step(1, 6, short, true, now);
    expect(seeking.target).toBeLessThan(20);
    for (let now = 1_100; now <= 6_000; now += 100) seeking.step(1, 6, short, true, now);
    expect(seeking.target).toBe(25);
    seeking.end();
    expect(seeking.target).toBeNull();
  });
});
