import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../core/ports.ts';
import { json } from '../support/ports.ts';
import { rig, shapes, terminated } from './concurrency.support.ts';

describe('the list of running streams in a refusal', () => {
  it.each(['A', 'B', 'C', 'D'] as const)('is the same list in shape %s', async (shape) => {
    const it = rig({ start: () => shapes[shape] });
    const started = await it.start();
    if (started.is !== 'crowded') throw new Error(started.is);
    expect(started.crowd.streams.map(({ code }) => code)).toEqual(['1a2b3c4d', '5e6f7a8b']);
    expect(started.crowd.streams[0]).toMatchObject({ device: 'Living room', channel: 'Channel1' });
  });

  it('is no list, with an offer to try again, when it names no stream', async () => {
    const it = rig({ start: () => shapes.none });
    expect(await it.start()).toEqual({ is: 'crowded', crowd: { streams: [] } });
  });

  it('counts streams that cannot be chosen, and drops what names one twice', async () => {
    const one = { terminationCode: 'a1', deviceName: 'Unknown' };
    const conflicts = {
      x: [one, { deviceName: 'Den' }],
      y: [one, { terminationCode: 'a b\r\nX: 1' }],
    };
    const it = rig({
      start: () => json(409, { associatedAdvice: [{ type: 'rule-violation', conflicts }] }),
    });
    const started = await it.start();
    if (started.is !== 'crowded') throw new Error(started.is);
    expect(started.crowd.streams).toEqual([{ code: 'a1' }, { device: 'Den' }, {}]);
  });

  it('is plain text, cut short', async () => {
    const message = `<b>No\u202e</b>\n${'x'.repeat(500)}`;
    const it = rig({
      start: () => json(409, { associatedAdvice: { type: 'rule-violation', message } }),
    });
    const started = await it.start();
    if (started.is !== 'crowded') throw new Error(started.is);
    expect(started.crowd.message).toMatch(/^<b>No <\/b> x+…$/);
    expect(Array.from(started.crowd.message ?? '')).toHaveLength(200);
  });

  it.each<[string, HttpResponse, object]>([
    ['in the first shape', terminated, { device: "Joe's iPad", application: 'Northstar' }],
    [
      'in the second',
      json(410, {
        evaluationResult: {
          associatedAdvice: [
            {
              adviceType: 'remote-termination',
              attributes: { terminatedBy: 'iPad', reason: 'Moved.' },
            },
          ],
        },
      }),
      { device: 'iPad' },
    ],
    ['as a refusal of the older one', shapes.A, { startedAt: Date.UTC(2026, 10, 30, 11) }],
  ])('names the device that took over, %s', async (_, answer, by) => {
    const it = rig({ beat: () => answer });
    const beaten = await it.beat(await it.held());
    expect(beaten).toMatchObject({ is: 'taken', takeover: { by } });
    expect(JSON.stringify(beaten)).not.toContain('5e6f7a8b');
  });
});
