import { readFileSync } from 'node:fs';
import type { ServiceProviderDeclaration } from './declaration.ts';
import { readWorld, WorldError } from './readWorld.ts';

const LISTS = {
  domain: 'domains',
  redirect: 'redirects',
  resource: 'resources',
  statement: 'softwareStatements',
} as const;
const KEYS = ['name', ...Object.keys(LISTS)];

/**
 * Reads a service provider from the option `--service-provider`: its id, then further data after commas,
 * `ACMETV,domain=acme.example,resource=ACME-MAIN`. Keys other than `name` may be repeated; `statement` is a
 * file with a software statement. Lists that are not given accept every value.
 * @throws WorldError
 */
export function readProviderOption(text: string): ServiceProviderDeclaration {
  const [id = '', ...parts] = text.split(',').map((part) => part.trim());
  const declaration: Record<string, unknown> = { id };
  const fault = (message: string) =>
    new WorldError([{ path: [], message }], () => `--service-provider ${text}`);
  for (const part of parts) {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    if (!KEYS.includes(key))
      throw fault(
        `"${part}" is not known; after the id and a comma there are ${KEYS.map((one) => `${one}=…`).join(', ')}`,
      );
    if (value === '') throw fault(`${key}= needs a value`);
    if (key === 'name') {
      declaration.name = value;
      continue;
    }
    const list = LISTS[key as keyof typeof LISTS];
    const before = (declaration[list] ?? []) as string[];
    declaration[list] = [...before, key === 'statement' ? readStatement(value, fault) : value];
  }
  const world = { serviceProviders: [declaration] };
  const { serviceProviders = [] } = readWorld(world, ({ path: [, , ...path] }) => {
    const [name] = path;
    const key = Object.entries(LISTS).find(([, list]) => list === name)?.[0] ?? name ?? '';
    return `--service-provider ${text}${key === '' ? '' : `: ${key}`}`;
  });
  return serviceProviders[0] as ServiceProviderDeclaration;
}

function readStatement(file: string, fault: (message: string) => WorldError): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw fault(`statement=${file}: a file with a software statement is needed`);
  }
}
