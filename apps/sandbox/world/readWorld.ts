import * as v from 'valibot';
import type { WorldDeclaration } from './declaration.ts';
import { redirectKey } from './redirectKey.ts';

/** One thing that is wrong with a declaration. */
export interface WorldFault {
  /** Keys and indexes, the outermost first; empty: the whole value. */
  readonly path: readonly (string | number)[];
  /** A message: what is wrong and what is allowed. */
  readonly message: string;
}

/** A declaration is not valid; `message` lists all its faults, one per line. */
export class WorldError extends Error {
  readonly faults: readonly WorldFault[];

  /** `where` returns the position of a fault as text; its path when absent. */
  constructor(faults: readonly WorldFault[], where = whereInValue) {
    super(faults.map((fault) => `${where(fault)}: ${fault.message}`).join('\n'));
    this.name = 'WorldError';
    this.faults = faults;
  }
}

/** `world.serviceProviders[0].id` */
export function whereInValue({ path }: WorldFault, name = 'world'): string {
  return path.reduce<string>(
    (text, part) => text + (typeof part === 'number' ? `[${part}]` : `.${part}`),
    name,
  );
}

/** @throws WorldError with all faults */
export function readWorld(value: unknown, where?: (fault: WorldFault) => string): WorldDeclaration {
  const result = v.safeParse(worldSchema, value);
  if (result.success) return result.output as WorldDeclaration;
  throw new WorldError(result.issues.map(faultOf), where);
}

/** Whether a text can be the id of a service provider or MVPD: usable in paths, and not a fixed part of a path. */
export function isId(text: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/.test(text) && !PATH_WORDS.has(text.toLowerCase());
}

const PATH_WORDS = new Set([
  // Not a part of a path, but a key that plain JavaScript objects cannot store as their own.
  '__proto__',
  'authenticate',
  'code',
  'configuration',
  'decision',
  'decisions',
  'logout',
  'profiles',
  'sessions',
  'sso',
]);

const LONGEST_STATEMENT = 16_384;
export const LONGEST_RESOURCE = 8_192;

function textOf(what: string, isGood: (text: string) => boolean) {
  const message = `${what} is needed`;
  return v.pipe(
    v.string((issue) => `${message}, not ${show(issue.input)}`),
    v.check(isGood, (issue) => `${message}, not ${show(issue.input)}`),
  );
}

function listOf<T extends v.GenericSchema>(item: T, what: string, isSame = (one: unknown) => one) {
  return v.pipe(
    v.array(item, (issue) => `a list of ${what} is needed, not ${show(issue.input)}`),
    v.checkItems(
      (one, at, all) => all.findIndex((other) => isSame(other) === isSame(one)) === at,
      (issue) => `${show(isSame(issue.input))} stands here twice`,
    ),
  );
}

