import { afterEach, describe, expect, it, vi } from 'vitest';
import { Features } from '../../platforms/television/Features.ts';
import { webosDeepLinks } from '../../platforms/webos/deepLinks.ts';
import { webosDeviceInfo, webosHardwareId } from '../../platforms/webos/device.ts';
import type { WebosHost } from '../../platforms/webos/host.ts';
import { webosKeys } from '../../platforms/webos/keys.ts';
import { Luna } from '../../platforms/webos/luna.ts';
import { webosMemory } from '../../platforms/webos/memory.ts';
import { webosNetwork } from '../../platforms/webos/network.ts';
import { exitWebos, openOnWebos, webosSwitch } from '../../platforms/webos/system.ts';
import { seenLifecycle } from '../support/vendors/seenLifecycle.ts';
import { type WebosSetOptions, webosSet } from '../support/vendors/webosSet.ts';

afterEach(() => vi.useRealTimers());

function set(options: WebosSetOptions = {}) {
  const made = webosSet(options);
  const host = made.host as WebosHost;
  const features = new Features();
  return { ...made, host, features, luna: new Luna(host, features) };
}

const facts = { userAgent: 'Mozilla/5.0 (Web0S; Linux/SmartTV)', secure: true };
const engine = (online = true) => {
  let tell: (online: boolean) => void = () => {};
  return {
    online,
    subscribe: (listener: (online: boolean) => void) => {
      tell = listener;
      return () => {};
    },
    says: (now: boolean) => tell(now),
  };
};
const answered = () => new Promise((resolve) => setTimeout(resolve));

describe('LG, "Magic Remote": keys', () => {
  it('has the arrows, OK, Back and every media key, without registering any', () => {
    expect(webosKeys).toMatchObject({ 13: 'Enter', 37: 'Left', 38: 'Up', 39: 'Right', 40: 'Down' });
    expect(webosKeys[461]).toBe('Back');
    expect(webosKeys).toMatchObject({ 415: 'Play', 19: 'Pause', 413: 'Stop', 412: 'Rewind' });
    expect(webosKeys[417]).toBe('FastForward');
  });
});

describe('LG, "Back Button": leaving', () => {
  it('is asked of the system, which asks the viewer', () => {
    const { host, calls, features } = set();
    const close = vi.fn();
    exitWebos(host, features, { close });
    expect(calls).toEqual(['platformBack']);
    expect(close).not.toHaveBeenCalled();
  });

  it('closes the page where the system cannot be asked', () => {
    const close = vi.fn();
    const features = new Features();
    exitWebos({}, features, { close });
    expect(close).toHaveBeenCalledOnce();
    expect(features.list()).toEqual(['PalmSystem.platformBack']);
  });
});

describe('LG, "Device Unique ID" and "TV Device Information"', () => {
  it('has the LGUDID, and none in the emulator or where the service is missing or silent', async () => {
    expect(await webosHardwareId(set({ lgudid: 'abc' }).luna)).toBe('abc');
    const emulator = set({ lgudid: null });
    expect(await webosHardwareId(emulator.luna)).toBeUndefined();
    expect(emulator.features.list()).toEqual(['com.webos.service.sm/deviceid/getIDs']);
    expect(await webosHardwareId(set({ noBridge: true }).luna)).toBeUndefined();
  });

  it('waits three seconds for a service that never answers, and not longer', async () => {
    vi.useFakeTimers();
    const { luna } = set({ silent: ['com.webos.service.sm/deviceid/getIDs'] });
    const id = webosHardwareId(luna);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await id).toBeUndefined();
  });

  it('fills X-Device-Info with listed values', async () => {
    const { host, luna, features } = set({ wifi: true });
    expect(await webosDeviceInfo(host, luna, features, facts)).toEqual({
      primaryHardwareType: 'TV',
      model: 'OLED55C27LA',
      version: '04.30.50',
      manufacturer: 'LG',
      vendor: 'LG',
      osName: 'webOS',
      osFamily: 'webOS',
      osVendor: 'LG',
      osVersion: '7.2.0',
      userAgent: facts.userAgent,
      displayWidth: 3840,
      displayHeight: 2160,
      connectionType: 'WiFi',
      connectionSecure: true,
    });
  });

  it('tells what the page knows where services are missing, and enough where nothing is known', async () => {
    const bare = set({ noBridge: true, sdk: '4.1.0', model: '43UK6300' });
    expect(await webosDeviceInfo(bare.host, bare.luna, bare.features, facts)).toMatchObject({
      model: '43UK6300',
      osVersion: '4.1.0',
      displayWidth: 1920,
      connectionType: 'LAN',
    });
    const features = new Features();
    const info = await webosDeviceInfo({}, new Luna({}, features), features, facts);
    expect(info).toMatchObject({ model: 'LG TV', version: 'LG TV', osVersion: '0' });
    expect(features.list()).toContain('PalmSystem.deviceInfo');
  });
});

