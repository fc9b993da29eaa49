import { readPublicKey } from './pass/singleSignOn.ts';
import { isHostName, tokenProblem } from './server/access.ts';
import type { Mode } from './service.ts';
import type { WorldDeclaration } from './world/declaration.ts';
import { readWorld } from './world/readWorld.ts';

/** How a sandbox is started. */
export interface SandboxOptions {
  /** 0, the default: any free port. */
  readonly port?: number;
  /**
   * 127.0.0.1 and ::1 when absent, so that other machines cannot reach the sandbox. At any other address the
   * controls under `/_sandbox` require a token.
   */
  readonly host?: string;
  /** Further host names of the sandbox, besides its addresses; requests for other hosts are refused. */
  readonly allowHosts?: readonly string[];
  /** The token that the controls require; when absent, one is made if other machines can reach the sandbox. */
  readonly controlToken?: string;
  /** How to interpret Adobe's documentation where it is incomplete; `lenient` when absent. */
  readonly mode?: Mode;
  /**
   * Service providers with their domains, redirects, resources and statements, and TV providers, besides the
   * demo's. Lenient mode also accepts undeclared ones; strict mode accepts only these.
   */
  readonly world?: WorldDeclaration;
  /** Origins of second-screen pages that are neither on this machine nor on a registered domain. */
  readonly activateOrigins?: readonly string[];
  /** Public RSA keys as PEM: service tokens (AD-Service-Token) signed with them are accepted too. */
  readonly serviceTokenKeys?: readonly string[];
  /** Prints no warnings about unknown paths, failures, and accepted undeclared values. */
  readonly quiet?: boolean;
  /** The URL at which clients reach the sandbox, when it is not `url` (a LAN address, a proxy). */
  readonly publicUrl?: string;
  /** false: no limit on requests per second. When absent, throttled as documented. */
  readonly throttle?: boolean;
  /**
   * Folder that keeps the state over a restart, created when missing; or the address of a Redis, which
   * several sandboxes may share: `redis[s]://[user:password@]host[:port][/database][?key=name]`. When absent,
   * state is in memory only.
   */
  readonly data?: string;
  /**
   * The clock that the sandbox reads, ms since the epoch; `Date.now` when absent. With the clock by which the
   * client under test waits (`createTestClock`, or `() => Date.now()` under a runner's fake timers), the judge
   * judges the client by the client's time. `clock.advance` moves only the sandbox's time, which the client may
   * not see, so pauses across it are not judged.
   */
  readonly now?: () => number;
}

/** An option of `startSandbox` is unknown, or its value is not valid; the message explains it. */
export class OptionError extends Error {
  constructor(message: string) {
    super(`startSandbox: ${message}`);
    this.name = 'OptionError';
  }
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isAddress = (value: unknown) =>
  typeof value === 'string' && /^https?:\/\/./.test(value) && URL.canParse(value);
const isFlag = (value: unknown) => typeof value === 'boolean';
const isPort = (value: unknown) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535;

function isPublicKey(value: unknown): boolean {
  try {
    readPublicKey(String(value));
    return true;
  } catch {
    return false;
  }
}

/** For each option a check of its value, and a description of the allowed values. */
const known: {
  readonly [K in keyof SandboxOptions]-?: readonly [
    isGood: (value: unknown) => boolean,
    what: string,
  ];
} = {
  port: [isPort, 'a number from 0 to 65535'],
  host: [isText, 'an address of this machine'],
  allowHosts: [
    (value) => isTexts(value) && (value as string[]).every(isHostName),
    'a list of host names such as "sandbox.example"',
  ],
  controlToken: [
    (value) => isText(value) && tokenProblem(value as string) === undefined,
    tokenProblem('') ?? '',
  ],
  mode: [(value) => value === 'lenient' || value === 'strict', '"lenient" or "strict"'],
  // readWorld checks it and reports each fault.
  world: [() => true, 'an object'],
  activateOrigins: [
    (value) => Array.isArray(value) && value.every(isAddress),
    'a list of addresses such as "https://tv.example"',
  ],
  serviceTokenKeys: [
    (value) => Array.isArray(value) && value.every(isPublicKey),
    'a list of public RSA keys as PEM',
  ],
  quiet: [isFlag, 'true or false'],
  publicUrl: [isAddress, 'an address such as "http://192.168.1.20:8700"'],
  throttle: [isFlag, 'true or false'],
  data: [isText, 'a folder or the address of a Redis'],
  now: [(value) => typeof value === 'function', 'a function that answers ms'],
};

/** Hints for unknown options whose purpose is clear. */
const hints: Readonly<Record<string, string>> = {
  serviceProvider: 'world: { serviceProviders: [{ id }] } declares one',
  serviceProviders: 'they go into world: { serviceProviders: [{ id }] }',
  mvpds: 'they go into world: { mvpds: [{ id }] }',
  rules: 'control.rules(…) of the running sandbox changes them',
  faults: 'control.addFault(…) of the running sandbox adds them',
};

/**
 * @throws OptionError when an option is unknown, or its value is not valid
 * @throws WorldError with everything that is wrong with `world`
 */
export function checkOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new OptionError('its options are an object');
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, name)) {
      const hint = Object.hasOwn(hints, name) ? `: ${hints[name]}` : '';
      throw new OptionError(
        `there is no option "${name}"${hint}; there are ${Object.keys(known).join(', ')}`,
      );
    }
    if (value === undefined) continue;
    const [isGood, what] = known[name as keyof SandboxOptions];
    if (!isGood(value)) throw new OptionError(`${name}: ${what} is needed`);
    if (name === 'world') readWorld(value);
  }
}
