import type { Settings } from '@couchpass/core';
import { isSameDevice } from '@couchpass/core/settings';
import { type PackageFault, refuseFaults } from './fault.ts';

const allowed =
  'an address that every television reaches (--localhost packs all the same, for a simulator on this computer)';

/**
 * Finds addresses of this computer in settings for another device: on a television or a phone such an address
 * means the device itself, where no server runs.
 * @param localhost they are intended: then they are only warnings
 * @throws PackageError with every such key, unless `localhost`
 * @returns the warnings
 */
export function checkReach(settings: Settings, localhost: boolean): string[] {
  const faults = addressesOf(settings)
    .filter(([, address]) => address !== undefined && leadsToSameDevice(address))
    .map(
      ([key, address]): PackageFault => ({
        key: `appSettings.${key}`,
        wrong: `leads to ${address}, which on a television or a phone is that device itself`,
        allowed,
      }),
    );
  if (!localhost) refuseFaults(faults);
  return faults.map(({ key, wrong }) => `${key} ${wrong}: nothing will answer there.`);
}

/** Complete addresses; files beside the app need none. */
function addressesOf({ appSettings }: Settings): [key: string, address: string | undefined][] {
  const { pass, catalogue, brand, platforms, concurrency } = appSettings;
  return [
    ['pass.baseUrl', pass.baseUrl],
    ['pass.activateUrl', pass.activateUrl],
    ['catalogue.feedUrl', catalogue.feedUrl],
    ['catalogue.playbackUrl', catalogue.playbackUrl],
    ['concurrency.baseUrl', concurrency?.baseUrl],
    ['brand.logo', brand.logo],
    ['brand.artwork', brand.artwork],
    ['platforms.tizen.previewUrl', platforms?.tizen?.previewUrl],
  ];
}

function leadsToSameDevice(address: string): boolean {
  return URL.canParse(address) && isSameDevice(new URL(address).hostname);
}
