import type { DeviceInfo } from '@couchpass/core';
import type { Features } from '../television/Features.ts';
import type { TizenHost } from './host.ts';

/** The television's own id, not hashed: the DUID, or on some firmware only a UUID. */
export function tizenHardwareId(host: TizenHost, features: Features): string | undefined {
  return (
    features.attempt(
      'productinfo.getDuid',
      () => host.webapis?.productinfo?.getDuid() || undefined,
    ) ??
    features.attempt('appcommon.getUuid', () => host.webapis?.appcommon?.getUuid() || undefined)
  );
}

export interface TizenFacts {
  readonly userAgent: string;
  readonly secure: boolean;
}

/**
 * Values of `X-Device-Info` for a Samsung television. On Adobe's page "X-Device-Info" the list of `osName` does not
 * contain Tizen, but the list of `osFamily` does; so `osName` is the system on which Tizen is built.
 */
export function tizenDeviceInfo(
  host: TizenHost,
  features: Features,
  { userAgent, secure }: TizenFacts,
): DeviceInfo {
  const product = host.webapis?.productinfo;
  const model =
    features.attempt('productinfo.getRealModel', () => product?.getRealModel() || undefined) ??
    features.attempt('productinfo.getModel', () => product?.getModel() || undefined) ??
    'Samsung TV';
  const firmware = features.attempt(
    'productinfo.getFirmware',
    () => product?.getFirmware() || undefined,
  );
  const size = panelSize(host, features);
  return {
    primaryHardwareType: 'TV',
    model,
    version: firmware ?? model,
    manufacturer: 'Samsung',
    vendor: 'Samsung',
    osName: 'Linux',
    osFamily: 'Tizen',
    osVendor: 'Samsung',
    osVersion: tizenVersion(host, features, userAgent),
    userAgent,
    displayWidth: size[0],
    displayHeight: size[1],
    connectionType: connectionOf(host, features),
    connectionSecure: secure,
  };
}

function tizenVersion({ tizen }: TizenHost, features: Features, userAgent: string): string {
  const told = features.attempt('systeminfo.getCapability', () => {
    const version: unknown = tizen?.systeminfo?.getCapability(
      'http://tizen.org/feature/platform.version',
    );
    return typeof version === 'string' && version !== '' ? version : undefined;
  });
  return told ?? /Tizen ([\d.]+)/.exec(userAgent)?.[1] ?? '0';
}

/** Size of the panel, which the service needs; apps always draw on 1920 x 1080. */
function panelSize({ webapis }: TizenHost, features: Features): readonly [number, number] {
  const product = webapis?.productinfo;
  if (features.attempt('productinfo.is8KPanelSupported', () => product?.is8KPanelSupported())) {
    return [7680, 4320];
  }
  return features.attempt('productinfo.isUdPanelSupported', () => product?.isUdPanelSupported())
    ? [3840, 2160]
    : [1920, 1080];
}

/** By `NetworkActiveConnectionType`; where that is not reported, a cable connection is assumed. */
function connectionOf({ webapis }: TizenHost, features: Features): string {
  const type = features.attempt(
    'network.getActiveConnectionType',
    () => webapis?.network?.getActiveConnectionType() as number | undefined,
  );
  if (type === 1) return 'WiFi';
  return type === 2 ? 'cellular' : 'LAN';
}
