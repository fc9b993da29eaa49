import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HoldOutPlayer } from '../../platforms/browser/HoldOutPlayer.ts';
import type { Player, PlayerState, StreamSource } from '../../platforms/platform.ts';

const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };
const film: StreamSource = { url: 'https://a/1.mpd', type: 'application/dash+xml' };

let loads: StreamSource[];
let paused: number;
let tell: (change: Partial<PlayerState>) => void;
let heard: PlayerState[];
let online: boolean;
let setOnline: (on: boolean) => void;
let player: Player;

beforeEach(() => {
  vi.useFakeTimers();
  loads = [];
  paused = 0;
  heard = [];
  online = true;
  const listeners = new Set<(state: PlayerState) => void>();
  let state = idle;
  tell = (change) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener(state);
  };
  const inner: Player = {
    get state() {
      return state;
    },
    async load(source) {
      loads.push(source);
      state = idle;
      tell({ status: 'loading' });
    },
    play() {},
    pause() {
      paused += 1;
    },
    seek() {},
    select() {},
    async stop() {},
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const network = new Set<(on: boolean) => void>();
  setOnline = (on) => {
    online = on;
    for (const listener of network) listener(on);
  };
  player = new HoldOutPlayer(inner, {
    get online() {
      return online;
    },
    subscribe(listener) {
      network.add(listener);
      return () => network.delete(listener);
    },
  });
  player.subscribe((each) => heard.push(each));
});

afterEach(() => {
  vi.useRealTimers();
});

const fail = (failure: string, more: Partial<PlayerState> = {}) =>
  tell({ status: 'failed', failure, ...more });
const statuses = () => heard.map(({ status }) => status);

it('tries the addresses in order, at the place, and none of them twice in a row', async () => {
  await player.load({ ...film, others: ['https://b/1.mpd', 'https://c/1.mpd'] });
  fail('http_404');
  tell({ status: 'playing', position: 40 });
  fail('http_503');
  expect(loads.map(({ url, startAt }) => [url, startAt])).toEqual([
    ['https://a/1.mpd', undefined],
    ['https://b/1.mpd', undefined],
    ['https://c/1.mpd', 40],
  ]);
  // After the last address, the player uses the first again.
  tell({ status: 'playing', position: 50 });
  fail('shaka_1002');
  expect(loads.at(-1)).toMatchObject({ url: 'https://a/1.mpd', startAt: 50 });
  expect(statuses()).not.toContain('failed');
  expect(player.state).toMatchObject({ status: 'buffering', position: 50 });
});

it('tells a refusal by all of them, with the place', async () => {
  await player.load({ ...film, others: ['https://b/1.mpd'], startAt: 300 });
  fail('http_403');
  fail('http_403');
  expect(loads).toHaveLength(2);
  expect(player.state).toMatchObject({ status: 'failed', failure: 'http_403', position: 300 });
});

it('waits for the network, and goes on at once when it is back, held or not', async () => {
  await player.load(film);
  tell({ status: 'playing', position: 12, duration: 90 });
  setOnline(false);
  fail('media_2');
  expect(player.state).toMatchObject({ status: 'buffering', waiting: 'network', position: 12 });
  player.pause();
  expect(player.state.status).toBe('paused');
  player.seek(20);
  setOnline(true);
  expect(loads.at(-1)).toMatchObject({ url: 'https://a/1.mpd', startAt: 20 });
  expect(paused).toBe(1);
});

it('does not wait for what cannot be played, nor for ever for what never began', async () => {
  await player.load(film);
  fail('shaka_4032');
  expect(player.state.status).toBe('failed');
  await player.load(film);
  fail('http_503');
  for (let tries = 0; tries < 4; tries++) {
    await vi.advanceTimersByTimeAsync(3_000);
    fail('http_503');
  }
  expect(loads).toHaveLength(6);
  expect(player.state).toMatchObject({ status: 'failed', failure: 'http_503' });
});

it('speaks another language when that of the viewer is missing, and says so', async () => {
  await player.load({ ...film, audioLanguage: 'es' });
  fail('http_404');
  expect(loads.at(-1)?.audioLanguage).toBeUndefined();
  tell({ status: 'playing', position: 1 });
  expect(player.state.otherLanguage).toBe(true);
  // Only once: the next failure is reported.
  fail('http_404');
  expect(player.state.status).toBe('failed');
});

it('goes back to the language of before when one that was just chosen is missing', async () => {
  await player.load(film);
  const track = { id: 'audio-0', kind: 'audio', language: 'en', label: '', active: true } as const;
  tell({ status: 'playing', position: 5, tracks: [track] });
  player.select?.('audio', 'audio-1');
  fail('http_404');
  expect(loads.at(-1)).toMatchObject({ audioLanguage: 'en', startAt: 5 });
});
