import { afterEach, describe, expect, it, vi } from 'vitest';
import { boxId, boxInfo, fromProfile } from '../../platforms/lightning/device.ts';
import { thunderOf } from '../../platforms/lightning/host.ts';
import { keysWith, lightningKeys } from '../../platforms/lightning/keys.ts';
import { boxLifecycle } from '../../platforms/lightning/lifecycle.ts';
import { Thunder } from '../../platforms/lightning/thunder.ts';
import { Features } from '../../platforms/television/Features.ts';
import { seenLifecycle } from '../support/vendors/seenLifecycle.ts';
import { type BoxOptions, sdkParts, thunderBox } from '../support/vendors/thunderBox.ts';

afterEach(() => vi.useRealTimers());

function box(options: BoxOptions = {}) {
  const made = thunderBox(options);
  const features = new Features();
  return { ...made, features, services: new Thunder(made.thunder, features) };
}

const none = () => new Thunder(undefined, new Features());
const everything = [
  'DeviceIdentification',
  'DeviceInfo',
  'org.rdk.System',
  'org.rdk.Network',
  'org.rdk.PersistentStore',
];
const facts = {
  userAgent:
    'Mozilla/5.0 (Linux; x86_64 GNU/Linux) AppleWebKit/601.1 (KHTML, like Gecko) Version/8.0 Safari/601.1 WPE',
  screenWidth: 1920,
  screenHeight: 1080,
  secure: true,
};

describe('keys of set-top boxes', () => {
  it('knows arrows, OK, Back and the media keys of WebKit, CE-HTML and RDKShell', () => {
    expect(lightningKeys).toMatchObject({
      ...{ 13: 'Enter', 37: 'Left', 38: 'Up', 39: 'Right', 40: 'Down' },
      ...{ 8: 'Back', 27: 'Back', 166: 'Back', 407: 'Back', 461: 'Back' },
      ...{ 179: 'PlayPause', 250: 'PlayPause', 415: 'Play', 226: 'Play', 19: 'Pause' },
      ...{ 178: 'Stop', 413: 'Stop', 227: 'Rewind', 224: 'Rewind', 412: 'Rewind' },
      ...{ 228: 'FastForward', 223: 'FastForward', 417: 'FastForward' },
    });
  });

  it('goes a row up and down with the channel keys', () => {
    expect(lightningKeys).toMatchObject({ 33: 'Up', 34: 'Down', 427: 'Up', 428: 'Down' });
  });

  it('takes the operator’s own codes, as numbers or text, one name or several', () => {
    const keys = keysWith({ 112: 'Back', '113': ['Menu', 'PlayPause'], 114: 'ChannelUp' });
    expect(keys).toMatchObject({ 112: 'Back', 113: 'PlayPause', 114: 'Up', 13: 'Enter' });
  });

  it('leaves a code alone to which the operator gave another meaning', () => {
    expect(keysWith({ 27: 'Menu', 8: 'toString' })).not.toHaveProperty('27');
    expect(keysWith({ 8: 'toString' })).not.toHaveProperty('8');
    expect(keysWith({ 27: 'Menu' })).toHaveProperty('8', 'Back');
  });

  it('has its own keys where the operator says nothing that can be used', () => {
    for (const own of [undefined, null, 'keys', 7]) expect(keysWith(own)).toEqual(lightningKeys);
    expect(keysWith({ name: 'Back' })).toEqual(lightningKeys);
  });
});

describe('ThunderJS', () => {
  it('is the operator’s, one of the page’s own, or none', () => {
    const { thunder } = thunderBox();
    expect(thunderOf({ thunder }, {})).toBe(thunder);
    const ThunderJS = vi.fn(() => thunder);
    expect(thunderOf({ thunder: { port: 80 } }, { ThunderJS })).toBe(thunder);
    expect(ThunderJS).toHaveBeenCalledWith({ host: '127.0.0.1', port: 80, default: 1 });
    expect(thunderOf({}, {})).toBeUndefined();
    expect(thunderOf({}, { ThunderJS: () => null })).toBeUndefined();
    const broken = () => {
      throw new Error('no socket');
    };
    expect(thunderOf({}, { ThunderJS: broken })).toBeUndefined();
  });

  it('answers, and what refuses, throws or is missing is remembered by its name', async () => {
    const { services, features } = box({ lacks: ['DeviceInfo'], throws: ['org.rdk.System'] });
    expect(await services.ask('DeviceIdentification', 'deviceidentification')).toMatchObject({
      deviceid: 'WPEuCfrLF45',
    });
    expect(await services.ask('DeviceInfo', 'make')).toBeNull();
    expect(await services.ask('org.rdk.System', 'getDeviceInfo')).toBeNull();
    expect(await none().ask('DeviceInfo', 'make')).toBeNull();
    expect(features.list()).toEqual(['DeviceInfo.make', 'org.rdk.System.getDeviceInfo']);
  });

  it('is waited for three seconds and not longer; a late answer within them counts', async () => {
    vi.useFakeTimers();
    const { services, features } = box({ silent: ['DeviceInfo'] });
    const silent = services.ask('DeviceInfo', 'make');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await silent).toBeNull();
    expect(features.list()).toEqual(['DeviceInfo.make']);
    const late = box({ late: 2_900 }).services.ask('DeviceInfo', 'make');
    await vi.advanceTimersByTimeAsync(2_900);
    expect(await late).toEqual({ make: 'Acme' });
    const tooLate = box({ late: 3_100 }).services.ask('DeviceInfo', 'make');
    await vi.advanceTimersByTimeAsync(3_100);
    expect(await tooLate).toBeNull();
  });
});

