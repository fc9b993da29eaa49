import { describe, expect, it } from 'vitest';
import type { Session } from '../../apps/cli/session.ts';
import { CountedPlayback } from '../../apps/cli/streams/CountedPlayback.ts';
import { empty, type Rig, rig, shapes, terminated, timed, whose } from './concurrency.support.ts';

const item = {
  id: 'film',
  title: 'Film',
  description: '',
  art: '',
  live: false,
  access: 'subscription' as const,
  resource: 'MAIN',
};

/** Plays a stream at a command line, on a clock that the test moves. */
async function playing(it: Rig) {
  const said: string[] = [];
  const interruption = new AbortController();
  let press = () => {};
  const session = {
    io: {
      signal: interruption.signal,
      onEnter: (listener: () => void) => {
        press = listener;
        return () => {};
      },
    },
    say: ({ event, ...more }: { event: string }) => said.push(`${event} ${JSON.stringify(more)}`),
    platform: it.ports,
  };
  const counting = {
    service: it.service,
    whose: async () => whose,
    describe: async () => () => ({ channel: 'Channel1' }),
  };
  const counted = new CountedPlayback(counting, session as unknown as Session, undefined);
  await counted.begin(item, 'ValleyCable', interruption.signal);
  const ended = counted.run();
  return { said, ended, enter: () => press(), interrupt: () => interruption.abort() };
}

describe('a playback at the command line', () => {
  it('is told in time as long as it runs, and ended at Enter', async () => {
    const it = rig({ beat: (nth) => empty(202, timed(nth < 3 ? 60 : 30)) });
    const { said, ended, enter } = await playing(it);
    await it.ports.clock.advance(3 * 48_000);
    expect(it.count('beat')).toBe(3);
    await it.ports.clock.advance(24_000);
    expect(it.count('beat')).toBe(4);
    enter();
    expect(await ended).toBe(0);
    expect(said.map((line) => line.split(' ')[0])).toEqual(['counted', 'left']);
    expect(it.count('stop')).toBe(1);
    await it.ports.clock.advance(600_000);
    expect(it.count('beat')).toBe(4);
  });

  it.each([
    ['from elsewhere', terminated, /^taken .*"device":"Joe's iPad"/],
    ['by the newest stream', shapes.A, /^taken .*"since":"2026-11-30T11:00:00.000Z"/],
  ])('ends when it is ended %s, says by whom, and never starts again', async (_, answer, words) => {
    const it = rig({ beat: () => answer });
    const { said, ended } = await playing(it);
    await it.ports.clock.advance(48_000);
    expect(await ended).toBe(1);
    expect(said.at(-1)).toMatch(words);
    await it.ports.clock.advance(600_000);
    expect([it.count('start'), it.count('beat'), it.count('stop')]).toEqual([1, 1, 0]);
  });

  it('goes on without a session while the service cannot be reached, and is counted later', async () => {
    const it = rig({ start: (nth) => (nth === 1 ? 'unreachable' : shapes.none) });
    const { said, ended } = await playing(it);
    expect(said).toEqual([expect.stringMatching(/^uncounted .*network_unreachable/)]);
    await it.ports.clock.advance(30_000);
    expect(await ended).toBe(1);
    expect(said.at(-1)).toMatch(/^taken/);
  });

  it('ends its session at Ctrl-C', async () => {
    const it = rig();
    const { ended, interrupt } = await playing(it);
    interrupt();
    expect(await ended).toBe(4);
    expect(it.count('stop')).toBe(1);
  });
});
