import { readArgs, UsageError } from './usage.ts';

export const help = `npm run pass -- COMMAND [OPTIONS]

  login                 sign in: shows a code, waits until it was used on a second screen
  status                who is signed in, and until when
  authorize RESOURCE    a fresh decision for a resource
  play RESOURCE         the whole way to a stream; RESOURCE is a resource or an item of the feed
  logout                sign out, here and at the service

  --settings FILE       settings.json of the network (settings.json here)
  --store DIR           where to remember (a folder of your own for each service)
  --json                one JSON object a line
  --help                this text

  PASS_BASE_URL         address of the service, instead of the one in the settings

Exit codes: 0 done, 1 denied or not signed in, 2 usage or settings,
            3 service unreachable, 4 expired or cancelled
`;

const withResource = ['authorize', 'play'] as const;
const withoutResource = ['login', 'status', 'logout'] as const;

interface Common {
  readonly json: boolean;
  /** As typed; relative to where it was typed. */
  readonly settings: string | undefined;
  readonly store: string | undefined;
}

export type Command = Common &
  (
    | { readonly name: (typeof withoutResource)[number] }
    | { readonly name: (typeof withResource)[number]; readonly resource: string }
  );

/** Null when help was asked for. @throws UsageError */
export function readCommand(argv: readonly string[]): Command | null {
  const { values, positionals } = readArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      settings: { type: 'string' },
      store: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const common = { json: values.json, settings: values.settings, store: values.store };
  const [name, ...rest] = positionals;
  if (name === undefined) throw new UsageError('A command is missing.');
  if (isOneOf(withoutResource, name)) {
    if (rest.length > 0) throw new UsageError(`${name} takes nothing more, not "${rest[0]}".`);
    return { ...common, name };
  }
  if (!isOneOf(withResource, name)) throw new UsageError(`There is no command "${name}".`);
  const [resource, ...more] = rest;
  if (resource === undefined || resource === '' || more.length > 0) {
    throw new UsageError(`${name} takes one RESOURCE.`);
  }
  return { ...common, name, resource };
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
