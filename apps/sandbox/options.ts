import { readPublicKey } from './pass/singleSignOn.ts';
import { isHostName, tokenProblem } from './server/access.ts';
import type { Mode } from './service.ts';
import type { WorldDeclaration } from './world/declaration.ts';
import { readWorld } from './world/readWorld.ts';

/** How a sandbox is started. */
export interface SandboxOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  /**
   * 127.0.0.1 and ::1 when absent: nobody else can reach it unless told so. At any other address the
   * controls under `/_sandbox` ask for a token.
   */
  readonly host?: string;
  /** Host names that lead to it besides those of its addresses; requests for others are refused. */
  readonly allowHosts?: readonly string[];
  /** What the controls ask for; absent, one is made where others than this machine can reach them. */
  readonly controlToken?: string;
  /** How to read Adobe's documentation where it is silent; `lenient` when absent. */
  readonly mode?: Mode;
  /**
   * Service providers with their domains, redirects, resources and statements, and TV providers, besides the
   * demo's. Lenient takes what nobody declared as it comes; strict knows these only.
   */
  readonly world?: WorldDeclaration;
  /** Origins of second-screen pages that are neither on this machine nor on a registered domain. */
  readonly activateOrigins?: readonly string[];
  /** Public RSA keys as PEM: whose service tokens (AD-Service-Token) are taken, besides its own. */
  readonly serviceTokenKeys?: readonly string[];
  /** Says nothing on the terminal about unknown paths, failures, and what was taken as it came. */
  readonly quiet?: boolean;
  /** How others reach it, when that is not `url` (a LAN address, a proxy). */
  readonly publicUrl?: string;
  /** false: as many requests a second as one likes. Throttled as documented when absent. */
  readonly throttle?: boolean;
  /**
   * Folder in which state survives a restart, made when it is missing; or the address of a Redis, which
   * several sandboxes may share: `redis[s]://[user:password@]host[:port][/database][?key=name]`. In memory
   * only when absent.
   */
  readonly data?: string;
  /**
   * The clock that the sandbox reads, ms since the epoch; `Date.now` when absent. Hand in the one by which the
   * client under test sleeps (`createTestClock`, or `() => Date.now()` under a runner's fake timers), and what the
   * client does is judged by its own time. Time that is only let pass by `clock.advance` the client may or may
   * not know of: nothing is judged across it.
   */
  readonly now?: () => number;
}

/** An option of `startSandbox` that there is not, or whose value is not usable; in words. */
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

/** Of each option what is allowed, and whether a value is. */
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
  // Its faults are told one by one.
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

/** What was meant, where one can tell. */
const hints: Readonly<Record<string, string>> = {
  serviceProvider: 'world: { serviceProviders: [{ id }] } declares one',
  serviceProviders: 'they go into world: { serviceProviders: [{ id }] }',
  mvpds: 'they go into world: { mvpds: [{ id }] }',
  rules: 'control.rules(…) of the running sandbox changes them',
  faults: 'control.addFault(…) of the running sandbox adds them',
};

/**
 * @throws OptionError when there is no such option, or its value is not usable
 * @throws WorldError with all that is wrong with `world`
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