const flag = v.boolean((issue) => `true or false is needed, not ${show(issue.input)}`);
const whole = v.pipe(
  v.number((issue) => `a whole number of at least 1 is needed, not ${show(issue.input)}`),
  v.check(
    (one) => Number.isSafeInteger(one) && one >= 1,
    (issue) => `a whole number of at least 1 is needed, not ${show(issue.input)}`,
  ),
);
const id = textOf('an id of at most 64 letters, digits, ".", "_" and "-", such as "ACMETV",', isId);
const name = textOf('a name of 1 to 100 characters on one line', (text) =>
  /^[^\p{Cc}\u2028\u2029]{1,100}$/u.test(text.trim()),
);
const domain = textOf('a domain such as "acme.example"', (text) =>
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(text),
);
const redirect = textOf(
  'an address such as "https://tv.acme.example" or a custom scheme such as "adbe.acme://signin"',
  (text) => redirectKey(text) !== undefined,
);
const resource = textOf(
  `a resource id of 1 to ${LONGEST_RESOURCE} characters`,
  (text) => text.trim() !== '' && text.length <= LONGEST_RESOURCE,
);
const statement = textOf(
  `a software statement, a text of 1 to ${LONGEST_STATEMENT} characters,`,
  (text) => text.trim() !== '' && text.length <= LONGEST_STATEMENT,
);
const word = textOf('a text of 1 to 200 characters without blanks', (text) =>
  /^[!-~]{1,200}$/.test(text),
);
const color = textOf('a colour such as "#1d4ed8"', (text) => /^#[0-9a-f]{6}$/i.test(text));
const choice = <T extends string>(...values: T[]) =>
  v.picklist(
    values,
    (issue) => `one of ${values.map(show).join(', ')} is needed, not ${show(issue.input)}`,
  );

/** A hint for keys that users expect in a world but that are set elsewhere. */
function elsewhere(key: string): string {
  if (/^(accounts?|users?|viewers?|passwords?)$/i.test(key))
    return '. Accounts are the same in every world: those of docs/sandbox.md';
  if (/^(rules?|faults?|clock|mode)$/i.test(key))
    return `. What is about behaviour is an order to the control API or an option, and not of a world`;
  return '';
}

/** An object schema; the fault of an unknown key lists the allowed keys. */
function object<T extends v.ObjectEntries>(entries: T, what: string) {
  const isObject = v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    (issue) => `${what}, a JSON object, is needed, not ${show(issue.input)}`,
  );
  const content = v.strictObject(entries, (issue) => {
    const key = issue.expected === 'never' ? String(issue.path?.at(-1)?.key) : undefined;
    if (key !== undefined && !Object.hasOwn(entries, key))
      return `there is no such key in ${what}; there are ${Object.keys(entries).join(', ')}${elsewhere(key)}`;
    return `this key is needed in ${what}`;
  });
  return v.pipe(isObject, content);
}

const statementSchema = object(
  {
    statement,
    softwareId: v.optional(word),
    scopes: v.optional(listOf(word, 'scopes such as "api:client:v2"')),
    redirectUris: v.optional(listOf(redirect, 'addresses or custom schemes')),
  },
  'a software statement',
);

const serviceProviderSchema = object(
  {
    id,
    name: v.optional(name),
    domains: v.optional(listOf(domain, 'domains such as ["acme.example"]')),
    redirects: v.optional(listOf(redirect, 'addresses or custom schemes')),
    resources: v.optional(listOf(resource, 'resource ids')),
    softwareStatements: v.optional(
      listOf(
        v.lazy((one) => (typeof one === 'object' && one !== null ? statementSchema : statement)),
        'software statements',
        (one) => (one as { statement?: string } | null)?.statement ?? one,
      ),
    ),
    signingKeys: v.optional(
      listOf(
        object({ publicKey: word, privateKey: word }, 'a key pair'),
        'key pairs',
        keyOf('publicKey'),
      ),
    ),
  },
  'a service provider',
);

const mvpdSchema = object(
  {
    id,
    displayName: v.optional(name),
    color: v.optional(color),
    hasLogoutEndpoint: v.optional(flag),
    tempPassLifeS: v.optional(whole),
    tempPassResources: v.optional(whole),
    platformMappingId: v.optional(word),
    proxiedBy: v.optional(name),
    authenticateAnswer: v.optional(choice('redirect', 'form')),
    metadataAt: v.optional(choice('authentication', 'authorization')),
    onlyWith: v.optional(listOf(id, 'ids of service providers')),
  },
  'a TV provider',
);

const worldSchema = object(
  {
    $schema: v.optional(v.string('an address of the schema is needed')),
    serviceProviders: v.optional(listOf(serviceProviderSchema, 'service providers', keyOf('id'))),
    mvpds: v.optional(listOf(mvpdSchema, 'TV providers', keyOf('id'))),
  },
  'a world',
);

function keyOf(key: string): (one: unknown) => unknown {
  return (one) => (one as Record<string, unknown> | null)?.[key] ?? one;
}

function faultOf(issue: v.BaseIssue<unknown>): WorldFault {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return { path, message: issue.message };
}

/** A value as short text on one line. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return short.replace(
    /[^\x20-\x7e]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
