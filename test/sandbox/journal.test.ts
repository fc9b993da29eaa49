import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Taken } from '../../apps/sandbox/control/entry.ts';
import { Journal } from '../../apps/sandbox/control/journal.ts';

const SECRET = 'eyJhbGciOiJSUzI1NiJ9-of-nobody';

function taken(journal: Journal): Taken {
  return {
    seq: journal.next(),
    time: 1_700_000_000_000,
    method: 'POST',
    url: `http://127.0.0.1:9000/api/v2/NORTHSTAR/sessions?deviceId=${SECRET}&applicationId=tv`,
    rawHeaders: ['Authorization', `Bearer ${SECRET}`, 'X-Twice', 'a', 'x-twice', 'b'],
    body: JSON.stringify({ mvpd: 'HarborTV', client_secret: SECRET }),
    status: 200,
    durationMs: 1,
    address: '127.0.0.1',
    answer: JSON.stringify({ code: 'ABC123', access_token: SECRET }),
  };
}

describe('the record of requests', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows whoever reads it everything but the secrets', () => {
    const journal = new Journal();
    journal.add(taken(journal));
    const [entry] = journal.list();
    expect(entry).toMatchObject({
      seq: 1,
      path: '/api/v2/NORTHSTAR/sessions',
      query: { applicationId: 'tv' },
      headers: { 'x-twice': 'a, b' },
      body: { mvpd: 'HarborTV' },
      answer: { code: 'ABC123' },
    });
    expect(entry?.headers.authorization).toMatch(/^Bearer #[\da-f]{10}$/);
    expect(JSON.stringify(journal)).not.toContain(SECRET);
  });

  it('shows a secret as the same hash wherever it stands', () => {
    const journal = new Journal();
    journal.add(taken(journal));
    const [entry] = journal.list();
    const hash = entry?.query.deviceId;
    expect(entry?.headers.authorization).toBe(`Bearer ${hash}`);
    expect(entry?.body).toEqual({ mvpd: 'HarborTV', client_secret: hash });
    expect(entry?.answer).toEqual({ code: 'ABC123', access_token: hash });
  });

  it('holds no secret once nothing was asked for a moment, and does that in spells', async () => {
    const journal = new Journal();
    for (let count = 0; count < 250; count++) journal.add(taken(journal));
    const open = () => JSON.stringify(journal).split(`Bearer ${SECRET}`).length - 1;
    expect(open()).toBe(250);
    await vi.advanceTimersByTimeAsync(100);
    expect(open()).toBe(150);
    await vi.advanceTimersByTimeAsync(200);
    expect(open()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not write while requests come in', async () => {
    const journal = new Journal();
    for (let count = 0; count < 10; count++) {
      journal.add(taken(journal));
      await vi.advanceTimersByTimeAsync(60);
    }
    expect(JSON.stringify(journal)).toContain(SECRET);
    await vi.advanceTimersByTimeAsync(200);
    expect(JSON.stringify(journal)).not.toContain(SECRET);
  });

  it('tells listeners at once, without secrets', () => {
    const journal = new Journal();
    const seen: unknown[] = [];
    const stop = journal.subscribe((entry) => seen.push(entry));
    journal.add(taken(journal));
    stop();
    journal.add(taken(journal));
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain(SECRET);
  });
});
