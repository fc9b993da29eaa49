import type { Item } from '../catalogue/types.ts';
import type { Profile } from '../pass/PassService.ts';
import type { Device } from '../ports.ts';
import type { AppSettings } from '../settings.ts';
import type { MetadataSource } from './Concurrency.ts';
import type { Subject } from './types.ts';

/** The data of a profile that Concurrency Monitoring needs. */
type Account = Pick<Profile, 'mvpd' | 'type' | 'attributes'>;

/** Profiles without an account at the MVPD. */
const accountless = ['temporary', 'degraded'];

/**
 * The account of a stream; null when the stream is not counted: a free preview, a degraded provider, and a
 * provider that does not send `upstreamUserID`. `userID` cannot be used: a household may have several.
 */
export function subjectOf({ mvpd, type, attributes }: Account): Subject | null {
  const subject = plainIn({ attributes }, 'upstreamUserID');
  return accountless.includes(type) || subject === undefined ? null : { mvpd, subject };
}

/**
 * The metadata of a stream, by the names of the "standard metadata attributes". Home-based authentication has two
 * names; the one that the policies use is sent.
 */
export function describeStream(
  item: Item,
  profile: Pick<Account, 'attributes'>,
  { id, info }: Device,
  { brand, version, concurrency }: AppSettings,
): MetadataSource {
  const platform = platformOf(info.osName);
  const maker = info.vendor ?? info.manufacturer;
  const hba = plainIn(profile, 'hba_status');
  const known: Record<string, string | undefined> = {
    channel: item.live ? item.title : brand.name,
    assetId: item.title,
    contentType: item.live ? 'live' : 'vod',
    genre: item.genre,
    duration: item.durationS === undefined ? undefined : String(Math.round(item.durationS)),
    deviceId: id,
    deviceName: maker === undefined ? info.model : `${maker} ${info.model}`,
    deviceModel: info.model,
    osName: info.osName,
    browserName: info.browserName,
    browserVersion: info.browserVersion,
    applicationName: brand.name,
    applicationPlatform: platform,
    applicationVersion: version,
    platform,
    mobileDevice: 'false',
    ...Object.fromEntries(
      Object.entries(concurrency?.fromProfile ?? {}).map(([name, attribute]) => [
        name,
        plainIn(profile, attribute),
      ]),
    ),
    ...concurrency?.metadata,
  };
  return (names) => {
    const home = names.includes('hba') ? { hba } : { hba_status: hba };
    const entries = Object.entries<string | undefined>({ ...home, ...known });
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => Boolean(entry[1])),
    );
  };
}

/** The id of the application on this platform; undefined when the settings contain none for it. */
export function applicationIdOn(
  osName: string,
  { applicationId }: NonNullable<AppSettings['concurrency']>,
): string | undefined {
  if (typeof applicationId === 'string') return applicationId;
  return applicationId[platformOf(osName)];
}

function platformOf(osName: string): 'tizen' | 'webos' | 'roku' | 'browser' {
  const name = osName.toLowerCase();
  if (name.startsWith('tizen')) return 'tizen';
  if (name.startsWith('webos')) return 'webos';
  return name.startsWith('roku') ? 'roku' : 'browser';
}

/** The attribute's value; undefined when only the programmer's backend can read it. */
function plainIn({ attributes }: Pick<Account, 'attributes'>, name: string): string | undefined {
  const { value, state } = attributes[name] ?? { value: undefined, state: '' };
  const isText = typeof value === 'string' || typeof value === 'number';
  return state === 'plain' && isText && value !== '' ? String(value) : undefined;
}
