import type { DeviceInfo } from '@couchpass/core';
import { browserDeviceInfo } from '../browser/deviceInfo.ts';
import type { BoxSettings, SdkParts } from './host.ts';
import { type Thunder, textIn } from './thunder.ts';

/** ms that the operator's plugin may take to answer. */
const patience = 3_000;

/**
 * The box's own id, not hashed: from Thunder, or from the operator's profile. Without a profile the SDK invents
 * an id, which is the same on every box: that id is never used.
 */
export async function boxId(
  thunder: Thunder,
  { Profile }: Pick<SdkParts, 'Profile'>,
  settings: BoxSettings,
): Promise<string | undefined> {
  const identified = await thunder.ask('DeviceIdentification', 'deviceidentification');
  const id = textIn(identified, 'deviceid');
  if (id !== undefined) return id;
  const serial = textIn(await thunder.ask('DeviceInfo', 'serialnumber'), 'serialnumber');
  if (serial !== undefined) return serial;
  const told = await fromProfile('uid', () => Profile.uid(), settings);
  if (told !== undefined) return told;
  const system = await thunder.ask('org.rdk.System', 'getDeviceInfo', { params: ['estb_mac'] });
  return textIn(system, 'estb_mac');
}

/** A text of the operator's profile; undefined where only the SDK's invented values are available. */
export async function fromProfile(
  key: 'uid' | 'stbType' | 'language',
  ask: () => Promise<unknown>,
  { plugins, profile }: BoxSettings,
): Promise<string | undefined> {
  const isPlugin = typeof (plugins as { profile?: unknown } | null)?.profile === 'object';
  const isGiven = typeof profile === 'object' && profile !== null && key in profile;
  if (!isPlugin && !isGiven) return undefined;
  const value = await within(ask);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function within(ask: () => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), patience);
    const done = (value: unknown) => {
      clearTimeout(timer);
      resolve(value);
    };
    // Delayed: the SDK has the operator's plugins only after the app has been launched.
    Promise.resolve()
      .then(ask)
      .then(done, () => done(undefined));
  });
}

/** Facts that the page reports about itself. */
export interface BoxFacts {
  readonly userAgent: string;
  readonly screenWidth: number;
  readonly screenHeight: number;
  readonly secure: boolean;
}

/** Values of `X-Device-Info` for a set-top box, by the lists of Adobe's page "X-Device-Info". */
export async function boxInfo(
  thunder: Thunder,
  { Profile }: Pick<SdkParts, 'Profile'>,
  settings: BoxSettings,
  facts: BoxFacts,
): Promise<DeviceInfo> {
  const [system, made, named, model, firmware, identified, network, stbType] = await Promise.all([
    thunder.ask('org.rdk.System', 'getDeviceInfo', {
      params: ['make', 'model_number', 'imageVersion'],
    }),
    thunder.ask('DeviceInfo', 'make'),
    thunder.ask('DeviceInfo', 'modelname'),
    thunder.ask('DeviceInfo', 'modelid'),
    thunder.ask('DeviceInfo', 'firmwareversion'),
    thunder.ask('DeviceIdentification', 'deviceidentification'),
    thunder.ask('org.rdk.Network', 'getDefaultInterface'),
    fromProfile('stbType', () => Profile.stbType(), settings),
  ]);
  const name =
    textIn(model, 'sku') ??
    textIn(system, 'model_number') ??
    textIn(named, 'model') ??
    stbType ??
    textIn(identified, 'chipset') ??
    'Set-top box';
  const version =
    textIn(firmware, 'imagename') ??
    textIn(system, 'imageVersion') ??
    textIn(identified, 'firmwareversion');
  const manufacturer = textIn(made, 'make') ?? textIn(system, 'make');
  const { browserName, browserVendor, browserVersion } = browserDeviceInfo(facts);
  return {
    primaryHardwareType: 'SetTopBox',
    model: name,
    version: version ?? name,
    ...(manufacturer === undefined ? {} : { manufacturer, vendor: manufacturer }),
    osName: 'Linux',
    osFamily: 'Linux',
    osVersion: version ?? '0',
    ...(browserName === undefined ? {} : { browserName }),
    ...(browserVendor === undefined ? {} : { browserVendor }),
    ...(browserVersion === undefined ? {} : { browserVersion }),
    userAgent: facts.userAgent,
    displayWidth: facts.screenWidth,
    displayHeight: facts.screenHeight,
    connectionType: /wifi/i.test(textIn(network, 'interface') ?? '') ? 'WiFi' : 'LAN',
    connectionSecure: facts.secure,
  };
}
