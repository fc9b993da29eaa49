import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Features } from '../../platforms/television/Features.ts';
import { tizenDeepLinks } from '../../platforms/tizen/deepLinks.ts';
import { tizenDeviceInfo, tizenHardwareId } from '../../platforms/tizen/device.ts';
import type { TizenHost } from '../../platforms/tizen/host.ts';
import { registerKeys, tizenKeys } from '../../platforms/tizen/keys.ts';
import { tizenMemory } from '../../platforms/tizen/memory.ts';
import { tizenNetwork } from '../../platforms/tizen/network.ts';
import {
  exitTizen,
  openOnTizen,
  tizenCaptions,
  tizenKeepAwake,
  tizenVoiceGuide,
} from '../../platforms/tizen/system.ts';
import { seenLifecycle } from '../support/vendors/seenLifecycle.ts';
import { type TizenSetOptions, tizenSet } from '../support/vendors/tizenSet.ts';

afterEach(() => vi.useRealTimers());

function set(options: TizenSetOptions = {}) {
  const made = tizenSet(options);
  return { ...made, host: made.host as TizenHost, features: new Features() };
}

const nothing: TizenHost = {};
const facts = {
  userAgent: 'Mozilla/5.0 (SMART-TV; LINUX; Tizen 5.5) TV Safari/537.36',
  secure: true,
};
const engine = (online = true) => ({ online, subscribe: vi.fn(() => () => {}) });

describe('Samsung, "Remote Control": keys', () => {
  it('has the arrows, OK and Back, and every media key that remotes have', () => {
    expect(tizenKeys).toMatchObject({ 13: 'Enter', 37: 'Left', 38: 'Up', 39: 'Right', 40: 'Down' });
    expect(tizenKeys[10009]).toBe('Back');
    expect(new Set(Object.values(tizenKeys))).toEqual(
      new Set(
        'Up Down Left Right Enter Back Play Pause PlayPause Stop FastForward Rewind'.split(' '),
      ),
    );
  });

  it('registers the media keys, and leaves Exit and the volume to the system', () => {
    const { host, calls, features } = set();
    registerKeys(host, features);
    expect(calls).toContain('key MediaPlayPause');
    expect(calls.filter((call) => !/^key Media/.test(call))).toEqual([]);
    expect(features.list()).toEqual([]);
  });

  it('goes on when a model does not know one of them, and says which', () => {
    const { host, calls, features } = set({ keys: ['MediaPlay', 'MediaPause'] });
    registerKeys(host, features);
    expect(calls).toEqual(['key MediaPlay', 'key MediaPause']);
    expect(features.list()).toContain('tvinputdevice key MediaPlayPause');
  });

  it('starts without them where the privilege is missing', () => {
    const { host, calls, features } = set({ denied: ['tv.inputdevice'] });
    registerKeys(host, features);
    expect(calls).toEqual([]);
    expect(features.list()).toHaveLength(8);
  });
});

describe('Samsung, "Terminating Applications": leaving', () => {
  it('ends the app by the application itself', () => {
    const { host, calls, features } = set();
    const close = vi.fn();
    exitTizen(host, features, { close });
    expect(calls).toEqual(['exit']);
    expect(close).not.toHaveBeenCalled();
  });

  it('closes the page where there is no such interface', () => {
    const close = vi.fn();
    exitTizen(nothing, new Features(), { close });
    expect(close).toHaveBeenCalledOnce();
  });
});

