import { describe, expect, it } from 'vitest';
import { failure } from '../support/failure.ts';
import { type Answer, html, json } from '../support/ports.ts';
import { never, noProfiles, world } from './credentials.support.ts';

describe('429', () => {
  it('silences the whole app for at least a second, then goes on', async () => {
    const { ports, service } = world((_, n) => (n === 1 ? html(429) : noProfiles));
    await service.prepare(never);
    const first = service.profiles(never);
    await ports.clock.advance(0);
    const second = service.profilesOf('ValleyCable', never);
    const sent: number[] = [];
    const before = ports.requests.length;
    for (let t = 0; t < 3_000; t += 100) {
      await ports.clock.advance(100);
      while (sent.length < ports.requests.length - before) sent.push(ports.clock.monotonic());
    }
    expect(await first).toEqual([]);
    expect(await second).toEqual([]);
    expect(sent).toHaveLength(2);
    expect(Math.min(...sent)).toBeGreaterThanOrEqual(1_000);
  });

  it('is not repeated for ever', async () => {
    const { ports, service, count } = world(() => html(429));
    const result = failure(service.profiles(never));
    await ports.clock.advance(60_000);
    expect((await result).code).toBe('throttled');
    expect(count.api).toBe(3);
  });
});

describe('repeats', () => {
  const unreachable = (): Answer => 'unreachable';
  it('reads are tried three times with growing gaps', async () => {
    const { ports, service, count } = world(unreachable);
    await service.prepare(never);
    const result = failure(service.profiles(never));
    await ports.clock.advance(400);
    expect(count.api).toBe(1);
    await ports.clock.advance(200);
    expect(count.api).toBe(2);
    await ports.clock.advance(60_000);
    expect(count.api).toBe(3);
    expect((await result).code).toBe('network_unreachable');
  });

  it('a poll is never repeated by itself: the next poll is the repeat', async () => {
    const { ports, service, count } = world(unreachable);
    const result = failure(service.profilesByCode('K7Q2M9D', never));
    await ports.clock.advance(60_000);
    expect((await result).code).toBe('network_unreachable');
    expect(count.api).toBe(1);
  });

  it('a decision is repeated only when its own error says `retry`, not by status', async () => {
    const item = (code: string, action: string) =>
      json(200, {
        decisions: [
          { resource: 'R', mvpd: 'M', authorized: false, error: { code, action, status: 403 } },
        ],
      });
    const asked = world((_, n) =>
      n < 3
        ? item('network_connection_timeout', 'retry')
        : json(200, { decisions: [{ resource: 'R', mvpd: 'M', authorized: true }] }),
    );
    const permit = asked.service.authorize('M', 'R', never);
    await asked.ports.clock.advance(60_000);
    expect((await permit).authorized).toBe(true);
    expect(asked.count.api).toBe(3);

    const denied = world(() => item('authorization_denied_by_mvpd', 'none'));
    expect((await denied.service.authorize('M', 'R', never)).authorized).toBe(false);
    expect(denied.count.api).toBe(1);

    const broken = world(() => html(500));
    const error = failure(broken.service.authorize('M', 'R', never));
    await broken.ports.clock.advance(60_000);
    expect((await error).code).toBe('service_failed');
    expect(broken.count.api).toBe(1);
  });

  it('repeats exactly those preauthorization items that ask for it, in batches of five', async () => {
    const bodies: string[][] = [];
    const { ports, service } = world((request) => {
      const { resources } = JSON.parse(request.body ?? '{}') as { resources: string[] };
      bodies.push(resources);
      const first = bodies.length === 1;
      return json(200, {
        decisions: resources.map((resource) =>
          first && resource === 'C'
            ? {
                resource,
                authorized: false,
                error: { code: 'network_received_error', action: 'retry', status: 403 },
              }
            : { resource, mvpd: 'M', authorized: true },
        ),
      });
    });
    const result = service.preauthorize('M', ['A', 'B', 'C', 'D', 'E', 'F'], never);
    await ports.clock.advance(10_000);
    expect((await result).filter(({ authorized }) => authorized)).toHaveLength(6);
    expect(bodies).toEqual([['A', 'B', 'C', 'D', 'E'], ['C'], ['F']]);
  });

  it('gives up an exchange after ten seconds', async () => {
    const { ports, service } = world((): Answer => 'never');
    const result = failure(service.profilesByCode('K7Q2M9D', never));
    await ports.clock.advance(9_900);
    await ports.clock.advance(200);
    expect((await result).code).toBe('network_timeout');
    expect(ports.clock.pending).toBe(0);
  });

  it('stops at once when its caller gives up', async () => {
    const { ports, service } = world((): Answer => 'never');
    const controller = new AbortController();
    const result = failure(service.profiles(controller.signal));
    await ports.clock.advance(10);
    controller.abort();
    expect((await result).code).toBe('cancelled');
    await ports.clock.advance(60_000);
    expect(ports.clock.pending).toBe(0);
  });
});

it('keeps the configuration for three minutes', async () => {
  const { ports, service, count } = world(() => json(200, { requestor: { mvpds: [] } }));
  await service.providers(never);
  await ports.clock.advance(170_000);
  await service.providers(never);
  expect(count.api).toBe(1);
  await ports.clock.advance(20_000);
  await service.providers(never);
  expect(count.api).toBe(2);
});