describe('the box’s id', () => {
  const id = (options: BoxOptions, settings = {}, own = {}) =>
    boxId(box(options).services, sdkParts(own).parts, settings);

  it('is Thunder’s identification, else its serial number, else the address of its network', async () => {
    expect(await id({})).toBe('WPEuCfrLF45');
    expect(await id({ lacks: ['DeviceIdentification'] })).toBe('PAW400003744');
    expect(await id({ lacks: ['DeviceIdentification', 'DeviceInfo'] })).toBe('20:F1:9E:EE:62:08');
  });

  it('is the operator’s for this box where Thunder has none', async () => {
    const uid = async () => 'box-7';
    const asked = (settings: object) => boxId(none(), sdkParts({ uid }).parts, settings);
    expect(await asked({ plugins: { profile: {} } })).toBe('box-7');
    expect(await asked({ profile: { uid: 'box-7' } })).toBe('box-7');
  });

  it('is never the one that the SDK makes up, which all boxes would share', async () => {
    expect(await boxId(none(), sdkParts().parts, {})).toBeUndefined();
    expect(await boxId(none(), sdkParts().parts, { profile: { city: 'Paris' } })).toBeUndefined();
    expect(await id({ lacks: everything })).toBeUndefined();
  });

  it('is not waited for longer than the questions’ own limits', async () => {
    vi.useFakeTimers();
    const waited = id(
      { silent: everything },
      { profile: { uid: '' } },
      { uid: () => new Promise(() => {}) },
    );
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await waited).toBeUndefined();
    const thrown = fromProfile(
      'uid',
      () => {
        throw new Error('plugin');
      },
      { plugins: { profile: {} } },
    );
    expect(await thrown).toBeUndefined();
  });
});

describe('X-Device-Info of a box', () => {
  it('holds listed values', async () => {
    const { services } = box({ wifi: true });
    expect(await boxInfo(services, sdkParts().parts, {}, facts)).toEqual({
      primaryHardwareType: 'SetTopBox',
      model: 'AX100AEI',
      version: 'AX100AEI_VBN_2203',
      manufacturer: 'Acme',
      vendor: 'Acme',
      osName: 'Linux',
      osFamily: 'Linux',
      osVersion: 'AX100AEI_VBN_2203',
      browserName: 'Safari',
      browserVendor: 'Apple',
      browserVersion: '8.0',
      userAgent: facts.userAgent,
      displayWidth: 1920,
      displayHeight: 1080,
      connectionType: 'WiFi',
      connectionSecure: true,
    });
  });

  it('has what is required without Thunder, and the operator’s name of the box where it gives one', async () => {
    const bare = await boxInfo(none(), sdkParts().parts, {}, facts);
    expect(bare).toMatchObject({ model: 'Set-top box', version: 'Set-top box', osVersion: '0' });
    expect(bare).toMatchObject({ osName: 'Linux', connectionType: 'LAN' });
    const stbType = async () => 'horizon';
    const named = { plugins: { profile: {} } };
    const info = await boxInfo(none(), sdkParts({ stbType }).parts, named, facts);
    expect(info.model).toBe('horizon');
  });

  it('asks everything at once: a silent box costs three seconds, not three for each', async () => {
    vi.useFakeTimers();
    const { services } = box({ silent: everything });
    const info = boxInfo(services, sdkParts().parts, {}, facts);
    await vi.advanceTimersByTimeAsync(3_000);
    expect((await info).model).toBe('Set-top box');
  });
});

describe('a box that suspends the app', () => {
  const heard = (callsign: unknown = 'WebKitBrowser') => {
    const made = box();
    const page = seenLifecycle();
    const told: boolean[] = [];
    boxLifecycle(page, made.services, callsign).subscribe((visible) => told.push(visible));
    return { ...made, page, told };
  };

  it('is heard by the page and by Thunder, each change once', () => {
    const { says, page, told } = heard();
    says('WebKitBrowser', 'statechange', { suspended: true });
    page.see(false);
    page.see(true);
    expect(told).toEqual([false]);
    says('WebKitBrowser', 'statechange', { suspended: false });
    says('WebKitBrowser', 'visibilitychange', { hidden: true });
    says('WebKitBrowser', 'visibilitychange', { hidden: false });
    expect(told).toEqual([false, true, false, true]);
  });

  it('is not asked of a browser that nobody named, and nonsense is no change', () => {
    expect(heard(null).hears()).toEqual([]);
    const { says, told } = heard();
    for (const what of [undefined, 'suspended', {}, { suspended: 'yes' }]) {
      says('WebKitBrowser', 'statechange', what);
    }
    expect(told).toEqual([]);
  });

  it('is the page’s alone where Thunder cannot be subscribed to', () => {
    const page = seenLifecycle();
    const told: boolean[] = [];
    const on = () => {
      throw new Error('not connected');
    };
    const services = new Thunder({ ...thunderBox().thunder, on }, new Features());
    const seen = boxLifecycle(page, services, 'WebKitBrowser');
    seen.subscribe((visible) => told.push(visible));
    expect(seen.visible).toBe(true);
    page.see(false);
    expect(told).toEqual([false]);
    expect(seen.visible).toBe(false);
  });

  it('is not listened to any more when the app has been closed', () => {
    const made = box();
    const page = seenLifecycle();
    const told: boolean[] = [];
    const lifecycle = boxLifecycle(page, made.services, 'WebKitBrowser');
    lifecycle.subscribe((visible) => told.push(visible));
    lifecycle.end();
    page.see(false);
    expect([made.hears(), page.listeners(), told]).toEqual([[], 0, []]);
  });

  it('is hidden from the first moment where the page is', () => {
    const page = seenLifecycle();
    page.see(false);
    expect(boxLifecycle(page, box().services, null).visible).toBe(false);
  });
});