describe('Samsung, "ProductInfo API": which set this is', () => {
  it('has the DUID, or the UUID where that is refused, or nothing', () => {
    const given = set({ duid: 'ABC' });
    expect(tizenHardwareId(given.host, given.features)).toBe('ABC');
    const denied = set({ denied: ['productinfo'] });
    expect(tizenHardwareId(denied.host, denied.features)).toBe('a-uuid-of-this-set');
    expect(denied.features.list()).toEqual(['productinfo.getDuid']);
    expect(tizenHardwareId(nothing, new Features())).toBeUndefined();
  });

  it('fills X-Device-Info with listed values', () => {
    const { host, features } = set({ connection: 1, version: '7.0' });
    expect(tizenDeviceInfo(host, features, facts)).toEqual({
      primaryHardwareType: 'TV',
      model: 'QE55Q80B',
      version: 'T-PTMDEUC-1401.1',
      manufacturer: 'Samsung',
      vendor: 'Samsung',
      osName: 'Linux',
      osFamily: 'Tizen',
      osVendor: 'Samsung',
      osVersion: '7.0',
      userAgent: facts.userAgent,
      displayWidth: 3840,
      displayHeight: 2160,
      connectionType: 'WiFi',
      connectionSecure: true,
    });
  });

  it('has the five that the header must have when the set says nothing', () => {
    const info = tizenDeviceInfo(nothing, new Features(), facts);
    expect(info).toMatchObject({ model: 'Samsung TV', osVersion: '5.5', connectionType: 'LAN' });
    expect([info.version, info.osName].every((value) => value.length > 0)).toBe(true);
  });

  it('never writes the id into what is sent as information', () => {
    const { host, features } = set({ duid: 'SECRETDUID' });
    const text = JSON.stringify(tizenDeviceInfo(host, features, facts));
    const hash = createHash('sha256').update('SECRETDUID').digest('hex');
    expect(text).not.toMatch(new RegExp(`SECRETDUID|${hash}`));
  });
});

describe('Samsung, review: the network goes and comes back', () => {
  it('hears it from the gateway, until it stops listening', () => {
    const { host, connect, features } = set();
    const network = tizenNetwork(host, features, engine());
    const heard: boolean[] = [];
    const stop = network.subscribe((online) => heard.push(online));
    connect(false);
    expect(network.online).toBe(false);
    connect(true);
    stop();
    connect(false);
    expect(heard).toEqual([false, true]);
  });

  it('believes the engine where the set is silent or refuses', () => {
    for (const host of [nothing, set({ denied: ['network.public'] }).host]) {
      const own = engine(false);
      const network = tizenNetwork(host, new Features(), own);
      network.subscribe(() => {});
      expect(own.subscribe).toHaveBeenCalledOnce();
    }
    expect(tizenNetwork(nothing, new Features(), engine(false)).online).toBe(false);
  });
});

describe('Samsung, "Smart Hub Preview": deep links', () => {
  const payload = (inner: object) => JSON.stringify({ values: JSON.stringify(inner) });

  it('opens a title that a tile stands for, at the launch and while it runs', () => {
    const made = set({ payload: payload({ title: 'quiet-orbit' }) });
    const page = new EventTarget();
    const launches = tizenDeepLinks(made.host, made.features, page as never);
    const heard: unknown[] = [];
    launches.subscribe((link) => heard.push(link));
    made.relaunch(payload({ signIn: true }));
    page.dispatchEvent(new Event('appcontrol'));
    expect(heard).toEqual([{ kind: 'title', id: 'quiet-orbit' }, { kind: 'signIn' }]);
  });

  it.each([
    [undefined],
    ['not JSON'],
    ['{"values":"{\\"title\\":\\"<script>\\"}"}'],
    ['{}'],
    ['7'],
  ])('is a plain launch: %s', (text) => {
    const { host, features } = set(text === undefined ? {} : { payload: text });
    const heard: unknown[] = [];
    tizenDeepLinks(host, features, new EventTarget() as never).subscribe((link) =>
      heard.push(link),
    );
    expect(heard).toEqual([]);
    expect(features.list()).toEqual([]);
  });
});

