import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPassService } from '../../core/pass/createPassService.ts';
import { hashIdentity } from '../../core/pass/identity.ts';
import {
  afterFailure,
  closedCircuit,
  initialRateLimit,
  isCircuitOpen,
  nextSendTime,
  pollGap,
  recoveryGap,
  repeatGap,
} from '../../core/pass/throttling.ts';
import { type Answer, html, json, testPorts, testSettings } from '../support/ports.ts';

const never = new AbortController().signal;

/**
 * Counts the requests that the documented throttling refuses: it accepts one in each second from the first,
 * and ten more once.
 */
function refusedBy(times: readonly number[]): number {
  let burst = 10;
  let window = -1;
  let refused = 0;
  for (const at of times) {
    const now = Math.floor((at - (times[0] ?? 0)) / 1_000);
    if (now !== window) window = now;
    else if (burst > 0) burst--;
    else refused++;
  }
  return refused;
}

describe('our own rate limit', () => {
  it('never has a request refused by the documented bucket, however they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000), { maxLength: 200 }), (gaps) => {
        let rateLimit = initialRateLimit;
        let now = 0;
        let last = 0;
        const left: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const next = nextSendTime(rateLimit, now);
          rateLimit = next.rateLimit;
          left.push(next.at);
          expect(next.at).toBeGreaterThanOrEqual(now);
          last = Math.max(last, next.at);
        }
        expect(refusedBy([...left].sort((a, b) => a - b))).toBe(0);
      }),
    );
  });

  it('lets a launch go at once', () => {
    let rateLimit = initialRateLimit;
    for (let request = 0; request < 9; request++) {
      const next = nextSendTime(rateLimit, 5);
      expect(next.at).toBe(5);
      rateLimit = next.rateLimit;
    }
    expect(nextSendTime(rateLimit, 5).at).toBe(1_105);
  });

  it('polls every 3 to 5 seconds, less often while polls fail, and never faster', () => {
    expect([pollGap(0, 0), pollGap(0, 0.999)].map(Math.round)).toEqual([3_500, 4_999]);
    expect(pollGap(30, 0)).toBe(20_000);
    for (let failures = 0; failures < 40; failures++) {
      expect(pollGap(failures, 0)).toBeGreaterThanOrEqual(3_000);
      expect(recoveryGap(failures, 0)).toBeGreaterThanOrEqual(15_000);
      expect(recoveryGap(failures, 1)).toBeLessThanOrEqual(375_000);
    }
    expect([repeatGap(1, 0), repeatGap(2, 0), repeatGap(2, 1)]).toEqual([500, 1_000, 2_000]);
  });
});

describe('the circuit breaker', () => {
  it('opens after six failures in a row, for growing times', () => {
    let circuit = closedCircuit;
    for (let n = 0; n < 5; n++) circuit = afterFailure(circuit, 0, 0.5);
    expect(circuit.opensAt).toBe(0);
    const rests = Array.from({ length: 6 }, () => {
      circuit = afterFailure(circuit, 0, 0.5);
      return circuit.opensAt;
    });
    expect(rests).toEqual([5_000, 10_000, 20_000, 30_000, 30_000, 30_000]);
    expect(isCircuitOpen(circuit, 23_000)).toBe(true);
    expect(isCircuitOpen(circuit, 24_000)).toBe(false);
  });

  const world = (answer: (call: string) => Answer) => {
    const listeners = new Set<(online: boolean) => void>();
    const sent: string[] = [];
    const ports = testPorts(({ url }) => {
      const call = new URL(url).pathname.split('/').pop() ?? '';
      if (call === 'register')
        return json(201, {
          client_id: 'c',
          client_secret: 's',
          grant_types: ['client_credentials'],
        });
      if (call === 'token') return json(201, { access_token: 't', expires_in: 21_600 });
      sent.push(call);
      return answer(call);
    });
    const network = {
      online: true,
      subscribe(listener: (online: boolean) => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const service = createPassService(testSettings.appSettings.pass, { ...ports, network });
    const ask = async (ms = 30_000) => {
      const answered = service.profiles(never).then(
        () => 'answered',
        (error: { code: string }) => error.code,
      );
      await ports.clock.advance(ms);
      return answered;
    };
    const comeBack = () => {
      for (const listener of listeners) listener(true);
    };
    return { sent, ask, comeBack };
  };

  it('asks nothing while it rests, says why, and asks once when it may', async () => {
    let down = true;
    const { sent, ask } = world(() => (down ? html(503) : json(200, { profiles: {} })));
    expect(await ask(2_000)).toBe('service_failed');
    expect(await ask(2_000)).toBe('service_failed');
    expect(sent).toHaveLength(6);
    expect(await ask(4_000)).toBe('service_failed');
    expect(sent).toHaveLength(7);
    expect(await ask(0)).toBe('service_failed');
    expect(sent).toHaveLength(7);
    down = false;
    expect(await ask(10_000)).toBe('service_failed');
    expect(sent).toHaveLength(7);
    expect(await ask(1)).toBe('answered');
    expect(await ask(1)).toBe('answered');
  });

  it('forgets its grudge when the network comes back', async () => {
    let away = true;
    const { sent, ask, comeBack } = world(() =>
      away ? 'unreachable' : json(200, { profiles: {} }),
    );
    await ask(2_000);
    await ask(2_000);
    expect(await ask(4_000)).toBe('network_unreachable');
    expect(await ask(0)).toBe('network_unreachable');
    expect(sent).toHaveLength(7);
    away = false;
    comeBack();
    expect(await ask(0)).toBe('answered');
  });
});

describe('an identity for a promotional TempPass', () => {
  const sha256 = async (text: string) =>
    Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString(
      'hex',
    );

  it('is one, however it was typed', async () => {
    const one = await hashIdentity('email', 'Robin@Example.com ', sha256);
    expect(one).toEqual(await hashIdentity('email', 'robin@example.com', sha256));
    expect(one.email).toMatch(/^[0-9a-f]{64}$/);
  });

  it('never leaves the device as it is', async () => {
    const sent: string[] = [];
    const ports = testPorts(({ url, headers }) => {
      sent.push(JSON.stringify(headers));
      if (url.endsWith('/register'))
        return json(201, { client_id: 'c', client_secret: 's', grant_types: ['x'] });
      if (url.endsWith('/token')) return json(201, { access_token: 't', expires_in: 21_600 });
      return json(200, { profiles: {} });
    });
    const service = createPassService(testSettings.appSettings.pass, {
      ...ports,
      temporaryIdentity: async () => ({ email: 'robin@example.com' }),
    });
    await expect(service.profilesOf('TempPass', never)).rejects.toMatchObject({
      code: 'identity_not_hashed',
    });
    expect(sent.join()).not.toContain('Identity');
  });
});