describe('LG, "Connection Manager": the network goes and comes back', () => {
  it('hears each change once', async () => {
    const { luna, connect } = set();
    const network = webosNetwork(luna, engine());
    const heard: boolean[] = [];
    const stop = network.subscribe((online) => heard.push(online));
    await answered();
    connect(false);
    connect(false);
    await answered();
    expect(network.online).toBe(false);
    connect(true);
    await answered();
    stop();
    connect(false);
    await answered();
    expect(heard).toEqual([false, true]);
  });

  it('says so when it was off from the beginning, against the engine', async () => {
    const { luna } = set({ online: false });
    const network = webosNetwork(luna, engine(true));
    const heard: boolean[] = [];
    network.subscribe((online) => heard.push(online));
    expect(network.online).toBe(true);
    await answered();
    expect([network.online, ...heard]).toEqual([false, false]);
  });

  it('believes the engine where the service is missing', async () => {
    const { luna, features } = set({ noBridge: true });
    const own = engine(true);
    const network = webosNetwork(luna, own);
    const heard: boolean[] = [];
    network.subscribe((online) => heard.push(online));
    own.says(false);
    expect(heard).toEqual([false]);
    expect(features.list()).toEqual(['com.webos.service.connectionmanager/getStatus']);
  });
});

describe('LG, "App Lifecycle Management": launch and relaunch', () => {
  const relaunched = (detail?: unknown) => new CustomEvent('webOSRelaunch', { detail });

  it('opens what it was launched for, once', () => {
    const { host, features } = set({ launchParams: '{"contentTarget":"quiet-orbit"}' });
    const launches = webosDeepLinks(host, features, new EventTarget() as never);
    const heard: unknown[] = [];
    launches.subscribe((link) => heard.push(link));
    launches.subscribe((link) => heard.push(link));
    expect(heard).toEqual([{ kind: 'title', id: 'quiet-orbit' }]);
  });

  it('takes new parameters from the event or from the system, and comes to the front', () => {
    const { host, system, calls, features } = set();
    const page = new EventTarget();
    const heard: unknown[] = [];
    webosDeepLinks(host, features, page as never).subscribe((link) => heard.push(link));
    page.dispatchEvent(relaunched({ signIn: true }));
    system.launchParams = '{"title":"tidewater"}';
    page.dispatchEvent(relaunched());
    page.dispatchEvent(relaunched({}));
    expect(heard).toEqual([
      { kind: 'signIn' },
      { kind: 'title', id: 'tidewater' },
      { kind: 'title', id: 'tidewater' },
    ]);
    expect(calls).toEqual(['activate', 'activate', 'activate']);
  });

  it.each([[''], ['{}'], ['{"contentTarget":{"a":1}}'], ['[1]'], ['{"title":"a b"}']])(
    'is a plain launch: %s',
    (launchParams) => {
      const { host, features } = set({ launchParams });
      const heard: unknown[] = [];
      webosDeepLinks(host, features, new EventTarget() as never).subscribe((l) => heard.push(l));
      expect(heard).toEqual([]);
      expect(features.list()).toEqual([]);
    },
  );
});

