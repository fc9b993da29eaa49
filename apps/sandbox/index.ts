import { printableText } from '../terminal/printable.ts';
import { type Control, createControl } from './control/control.ts';
import { Faults } from './control/faults.ts';
import { Journal } from './control/journal.ts';
import { MediaTokens } from './pass/mediaToken.ts';
import { readPublicKey } from './pass/singleSignOn.ts';
import { Throttle } from './pass/throttle.ts';
import { createAccess } from './server/access.ts';
import { createApp } from './server/app.ts';
import { type Listening, listenAt } from './server/listen.ts';
import type { Mode, Service } from './service.ts';
import { ClientNames } from './state/clientNames.ts';
import { MovableClock } from './state/clock.ts';
import { keepIn } from './state/kept/index.ts';
import { defaultRules } from './state/rules.ts';
import { Store } from './state/store.ts';

export type {
  Control,
  KnownClient,
  NameOrder,
  SignInOrder,
  WaitingSession,
} from './control/control.ts';
export type { JournalEntry } from './control/entry.ts';
export { type Fault, type FaultOrder, OrderError } from './control/faults.ts';
export type { ClientChoice, ProfileChoice, RuleOrders } from './control/ruleOrders.ts';
export { ChoiceError, type RowChoice } from './judge/choice.ts';
export { HarError, type HarOptions, readHar } from './judge/har.ts';
export {
  type JudgedClient,
  type JudgedRow,
  judge,
  type Report,
  type State,
} from './judge/judge.ts';
export { renderReport } from './judge/report.ts';
export type { MediaTokenVerdict } from './pass/mediaToken.ts';
export type { Mode } from './service.ts';
export { CLIENT_HEADER } from './state/clientNames.ts';
export { DataError } from './state/kept/index.ts';
export { createTestClock, type TestClock } from './testing/clock.ts';
export {
  type ConformanceOptions,
  type ConformanceProblem,
  conformanceProblems,
  expectConformant,
  type Judged,
} from './testing/conformance.ts';
export {
  expectReceived,
  type ReceivedFilter,
  type ReceivedOptions,
  type Recorder,
  received,
} from './testing/received.ts';
export { type Account, accounts } from './world/accounts.ts';
export { type Mvpd, mvpds } from './world/providers.ts';
export { serviceProviders } from './world/serviceProviders.ts';
export { softwareStatement } from './world/statements.ts';

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
  /** Origins of second-screen pages that are neither on this machine nor on a registered domain. */
  readonly activateOrigins?: readonly string[];
  /** Public RSA keys as PEM: whose service tokens (AD-Service-Token) are taken, besides its own. */
  readonly serviceTokenKeys?: readonly string[];
  /** Says nothing on the terminal about unknown paths and failures. */
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

export interface Sandbox {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly clock: {
    /** ms since the epoch. */
    now(): number;
    /**
     * Moves the sandbox's time alone, as when tokens are to end. The judge does not judge pauses across such
     * a jump; clients that sleep by a test's clock need `SandboxOptions.now`.
     */
    advance(ms: number): void;
  };
  readonly control: Control;
  /** What the controls over HTTP ask for: `Authorization: Bearer TOKEN`; absent when they ask for none. */
  readonly controlToken?: string;
  /** What a programmer's backend asks about a media token; the first VALID_TOKEN spends it. */
  verifyMediaToken: MediaTokens['verify'];
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * Starts a stand-in for Adobe Pass Authentication: DCR, REST API V2 and V1, invented TV providers with login
 * pages, and the programmer's own services, over HTTP. Each is a world of its own; many can run in one
 * process.
 * @throws the error of `listen` (code EADDRINUSE, EACCES, …) when the port cannot be had
 * @throws DataError when state cannot be kept in `data`
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = new MovableClock(options.now);
  const closing = new AbortController();
  let url = '';
  const throttle = options.throttle ?? true;
  const { host = 'localhost' } = options;
  let access = createAccess({
    ...options,
    listening: host === 'localhost' ? ['127.0.0.1', '::1'] : [host],
  });
  const service: Service = {
    mode: options.mode ?? 'lenient',
    clock,
    store: new Store(),
    rules: defaultRules({ throttle }),
    throttle: new Throttle(),
    mediaTokens: new MediaTokens(() => clock.now()),
    journal: new Journal(),
    faults: new Faults(),
    names: new ClientNames(),
    get access() {
      return access;
    },
    activateOrigins: (options.activateOrigins ?? []).map((origin) => new URL(origin).origin),
    serviceTokenKeys: (options.serviceTokenKeys ?? []).map(readPublicKey),
    publicUrl: () => (options.publicUrl ?? url).replace(/\/+$/, ''),
    warn: (message) => {
      if (!options.quiet) console.warn(printableText(`sandbox: ${message}`));
    },
  };
  const control = createControl(service, { throttle });
  const app = createApp(service, control, closing.signal);
  const keeper = options.data === undefined ? undefined : await keepIn(options.data, service);
  const fetch: typeof app.fetch = keeper
    ? (...args) => keeper.during(() => app.fetch(...args))
    : app.fetch;
  let listening: Listening;
  try {
    listening = await listenAt(fetch, { port: options.port ?? 0, host });
  } catch (error) {
    await keeper?.close();
    throw error;
  }
  const { port, addresses } = listening;
  const { controlToken } = access;
  access = createAccess({
    ...options,
    listening: [host, ...addresses],
    ...(controlToken === undefined ? {} : { controlToken }),
  });
  url = `http://${hostInUrl(host)}:${port}`;
  return {
    url,
    port,
    clock,
    control,
    ...(controlToken === undefined ? {} : { controlToken }),
    verifyMediaToken: (token, resource) => service.mediaTokens.verify(token, resource),
    close: async () => {
      closing.abort();
      await listening.close();
      await keeper?.close();
    },
  };
}

/** An address to listen on everywhere is none to go to, and a name may mean another address elsewhere. */
function hostInUrl(host: string): string {
  if (host === 'localhost' || host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
