import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { playerModel } from '../../apps/tv/models/player.ts';
import { createTranslate } from '../../apps/tv/texts/index.ts';
import { isReleaseOver } from '../../core/catalogue/streamFailure.ts';
import type { Item } from '../../core/catalogue/types.ts';
import { HoldOutPlayer } from '../../platforms/browser/HoldOutPlayer.ts';
import { createVideoPlayer } from '../../platforms/browser/player.ts';
import type { OpenEngine } from '../../platforms/browser/shaka.ts';
import type { PlayerState } from '../../platforms/platform.ts';
import { type Fault, SimulatedStream } from '../support/SimulatedStream.ts';

/**
 * Outages of a stream, by kind and length, on the test's clock: how much of the film is lost, what is
 * shown, and whether the position is kept. The player with its waiting and retrying is the app's own; the
 * stream, the video element and the streaming library are simulated.
 */
const faults: readonly Fault[] = ['503', 'cut', 'no network', '404', '403'];
const lengths = [1, 3, 6, 12, 60];
const kinds = ['film', 'live', 'protected'] as const;
const framesPerSecond = 25;

const table: string[][] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  Object.assign(globalThis, { MediaSource: class {} });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  Reflect.deleteProperty(globalThis, 'MediaSource');
});

afterAll(() => {
  const head = ['outage', 's', 'kind', 'frames lost', 'still for s', 'read', 'place'];
  const rows = [head, ...table];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
  process.stdout.write(`\n${lines.join('\n')}\n`);
});

/** Plays with an outage of `length` s; like the machine, it gets a new address once. */
async function suffer(fault: Fault, length: number, kind: (typeof kinds)[number]) {
  const stream = new SimulatedStream({ live: kind === 'live' });
  const openEngine: OpenEngine = async (_, listener) => stream.engine(listener);
  const player = new HoldOutPlayer(
    createVideoPlayer(stream.video, { openEngine, isOnline: () => stream.network.online }),
    stream.network,
  );
  const read = new Set<string>();
  let decisions = 0;
  let failure: string | null = null;
  const item = { id: 'x', title: 'X', live: kind === 'live', access: 'free' } as Item;
  const view = { screen: 'player', item, stream: { url: '', type: '' }, startAt: 0 } as const;
  player.subscribe((state: PlayerState) => {
    const watching = { state, target: null, panel: null, waited: 0, now: 0 };
    const model = playerModel({ ...view, previewEndsAt: null }, watching, createTranslate('en'));
    if (model.slow !== '') read.add(model.slow);
    if (state.status !== 'failed') return;
    failure = state.failure ?? '';
    // Like the machine: one decision, and playback continues at the position.
    if (kind === 'protected' && isReleaseOver(failure) && decisions === 0) {
      decisions += 1;
      stream.newAddress();
      failure = null;
      void player.load({ ...source, startAt: state.position });
    }
  });
  const source = { url: 'https://cdn.example/a.m3u8', type: 'application/vnd.apple.mpegurl' };
  void player.load(source);
  await stream.run(20);
  const before = stream.watched;
  stream.fails(fault, kind === 'protected' && fault === '403');
  await stream.run(length);
  stream.recovers();
  await stream.run(40);
  await player.stop();
  return { stream, read: [...read], failure, decisions, before };
}

describe.each(kinds)('of a %s', (kind) => {
  describe.each(faults)('by %s', (fault) => {
    it.each(lengths)('%i s', async (length) => {
      const { stream, read, failure, decisions } = await suffer(fault, length, kind);
      const lost = Math.round(stream.skipped * framesPerSecond);
      const said = [...read, ...(failure === null ? [] : [`ends: ${failure}`])].join('; ') || '-';
      const kept = failure === null ? (lost === 0 ? 'kept' : 'live edge') : 'kept for Try again';
      table.push([fault, `${length}`, kind, `${lost}`, stream.still.toFixed(1), said, kept]);
      // A live stream has less to buffer.
      const buffered = kind === 'live' ? 4 : SimulatedStream.goal - SimulatedStream.segment;
      const isRunOut = kind === 'protected' && fault === '403';
      // The buffer covers the outage: the viewer sees nothing of it.
      if (length < buffered && !isRunOut)
        expect([stream.still < 0.5, read, failure]).toEqual([true, [], null]);
      const passes = fault !== '404' && fault !== '403';
      if (passes) expect(failure).toBeNull();
      if (passes && kind !== 'live') expect(lost).toBe(0);
      if (passes && length === 60)
        expect(read).toEqual(['Waiting for the network. It goes on by itself here.']);
      if (kind === 'protected' && fault === '403') {
        expect([failure, decisions <= 1, lost]).toEqual([null, true, 0]);
      }
      if (failure === null) expect(stream.playsAtEnd).toBe(true);
    });
  });
});
