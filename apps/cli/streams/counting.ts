import { type Item, Memory, type Settings } from '@couchpass/core';
import {
  applicationIdOn,
  Concurrency,
  describeStream,
  type MetadataSource,
  type OtherStream,
  type Subject,
  subjectOf,
} from '@couchpass/core/concurrency';
import type { Platform } from '@couchpass/platforms';
import { UsageError } from '../usage.ts';

/** Concurrency Monitoring as the command line uses it. */
export interface Counting {
  readonly service: Concurrency;
  /** The account whose streams are counted; null without one (a free preview, a provider that sends none). */
  whose(mvpd: string): Promise<Subject | null>;
  describe(item: Item): Promise<MetadataSource>;
}

/** Undefined unless the settings contain it, with an application for this platform. */
export async function countingOf(
  settings: Settings,
  platform: Platform,
): Promise<Counting | undefined> {
  const { concurrency } = settings.appSettings;
  if (!concurrency) return undefined;
  const device = await platform.device();
  const applicationId = applicationIdOn(device.info.osName, concurrency);
  if (applicationId === undefined) return undefined;
  const memory = new Memory(platform.storage);
  const service = new Concurrency({ ...concurrency, applicationId }, platform);
  const profile = async () => (await memory.get('profile')) ?? null;
  return {
    service,
    whose: async (mvpd) => {
      const kept = await profile();
      return kept?.mvpd === mvpd ? subjectOf(kept) : null;
    },
    describe: async (item) =>
      describeStream(item, (await profile()) ?? { attributes: {} }, device, settings.appSettings),
  };
}

/** Finds a stream by its number in the list or by its device. @throws UsageError */
export function choose(streams: readonly OtherStream[], wanted: string): OtherStream {
  const byNumber = /^\d+$/.test(wanted) ? streams[Number(wanted) - 1] : undefined;
  const same = streams.filter(({ device }) => device?.toLowerCase() === wanted.toLowerCase());
  const found = byNumber ?? (same.length === 1 ? same[0] : undefined);
  if (found) return found;
  throw new UsageError(
    same.length > 1
      ? `Several streams run on "${wanted}": take the number of one.`
      : `No stream runs on "${wanted}", and none has this number.`,
  );
}
