import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Features } from '../../platforms/television/Features.ts';
import { webosDeviceInfo, webosHardwareId } from '../../platforms/webos/device.ts';
import type { ServiceBridge, WebosHost } from '../../platforms/webos/host.ts';
import { Luna } from '../../platforms/webos/luna.ts';
import { webosMemory } from '../../platforms/webos/memory.ts';
import { webosNetwork } from '../../platforms/webos/network.ts';
import { openOnWebos, webosSwitch } from '../../platforms/webos/system.ts';
import { seenLifecycle } from '../support/vendors/seenLifecycle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Faults of a bridge that its documentation does not describe. */
const faults: Readonly<Record<string, () => new () => ServiceBridge>> = {
  'has no bridge': () => undefined as never,
  'throws when it is made': () =>
    class extends Bridge {
      constructor() {
        super();
        throw new Error('SecurityError');
      }
    },
  'throws when it is called': () =>
    bridge(() => {
      throw new Error('not now');
    }),
  'never answers': () => bridge(() => {}),
  'answers after a minute': () =>
    bridge((tell) => void setTimeout(() => tell('{"returnValue":true}'), 60_000)),
  'answers before it returns': () => bridge((tell) => tell('{"returnValue":true}')),
  'answers twice': () =>
    bridge((tell) => {
      tell('{"returnValue":true}');
      tell('{"returnValue":false,"errorCode":1}');
    }),
  refuses: () =>
    bridge((tell) => void setTimeout(() => tell('{"returnValue":false,"errorCode":-1}'))),
  'answers nothing of what was asked': () =>
    bridge((tell) => void setTimeout(() => tell('{"returnValue":true}'))),
  'answers null': () => bridge((tell) => void setTimeout(() => tell('null'))),
  'answers no JSON': () => bridge((tell) => void setTimeout(() => tell('<html>'))),
  'answers other kinds': () =>
    bridge(
      (tell) =>
        void setTimeout(() =>
          tell('{"settings":7,"idList":{},"configs":"x","wired":null,"modelName":{}}'),
        ),
    ),
  'cannot be cancelled': () =>
    bridge((tell) => void setTimeout(() => tell('{"returnValue":true}')), true),
};

class Bridge implements ServiceBridge {
  onservicecallback: ((answer: string) => void) | null = null;
  call(_uri: string, _parameters: string): void {}
  cancel(): void {}
}

function bridge(called: (tell: (text: string) => void) => void, stubborn = false) {
  return class extends Bridge {
    override call(): void {
      called((text) => this.onservicecallback?.(text));
    }
    override cancel(): void {
      if (stubborn) throw new Error('over');
    }
  };
}

/** Waits for just over a minute. */
async function soon<T>(promise: Promise<T>): Promise<T | 'never'> {
  const ended = promise.then((value) => value);
  const late = new Promise<'never'>((resolve) => setTimeout(() => resolve('never'), 61_000));
  await vi.advanceTimersByTimeAsync(61_000);
  return Promise.race([ended, late]);
}

describe('whatever a service of the set does, the app gets on', () => {
  it.each(Object.entries(faults))('%s', async (_name, make) => {
    const page = new EventTarget() as Document;
    const host = { PalmServiceBridge: make() } as WebosHost;
    const features = new Features();
    const luna = new Luna(host, features);
    const facts = { userAgent: 'Web0S', secure: true };
    const engine = { online: true, subscribe: () => () => {} };
    const network = webosNetwork(luna, engine);
    const captions = webosSwitch(luna, 'caption', 'captionEnable');
    const memory = webosMemory(host, luna, features, page);

    expect(await soon(webosHardwareId(luna))).toBeUndefined();
    expect(await soon(webosDeviceInfo(host, luna, features, facts))).toMatchObject({
      model: 'LG TV',
      osName: 'webOS',
      displayWidth: 1920,
      connectionType: 'LAN',
    });
    expect(network.online).toBe(true);
    expect(captions.on).toBeUndefined();
    expect(memory.texturePixels).toBeGreaterThan(0);
    const stop = luna.watch('com.webos.service.connectionmanager/getStatus', {}, () => {});
    expect(stop).not.toThrow();
    const { signal, abort } = giveUp();
    const opening = openOnWebos(luna, seenLifecycle(), 'https://p.example/', signal).then(
      () => 'back',
      () => 'error',
    );
    // It may open or report an error; in either case the machine can abort.
    await vi.advanceTimersByTimeAsync(61_000);
    abort();
    expect(await soon(opening)).toBe('error');
    // No service that answered in time is listed as faulty.
    expect(features.list().every((name) => name.length > 0)).toBe(true);
  });
});

function giveUp() {
  const control = new AbortController();
  return { signal: control.signal, abort: () => control.abort() };
}
