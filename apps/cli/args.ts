import { readArgs, UsageError } from './usage.ts';

/** Which generation of Adobe Pass a call belongs to, as in `pass.api` of the settings. */
export type Api = 'v1' | 'v2';

interface Common {
  readonly json: boolean;
  /** As typed; relative to the folder where it was typed. */
  readonly settings: string | undefined;
  readonly store: string | undefined;
  /** Instead of the one in the settings. */
  readonly api: Api | undefined;
  readonly xml: boolean;
  readonly trace: boolean;
  /** `doctor`: origins of pages that send requests from a browser. */
  readonly origins: readonly string[];
}

interface Choices {
  readonly mvpd: string | undefined;
  /** A registration code. */
  readonly code: string | undefined;
  readonly delete: string | undefined;
  /** A running stream to end, by number or device. */
  readonly end: string | undefined;
}

const bare = ['login', 'status', 'logout', 'providers', 'metadata', 'migrate'] as const;
const withChoices = ['profiles', 'regcode', 'checkauthn', 'preview', 'streams'] as const;
/** Opens its session itself, because it also reports settings that cannot be used. */
const beforeSession = ['doctor'] as const;
const withResource = ['authorize', 'play'] as const;
const withCode = ['session', 'resume'] as const;
const tokenKinds = ['authn', 'authz', 'media'] as const;

export type TokenKind = (typeof tokenKinds)[number];

export type Command = Common &
  Choices &
  (
    | { readonly name: (typeof beforeSession)[number] }
    | { readonly name: (typeof bare)[number] | (typeof withChoices)[number] }
    | { readonly name: (typeof withResource)[number]; readonly resource: string }
    | { readonly name: 'preauthorize'; readonly resources: readonly string[] }
    | { readonly name: (typeof withCode)[number]; readonly code: string }
    | { readonly name: 'tokens'; readonly kind: TokenKind; readonly resource: string }
  );

export type CommandName = Command['name'];
type Choice = keyof Choices;

/** The options of each command; with other commands they are an error. */
const choicesOf: Readonly<Partial<Record<CommandName, readonly Choice[]>>> = {
  profiles: ['mvpd', 'code'],
  resume: ['mvpd'],
  preauthorize: ['mvpd', 'code'],
  authorize: ['mvpd'],
  regcode: ['mvpd', 'delete'],
  checkauthn: ['code'],
  preview: ['mvpd'],
  streams: ['end'],
  play: ['end'],
};

/** Commands that only one generation has. */
const apiOf: Readonly<Partial<Record<CommandName, Api>>> = {
  resume: 'v2',
  regcode: 'v1',
  checkauthn: 'v1',
  tokens: 'v1',
  metadata: 'v1',
  preview: 'v1',
};

/** Returns null when help was requested. @throws UsageError */
export function readCommand(argv: readonly string[]): Command | null {
  const { values, positionals } = readArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      settings: { type: 'string' },
      store: { type: 'string' },
      api: { type: 'string' },
      mvpd: { type: 'string' },
      code: { type: 'string' },
      delete: { type: 'string' },
      end: { type: 'string' },
      origin: { type: 'string', multiple: true, default: [] },
      xml: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const { api, mvpd, code, json, settings, store, xml, trace } = values;
  if (api !== undefined && api !== 'v1' && api !== 'v2') {
    throw new UsageError(`--api is v1 or v2, not "${api}".`);
  }
  const [name, ...rest] = positionals;
  if (name === undefined) throw new UsageError('A command is missing.');
  const origins = values.origin.map(readOrigin);
  const choices: Choices = { mvpd, code, delete: values.delete, end: values.end };
  const command = readName(name, rest, {
    json,
    settings,
    store,
    api,
    xml,
    trace,
    origins,
    ...choices,
  });
  refuseChoices(command.name, choices);
  if (origins.length > 0 && command.name !== 'doctor') {
    throw new UsageError(`${command.name} has no --origin.`);
  }
  return command;
}

/** @throws UsageError */
function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin =
    url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (isOrigin) return url.origin;
  throw new UsageError(
    `--origin takes scheme and host such as https://tv.example.com, not "${text}".`,
  );
}

/** Refuses a command of the other generation before a request is sent. @throws UsageError */
export function checkApi({ name, xml, code }: Command, api: Api): void {
  const byCode = name === 'preauthorize' && code !== undefined;
  const needed = apiOf[name] ?? (xml || byCode ? 'v1' : undefined);
  if (needed === undefined || needed === api) return;
  const what = apiOf[name] === undefined ? (xml ? '--xml' : 'preauthorize --code') : name;
  const [has, is] = [needed.toUpperCase(), api.toUpperCase()];
  throw new UsageError(
    `${what} belongs to REST API ${has}, and the settings say ${is}. "--api ${needed}" asks ${has}.`,
  );
}

function readName(name: string, rest: readonly string[], common: Common & Choices): Command {
  const [first = '', second = '', third] = rest;
  if (isOneOf(bare, name) || isOneOf(beforeSession, name) || isOneOf(withChoices, name)) {
    if (rest.length > 0) throw new UsageError(`${name} takes nothing more, not "${first}".`);
    return { ...common, name };
  }
  if (isOneOf(withResource, name)) {
    if (first === '' || rest.length > 1) throw new UsageError(`${name} takes one RESOURCE.`);
    return { ...common, name, resource: first };
  }
  if (isOneOf(withCode, name)) {
    if (first === '' || rest.length > 1) throw new UsageError(`${name} takes one CODE.`);
    return { ...common, name, code: first };
  }
  if (name === 'preauthorize') {
    if (rest.length === 0 || rest.includes('')) {
      throw new UsageError('preauthorize takes one RESOURCE or more.');
    }
    return { ...common, name, resources: rest };
  }
  if (name !== 'tokens') throw new UsageError(`There is no command "${name}".`);
  if (!isOneOf(tokenKinds, first)) throw new UsageError('tokens takes authn, authz or media.');
  const complete = first === 'authn' ? second === '' : second !== '';
  if (!complete || third !== undefined) {
    throw new UsageError(
      `tokens ${first} takes ${first === 'authn' ? 'nothing more' : 'one RESOURCE'}.`,
    );
  }
  return { ...common, name, kind: first, resource: second };
}

function refuseChoices(name: CommandName, choices: Choices): void {
  for (const option of Object.keys(choices) as Choice[]) {
    const value = choices[option];
    if (value === undefined) continue;
    if (!choicesOf[name]?.includes(option)) throw new UsageError(`${name} has no --${option}.`);
    if (value === '') throw new UsageError(`--${option} is empty.`);
  }
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