describe('LG, settings: captions and audio guidance', () => {
  it('follows the set, and knows nothing where the service is missing', async () => {
    const { luna } = set({ captions: true });
    const captions = webosSwitch(luna, 'caption', 'captionEnable');
    const guidance = webosSwitch(luna, 'option', 'audioGuidance');
    expect(captions.on).toBeUndefined();
    await answered();
    expect([captions.on, guidance.on]).toEqual([true, false]);
    const bare = set({ lacks: ['com.webos.settingsservice/getSystemSettings'] });
    const unknown = webosSwitch(bare.luna, 'caption', 'captionEnable');
    await answered();
    expect(unknown.on).toBeUndefined();
    expect(bare.features.list()).toEqual(['com.webos.settingsservice/getSystemSettings']);
  });
});

describe('LG, "Application Manager": the browser of the set', () => {
  const url = 'https://example.com/sign-in';

  it('shows the page; the viewer comes back', async () => {
    const { luna, calls } = set();
    const lifecycle = seenLifecycle();
    const back = openOnWebos(luna, lifecycle, url, new AbortController().signal);
    await vi.waitFor(() => expect(lifecycle.listeners()).toBe(1));
    expect(calls).toEqual([`launch com.webos.app.browser ${url}`]);
    lifecycle.see(true);
    expect(lifecycle.listeners()).toBe(1);
    lifecycle.see(false);
    lifecycle.see(true);
    expect(await back).toBe(false);
  });

  it('is an error where it may not be launched', async () => {
    const { luna } = set({ lacks: ['com.webos.applicationManager/launch'] });
    const { signal } = new AbortController();
    await expect(openOnWebos(luna, seenLifecycle(), url, signal)).rejects.toThrow('no browser');
  });

  it('opens nothing but web pages', async () => {
    const { luna, calls } = set();
    const { signal } = new AbortController();
    for (const address of ['javascript:alert(1)', 'file:///etc/passwd', 'intent://x'])
      await expect(openOnWebos(luna, seenLifecycle(), address, signal)).rejects.toThrow('web page');
    expect(calls).toEqual([]);
  });
});

describe('memory', () => {
  const page = () => new EventTarget() as Document;

  it('is spent by what the set has, as its service tells', async () => {
    vi.useFakeTimers();
    const pixels = async (options: WebosSetOptions) => {
      const { host, luna, features } = set(options);
      const limits = webosMemory(host, luna, features, page());
      await vi.advanceTimersByTimeAsync(5_000);
      return limits.texturePixels;
    };
    const [large, small] = [await pixels({ memory: '3G' }), await pixels({ memory: '1.5G' })];
    expect(large).toBeGreaterThan(small);
    const service = 'com.webos.service.config/getConfigs';
    for (const [options, wanted] of [
      [{}, small],
      [{ memory: '2560M' }, large],
      [{ memory: 'much' }, small],
      [{ memory: '3G', lacks: [service] }, small],
      [{ memory: '3G', silent: [service] }, small],
      [{ memory: '3G', noBridge: true }, small],
      [{ pageMemory: '3G', noBridge: true }, large],
    ] as const) {
      expect(await pixels(options), JSON.stringify(options)).toBe(wanted);
    }
    vi.useRealTimers();
  });

  it('runs short, by an event with or without a level, until nobody listens', () => {
    const target = page();
    const { host, luna, features } = set();
    const heard = vi.fn();
    const stop = webosMemory(host, luna, features, target).subscribeShort?.(heard);
    const tell = (detail?: unknown) =>
      target.dispatchEvent(new CustomEvent('webOSLowMemory', { detail }));
    for (const detail of [undefined, { level: 'low' }, { state: 'critical' }]) tell(detail);
    tell({ level: 'normal' });
    stop?.();
    tell();
    expect(heard).toHaveBeenCalledTimes(3);
  });
});
