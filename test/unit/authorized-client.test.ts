import { describe, expect, it } from 'vitest';
import { createPassService } from '../../core/pass/createPassService.ts';
import type { CorePorts } from '../../core/ports.ts';
import { failure } from '../support/failure.ts';
import { type Answer, deviceInfo, html, json, testPorts, testSettings } from '../support/ports.ts';
import { issued, never, noProfiles, registered, testEnv } from './credentials.support.ts';

describe('429', () => {
  it('silences the whole app for at least a second, then goes on', async () => {
    const { ports, service } = testEnv((_, n) => (n === 1 ? html(429) : noProfiles));
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
    const { ports, service, count } = testEnv(() => html(429));
    const result = failure(service.profiles(never));
    await ports.clock.advance(60_000);
    expect((await result).code).toBe('throttled');
    expect(count.api).toBe(3);
  });
});

describe('repeats', () => {
  const unreachable = (): Answer => 'unreachable';
  it('reads are tried three times with growing gaps', async () => {
    const { ports, service, count } = testEnv(unreachable);
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
    const { ports, service, count } = testEnv(unreachable);
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
    const asked = testEnv((_, n) =>
      n < 3
        ? item('network_connection_timeout', 'retry')
        : json(200, { decisions: [{ resource: 'R', mvpd: 'M', authorized: true }] }),
    );
    const permit = asked.service.authorize('M', 'R', never);
    await asked.ports.clock.advance(60_000);
    expect((await permit).authorized).toBe(true);
    expect(asked.count.api).toBe(3);

    const denied = testEnv(() => item('authorization_denied_by_mvpd', 'none'));
    expect((await denied.service.authorize('M', 'R', never)).authorized).toBe(false);
    expect(denied.count.api).toBe(1);

    const broken = testEnv(() => html(500));
    const error = failure(broken.service.authorize('M', 'R', never));
    await broken.ports.clock.advance(60_000);
    expect((await error).code).toBe('service_failed');
    expect(broken.count.api).toBe(1);
  });

  it('asks for one decision three times at the most, whoever says so and in whatever order', async () => {
    const item = json(200, {
      decisions: [
        {
          ...{ resource: 'R', mvpd: 'M', authorized: false },
          error: { code: 'network_received_error', action: 'retry', status: 403 },
        },
      ],
    });
    const whole = json(403, { code: 'network_received_error', action: 'retry', status: 403 });
    const answers = [item, whole, html(429), json(401, {})];
    for (const first of answers) {
      for (const second of answers) {
        for (const third of answers) {
          const { ports, service, count } = testEnv(
            (_, nth) => [first, second, third][nth - 1] ?? whole,
          );
          const result = service.authorize('M', 'R', never).catch((error: unknown) => error);
          await ports.clock.advance(60_000);
          await result;
          expect(count.api).toBeLessThanOrEqual(3);
        }
      }
    }
  });

  it('knows a resource by the bytes that were sent, whatever white space the answer has', async () => {
    const { service, ports } = testEnv((request) => {
      const { resources } = JSON.parse(request.body ?? '{}') as { resources: string[] };
      return json(200, {
        decisions: resources.map((resource) => ({
          resource: `${resource.trim()} `,
          authorized: true,
        })),
      });
    });
    const resources = ['A', ' B', 'C\t', '\u00a0D '];
    const answers = service.preauthorize('M', resources, never);
    await ports.clock.advance(10_000);
    expect((await answers).map(({ resource }) => resource)).toEqual(resources);
    expect((await service.authorize('M', ' B', never)).resource).toBe(' B');
  });

  it('repeats exactly those preauthorization items that ask for it, in batches of five', async () => {
    const bodies: string[][] = [];
    const { ports, service } = testEnv((request) => {
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
    const { ports, service } = testEnv((): Answer => 'never');
    const result = failure(service.profilesByCode('K7Q2M9D', never));
    await ports.clock.advance(9_900);
    await ports.clock.advance(200);
    expect((await result).code).toBe('network_timeout');
    expect(ports.clock.pending).toBe(0);
  });

  it('stops at once when its caller gives up', async () => {
    const { ports, service } = testEnv((): Answer => 'never');
    const controller = new AbortController();
    const result = failure(service.profiles(controller.signal));
    await ports.clock.advance(10);
    controller.abort();
    expect((await result).code).toBe('cancelled');
    await ports.clock.advance(60_000);
    expect(ports.clock.pending).toBe(0);
  });
});

describe('a shell that fails', () => {
  const shell = (more: Partial<CorePorts>) => {
    const ports = testPorts(({ url }) => {
      if (url.endsWith('/register')) return registered();
      return url.endsWith('/token') ? issued('t') : noProfiles;
    });
    return createPassService(testSettings.appSettings.pass, Object.assign(ports, more));
  };

  it('is told as a PassError, and asked again the next time', async () => {
    let times = 0;
    const service = shell({
      device: async () => {
        if (times++ === 0) throw new TypeError('no hardware address');
        return { id: 'device-1', info: deviceInfo };
      },
    });
    const error = await failure(service.profiles(never));
    expect(error).toMatchObject({ name: 'PassError', code: 'defect' });
    expect(await service.profiles(never)).toEqual([]);
  });

  it('has no single sign-on when it cannot tell it, and goes on without', async () => {
    const service = shell({ singleSignOn: () => Promise.reject(new Error('no account')) });
    expect(await service.profiles(never)).toEqual([]);
  });

  it.each(['promise', 'throw'])('has no identity when it fails: %s', async (how) => {
    const temporaryIdentity = () => {
      if (how === 'throw') throw new RangeError('no');
      return Promise.reject(new RangeError('no'));
    };
    const error = await failure(shell({ temporaryIdentity }).profilesOf('M', never));
    expect(error).toMatchObject({ name: 'PassError', code: 'defect' });
  });
});

it('keeps the configuration for three minutes', async () => {
  const { ports, service, count } = testEnv(() => json(200, { requestor: { mvpds: [] } }));
  await service.providers(never);
  await ports.clock.advance(170_000);
  await service.providers(never);
  expect(count.api).toBe(1);
  await ports.clock.advance(20_000);
  await service.providers(never);
  expect(count.api).toBe(2);
});
