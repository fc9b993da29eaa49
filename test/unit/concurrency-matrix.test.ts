import { describe, expect, it } from 'vitest';
import { type Answer, html, json } from '../support/ports.ts';
import {
  accepted,
  empty,
  type Kind,
  refresh,
  rig,
  shapes,
  terminated,
  timed,
} from './concurrency.support.ts';

/**
 * Every answer at every moment: whether playback goes on, and how many requests the service got for it.
 * `counted`: with a session; `uncounted`: goes on without a session; `ends`: may not start or go on.
 */
type Ending = 'counted' | 'uncounted' | 'ends';
type Asked = Partial<Record<Kind, number>>;

const answers: Readonly<Record<string, Answer>> = {
  '202': accepted(),
  '400 without obligation': json(400, { associatedAdvice: [], obligations: [] }),
  '400 with refresh': refresh,
  '401': empty(401),
  '403': empty(403),
  '404': empty(404),
  '409 in shape A': shapes.A,
  '409 in shape B': shapes.B,
  '409 in shape C': shapes.C,
  '409 in shape D': shapes.D,
  '409 with nothing': shapes.none,
  '410 without body': empty(410),
  '410 with body': terminated,
  '410 with an unreadable body': { status: 410, contentType: 'application/json', text: '{"a":' },
  '429': empty(429, timed(21)),
  '500': empty(500),
  '503 as a page': html(503),
  'login page of a network': html(200),
  nothing: 'unreachable',
};

const atStart: Readonly<Record<keyof typeof answers, [Ending, Asked]>> = {
  '202': ['counted', { metadata: 1, start: 1 }],
  '400 without obligation': ['uncounted', { metadata: 1, start: 1 }],
  '400 with refresh': ['uncounted', { metadata: 2, start: 2 }],
  '401': ['uncounted', { metadata: 1, start: 1 }],
  '403': ['uncounted', { metadata: 1, start: 1 }],
  '404': ['uncounted', { metadata: 1, start: 1 }],
  '409 in shape A': ['ends', { metadata: 1, start: 1 }],
  '409 in shape B': ['ends', { metadata: 1, start: 1 }],
  '409 in shape C': ['ends', { metadata: 1, start: 1 }],
  '409 in shape D': ['ends', { metadata: 1, start: 1 }],
  '409 with nothing': ['ends', { metadata: 1, start: 1 }],
  '410 without body': ['uncounted', { metadata: 1, start: 1 }],
  '410 with body': ['uncounted', { metadata: 1, start: 1 }],
  '410 with an unreadable body': ['uncounted', { metadata: 1, start: 1 }],
  '429': ['uncounted', { metadata: 1, start: 1 }],
  '500': ['uncounted', { metadata: 1, start: 1 }],
  '503 as a page': ['uncounted', { metadata: 1, start: 1 }],
  'login page of a network': ['uncounted', { metadata: 1, start: 1 }],
  nothing: ['uncounted', { metadata: 1, start: 1 }],
};

/** The first heartbeat gets this answer; the starts and heartbeats after it are accepted. */
const atHeartbeat: Readonly<Record<keyof typeof answers, [Ending, Asked]>> = {
  '202': ['counted', { start: 1, beat: 1 }],
  '400 without obligation': ['counted', { start: 1, beat: 1 }],
  '400 with refresh': ['counted', { start: 1, beat: 2, metadata: 2 }],
  '401': ['uncounted', { start: 1, beat: 1 }],
  '403': ['uncounted', { start: 1, beat: 1 }],
  '404': ['counted', { start: 2, beat: 1 }],
  '409 in shape A': ['ends', { start: 1, beat: 1 }],
  '409 in shape B': ['ends', { start: 1, beat: 1 }],
  '409 in shape C': ['ends', { start: 1, beat: 1 }],
  '409 in shape D': ['ends', { start: 1, beat: 1 }],
  '409 with nothing': ['ends', { start: 1, beat: 1 }],
  '410 without body': ['counted', { start: 2, beat: 1 }],
  '410 with body': ['ends', { start: 1, beat: 1 }],
  '410 with an unreadable body': ['ends', { start: 1, beat: 1 }],
  '429': ['counted', { start: 1, beat: 1 }],
  '500': ['counted', { start: 1, beat: 1 }],
  '503 as a page': ['counted', { start: 1, beat: 1 }],
  'login page of a network': ['counted', { start: 1, beat: 1 }],
  nothing: ['counted', { start: 1, beat: 1 }],
};

describe('every answer at the start', () => {
  it.each(Object.entries(atStart))('%s: %o', async (name, [ending, asked]) => {
    const it = rig({ start: () => answers[name] as Answer });
    const started = await it.start();
    const goesOn =
      started.is === 'held' ? 'counted' : started.is === 'unheld' ? 'uncounted' : 'ends';
    expect(goesOn).toBe(ending);
    for (const [kind, times] of Object.entries(asked)) {
      expect([kind, it.count(kind as Kind)]).toEqual([kind, times]);
    }
    expect(it.count('beat') + it.count('stop')).toBe(0);
  });
});

describe('every answer to a heartbeat', () => {
  it.each(Object.entries(atHeartbeat))('%s: %o', async (name, [ending, asked]) => {
    const it = rig({
      beat: (nth) => (nth === 1 ? (answers[name] as Answer) : empty(202, timed())),
    });
    const beaten = await it.beat(await it.held());
    if (beaten.is === 'held' || beaten.is === 'unheld') {
      expect(beaten.hold.session === null ? 'uncounted' : 'counted').toBe(ending);
    } else expect('ends').toBe(ending);
    for (const [kind, times] of Object.entries(asked)) {
      expect([kind, it.count(kind as Kind)]).toEqual([kind, times]);
    }
  });
});

describe('every answer to a stop', () => {
  it.each(Object.entries(answers))('%s: told once, and nobody waits', async (_, answer) => {
    const it = rig({ stop: () => answer });
    await it.service.stop(await it.held());
    expect(it.count('stop')).toBe(1);
    expect(it.count('start')).toBe(1);
  });
});
