import type { DeviceInfo } from '@couchpass/core';
import type { DeviceInfo as WebosDeviceInfo } from 'webostvjs';
import type { Features } from '../television/Features.ts';
import { systemOf, type WebosHost } from './host.ts';
import type { Luna } from './luna.ts';

/**
 * The television's own id, not hashed: the LGUDID, which webOS TV 3.0 and later have and the emulator lacks.
 * LG: "Device Unique ID".
 */
export async function webosHardwareId(luna: Luna): Promise<string | undefined> {
  const answer = await luna.ask('com.webos.service.sm/deviceid/getIDs', { idType: ['LGUDID'] });
  const [first] = (Array.isArray(answer?.idList) ? answer.idList : []) as {
    idValue?: unknown;
  }[];
  const value = first?.idValue;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

interface SystemFacts {
  readonly modelName?: string;
  readonly firmwareVersion?: string;
  readonly sdkVersion?: string;
  /** "true" or "false" */
  readonly UHD?: string;
}

/** LG: "TV Device Information". {} when the service does not answer. */
async function systemFacts(luna: Luna): Promise<SystemFacts> {
  const answer = await luna.ask('com.webos.service.tv.systemproperty/getSystemInfo', {
    keys: ['modelName', 'firmwareVersion', 'UHD', 'sdkVersion'],
  });
  const facts: Record<string, string> = {};
  for (const [key, value] of Object.entries(answer ?? {})) {
    if (typeof value === 'string' && value !== '') facts[key] = value;
  }
  return facts;
}

type PageFacts = Partial<
  Pick<WebosDeviceInfo, 'modelName' | 'screenWidth' | 'screenHeight' | 'uhd' | 'ddrSize'>
> & { readonly platformVersion?: string };

/** The device facts that the runtime itself provides; {} where it provides none. */
export function pageFacts(host: WebosHost, features: Features): PageFacts {
  const facts = features.attempt('PalmSystem.deviceInfo', () => {
    const text = systemOf(host)?.deviceInfo;
    return text ? (JSON.parse(text) as PageFacts) : undefined;
  });
  return facts ?? {};
}

/** Values of `X-Device-Info` for an LG television, by the lists of Adobe's page "X-Device-Info". */
export async function webosDeviceInfo(
  host: WebosHost,
  luna: Luna,
  features: Features,
  { userAgent, secure }: { readonly userAgent: string; readonly secure: boolean },
): Promise<DeviceInfo> {
  const page = pageFacts(host, features);
  const [system, connectionType] = await Promise.all([systemFacts(luna), connectionOf(luna)]);
  const model = system.modelName ?? page.modelName ?? 'LG TV';
  const uhd = system.UHD === 'true' || page.uhd === true;
  return {
    primaryHardwareType: 'TV',
    model,
    version: system.firmwareVersion ?? page.platformVersion ?? model,
    manufacturer: 'LG',
    vendor: 'LG',
    osName: 'webOS',
    osFamily: 'webOS',
    osVendor: 'LG',
    osVersion: system.sdkVersion ?? page.platformVersion ?? '0',
    userAgent,
    displayWidth: uhd ? 3840 : (page.screenWidth ?? 1920),
    displayHeight: uhd ? 2160 : (page.screenHeight ?? 1080),
    connectionType,
    connectionSecure: secure,
  };
}

async function connectionOf(luna: Luna): Promise<string> {
  const answer = await luna.ask('com.webos.service.connectionmanager/getStatus');
  const state = (name: string) => (answer?.[name] as { state?: unknown } | undefined)?.state;
  return state('wired') !== 'connected' && state('wifi') === 'connected' ? 'WiFi' : 'LAN';
}
