import { createHash, type KeyObject, publicEncrypt } from 'node:crypto';
import { subjectAs } from '../concurrency/subject.ts';
import { getOwn } from '../getOwn.ts';
import type { Service } from '../service.ts';
import type { Profile, ProfileAttribute } from '../state/types.ts';
import { userMetadataKeys } from '../world/keys.ts';
import { errorInformation, fault } from './enhancedErrors.ts';
import { readPublicKey } from './singleSignOn.ts';

/** In the OpenAPI file an attribute can contain an error code. */
export type AnsweredAttribute = ProfileAttribute & { readonly error?: string };

/**
 * User metadata for a client (page "User Metadata"): attributes marked `enc` are encrypted with the programmer's
 * certificate. Adobe documents neither algorithm nor padding: RSA-OAEP with SHA-1, Base64.
 * @throws invalid_configuration_user_metadata_certificate without a usable certificate (see Rules)
 */
export async function answerAttributes(
  service: Service,
  serviceProvider: string,
  profile: Profile,
): Promise<Record<string, AnsweredAttribute>> {
  const entries = Object.entries(profile.attributes)
    .filter(([name]) => !TOLD_LATER.has(name) || isTold(service, profile))
    .flatMap((entry) => asTold(service, entry));
  if (entries.every(([, { state }]) => state === 'plain')) return Object.fromEntries(entries);
  const key = await certificateOf(service, serviceProvider);
  if (!key && service.rules.metadataErrors === 'top')
    throw fault('invalid_configuration_user_metadata_certificate');
  return Object.fromEntries(
    entries.map(([name, attribute]): [string, AnsweredAttribute] => {
      if (attribute.state === 'plain') return [name, attribute];
      if (key) return [name, { value: encrypt(attribute.value, key), state: 'enc' }];
      const { code } = errorInformation('invalid_configuration_user_metadata_certificate');
      return [name, { value: '', state: 'enc', error: code }];
    }),
  );
}

/** The account at the provider, by which Concurrency Monitoring counts, in the form that the rules select. */
function asTold(
  { rules }: Service,
  [name, attribute]: [string, ProfileAttribute],
): [string, ProfileAttribute][] {
  if (name !== 'upstreamUserID') return [[name, attribute]];
  const value = subjectAs(rules.concurrency, String(attribute.value));
  return value === undefined ? [] : [[name, { ...attribute, value }]];
}

/** Attributes that some providers send only with the first authorization (page "User Metadata"). */
const TOLD_LATER = new Set(['householdID', 'maxRating']);

function isTold(service: Service, profile: Profile): boolean {
  return metadataAt(service, profile) === 'authentication' || profile.authorizedAt !== undefined;
}

/** When the metadata last changed, ms. */
export function metadataUpdatedAt(service: Service, profile: Profile): number {
  const { authorizedAt, notBefore } = profile;
  return metadataAt(service, profile) === 'authorization' ? (authorizedAt ?? notBefore) : notBefore;
}

function metadataAt({ rules, world }: Service, { mvpd }: Profile) {
  return world.mvpd(mvpd)?.metadataAt ?? rules.metadataAt;
}

async function certificateOf(
  { rules }: Service,
  serviceProvider: string,
): Promise<KeyObject | undefined> {
  const pem = getOwn(rules.certificates, serviceProvider);
  if (pem === undefined) return (await userMetadataKeys.make()).publicKey;
  try {
    return pem === null ? undefined : readPublicKey(pem);
  } catch {
    return undefined;
  }
}

const encrypted = new WeakMap<KeyObject, Map<string, string>>();
const MOST_REMEMBERED = 1_000;

/** Returns the same text for the same value from a cache, because clients may compare profiles. */
function encrypt(value: unknown, key: KeyObject): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const known = encrypted.get(key) ?? new Map<string, string>();
  encrypted.set(key, known);
  const name = createHash('sha256').update(text).digest('hex');
  const before = known.get(name);
  if (before !== undefined) return before;
  const cipher = publicEncrypt(key, Buffer.from(text)).toString('base64');
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(name, cipher);
  return cipher;
}
