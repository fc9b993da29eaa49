import { type Settings, SettingsError } from '@couchpass/core';
import { readFeed } from '@couchpass/core/catalogue';
import {
  mvpds,
  readWorld,
  type ServiceProviderDeclaration,
  serviceProviders,
  type WorldDeclaration,
  WorldError,
  type WorldFault,
} from '@couchpass/sandbox';
import { titles } from '@couchpass/sandbox/network';

/**
 * The data for the embedded sandbox from settings.json: the service provider with its name, domain, second screen
 * and software statement, and the TempPass of its free preview.
 * @throws SettingsError with the key, when the sandbox does not support the settings
 */
export function sandboxDataOf({ appSettings: { brand, pass } }: Settings): WorldDeclaration {
  const known = serviceProviders.find(({ id }) => id === pass.serviceProvider);
  const { origin } = new URL(pass.activateUrl);
  const preview = pass.freePreview;
  const world: WorldDeclaration = {
    serviceProviders: [
      {
        id: pass.serviceProvider,
        name: brand.name.slice(0, 100),
        domains: unique([...(known?.domains ?? []), pass.domainName]),
        redirects: [origin],
        softwareStatements: [pass.softwareStatement],
      },
    ],
    ...(preview === undefined || mvpds.some(({ id }) => id === preview)
      ? {}
      : { mvpds: [{ id: preview, displayName: 'Free preview', tempPassLifeS: 600 }] }),
  };
  try {
    return readWorld(world);
  } catch (error) {
    if (error instanceof WorldError) throw new SettingsError(error.faults.map(asSettingsFault));
    throw error;
  }
}

/** The same service provider with the resources of its feed. */
export function withResources(
  { serviceProviders: [declared] = [] }: WorldDeclaration,
  resources: readonly string[],
): { readonly serviceProviders: readonly ServiceProviderDeclaration[] } {
  if (!declared) return { serviceProviders: [] };
  const known = serviceProviders.find(({ id }) => id === declared.id)?.resources ?? [];
  return { serviceProviders: [{ ...declared, resources: unique([...known, ...resources]) }] };
}

/** ms */
const PATIENCE = 10_000;

/**
 * The resources of the feed at `feedUrl`. For the sandbox's own feed no request is sent, so that none appears in
 * its record.
 * @throws Error when the feed cannot be read
 */
export async function resourcesOf(
  feedUrl: string,
  sandboxUrl: string,
  closing: AbortSignal,
): Promise<string[]> {
  if (feedUrl.startsWith(`${sandboxUrl}/programmer/`))
    return unique(titles.flatMap(({ resource }) => resource ?? []));
  const signal = AbortSignal.any([closing, AbortSignal.timeout(PATIENCE)]);
  const answer = await fetch(feedUrl, { signal, headers: { accept: 'application/json' } });
  const text = await answer.text();
  const { rows } = readFeed({ status: answer.status, contentType: typeOf(answer), text });
  return unique(rows.flatMap(({ items }) => items.flatMap(({ resource }) => resource ?? [])));
}

function typeOf({ headers }: Response): string {
  return (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}

const KEYS: Readonly<Record<string, string>> = {
  id: 'pass.serviceProvider',
  name: 'brand.name',
  domains: 'pass.domainName',
  redirects: 'pass.activateUrl',
  softwareStatements: 'pass.softwareStatement',
};

function asSettingsFault({ path: [list, , name = ''], message }: WorldFault) {
  const key = list === 'mvpds' ? 'pass.freePreview' : (KEYS[String(name)] ?? 'pass');
  return {
    key: `appSettings.${key}`,
    wrong: 'the sandbox cannot play it',
    allowed: message.replace(/,? is needed, not .*$/s, ''),
  };
}