describe('Samsung, "AppCommon API" and "TVInfo API"', () => {
  it('holds the screensaver off while something plays, and asks once a change', () => {
    const { host, calls, features } = set();
    const keepAwake = tizenKeepAwake(host, features);
    for (const on of [true, true, false, false]) keepAwake(on);
    expect(calls).toEqual(['screensaver 0', 'screensaver 1']);
  });

  it('knows captions and Voice Guide from the menu, or that it does not', () => {
    const { host, features } = set({ menu: { 0: 1, 15: 0 } });
    expect([tizenCaptions(host, features), tizenVoiceGuide(host, features)]).toEqual([true, false]);
    const bare = set({ lacks: ['tvinfo', 'appcommon'] });
    expect(tizenCaptions(bare.host, bare.features)).toBeUndefined();
    tizenKeepAwake(bare.host, bare.features)(true);
    expect(bare.features.list()).toEqual([
      'appcommon.setScreenSaver',
      'tvinfo.getMenuValue (caption)',
    ]);
  });

  it('spends less on pictures where memory is short or unknown', () => {
    const pixels = (options: TizenSetOptions) => {
      const { host, features } = set(options);
      return tizenMemory(host, features).texturePixels;
    };
    expect(pixels({ memory: 1e9 })).toBeLessThan(pixels({ memory: 3e9 }));
    expect(tizenMemory(nothing, new Features()).texturePixels).toBe(pixels({ memory: 1e9 }));
  });
});

describe('Tizen, "SystemInfo API": memory runs short', () => {
  it('is heard at each warning, until nobody listens', () => {
    const { host, features, memoryIs } = set();
    const heard = vi.fn();
    const stop = tizenMemory(host, features).subscribeShort?.(heard);
    memoryIs('WARNING');
    memoryIs('NORMAL');
    memoryIs('WARNING');
    stop?.();
    memoryIs('WARNING');
    expect(heard).toHaveBeenCalledTimes(2);
    expect(features.list()).toEqual([]);
  });

  it('is never told where the set has no such property, or no such interface', async () => {
    const { host, features } = set({ lacks: ['MEMORY'] });
    tizenMemory(host, features).subscribeShort?.(() => {});
    await vi.waitFor(() => expect(features.list()).toHaveLength(1));
    const bare = new Features();
    const stop = tizenMemory(nothing, bare).subscribeShort?.(() => {});
    expect(stop).not.toThrow();
    const name = 'systeminfo.addPropertyValueChangeListener (MEMORY)';
    expect([features.list().at(0), bare.list().at(0)]).toEqual([name, name]);
  });
});

describe('Tizen, "Application Control": the browser of the set', () => {
  const url = 'https://example.com/sign-in';

  it('is asked of the system, then by its names; the viewer comes back', async () => {
    const { host, calls, features } = set({ browsers: ['org.tizen.browser'] });
    const lifecycle = seenLifecycle();
    const back = openOnTizen(host, features, lifecycle, url, new AbortController().signal);
    await vi.waitFor(() => expect(calls).toEqual([`launch view ${url}`]));
    await vi.waitFor(() => expect(lifecycle.listeners()).toBe(1));
    lifecycle.see(false);
    lifecycle.see(true);
    expect(await back).toBe(false);
    expect(lifecycle.listeners()).toBe(0);
  });

  it('cannot be had without the privilege, or where there is none', async () => {
    for (const options of [{ denied: ['application.launch'] }, { browsers: [] }]) {
      const { host, features } = set(options);
      const { signal } = new AbortController();
      await expect(openOnTizen(host, features, seenLifecycle(), url, signal)).rejects.toThrow(
        'no browser',
      );
      expect(features.list()).toEqual(['application.launchAppControl']);
    }
  });

  it('is asked for nothing but web pages', async () => {
    const { host, calls, features } = set();
    const { signal } = new AbortController();
    for (const address of ['javascript:alert(1)', 'file:///etc/passwd', 'intent://x'])
      await expect(openOnTizen(host, features, seenLifecycle(), address, signal)).rejects.toThrow(
        'web page',
      );
    expect(calls).toEqual([]);
  });

  it('is given up when the machine gives up', async () => {
    const { host, calls, features } = set();
    const giveUp = new AbortController();
    const lifecycle = seenLifecycle();
    const back = openOnTizen(host, features, lifecycle, url, giveUp.signal);
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    await vi.waitFor(() => expect(lifecycle.listeners()).toBe(1));
    giveUp.abort();
    await expect(back).rejects.toThrow('given up');
    expect(lifecycle.listeners()).toBe(0);
  });
});
