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
 * What settings.json says of the world that the embedded sandbox plays: the service provider with its name,
 * domain, second screen and software statement, and the TempPass of its free preview.
 * @throws SettingsError when the sandbox cannot play it, with the key
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

/** The same service provider once its feed was read, with the resources that the feed asks for. */
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
 * The resources of the feed at `feedUrl`. The sandbox's own is known without asking: nobody should find that
 * in its record.
 * @throws Error in words when it cannot be read
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
