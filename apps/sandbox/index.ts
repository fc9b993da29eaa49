import { printableText } from '@couchpass/terminal';
import { Streams } from './concurrency/Streams.ts';
import { type Control, createControl } from './control/control.ts';
import { Faults } from './control/faults.ts';
import { Journal } from './control/journal.ts';
import { applyStandingOrders } from './control/ruleOrders.ts';
import { checkOptions, type SandboxOptions } from './options.ts';
import { MediaTokens } from './pass/mediaToken.ts';
import { readPublicKey } from './pass/singleSignOn.ts';
import { Throttle } from './pass/throttle.ts';
import { createAccess } from './server/access.ts';
import { createApp } from './server/app.ts';
import { type Listening, listenAt } from './server/listen.ts';
import type { Service } from './service.ts';
import { ClientNames } from './state/clientNames.ts';
import { MovableClock } from './state/clock.ts';
import { openPersistence } from './state/persistence/index.ts';
import { defaultRules } from './state/rules.ts';
import { Store } from './state/store.ts';
import { World } from './world/world.ts';

export type { RunningStream, StreamOrder, StreamOrders, TakeOrder } from './concurrency/orders.ts';
export type { ConcurrencyRules } from './concurrency/rules.ts';
export type {
  Control,
  KnownClient,
  NameOrder,
  SignInOrder,
  WaitingSession,
} from './control/control.ts';
export type { IntegrationChoice } from './control/dashboardOrders.ts';
export type { JournalEntry } from './control/entry.ts';
export { type Fault, type FaultOrder, OrderError } from './control/faults.ts';
export type { ClientChoice, ProfileChoice, RuleOrders } from './control/ruleOrders.ts';
export type { KnownWorld } from './control/world.ts';
export { ChoiceError, type RowChoice } from './judge/choice.ts';
export { HarError, type HarOptions, readHar } from './judge/har.ts';
export {
  type Cited,
  type JudgedClient,
  type JudgedRow,
  judge,
  type Report,
  type ReportedRow,
  type State,
  type Summary,
} from './judge/judge.ts';
export { renderReport } from './judge/report.ts';
export { OptionError, type SandboxOptions } from './options.ts';
export type { MediaTokenVerdict } from './pass/mediaToken.ts';
export type { Mode } from './service.ts';
export { CLIENT_HEADER } from './state/clientNames.ts';
export { DataError } from './state/persistence/index.ts';
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
export type {
  MvpdDeclaration,
  ServiceProviderDeclaration,
  SigningKeyDeclaration,
  StatementDeclaration,
  WorldDeclaration,
} from './world/declaration.ts';
export type { IdentityOrder } from './world/keys.ts';
export { type Mvpd, mvpds } from './world/providers.ts';
export { readWorld, WorldError, type WorldFault } from './world/readWorld.ts';
export { type ServiceProvider, serviceProviders } from './world/serviceProviders.ts';
export { softwareStatement } from './world/statements.ts';
export type { Taken } from './world/taken.ts';

/** A running sandbox. */
export interface Sandbox {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly clock: {
    /** ms since the epoch. */
    now(): number;
    /**
     * Moves only the sandbox's time, for example to let tokens expire. The judge does not judge pauses across
     * such a jump; clients that wait by a test's clock need `SandboxOptions.now`.
     */
    advance(ms: number): void;
  };
  readonly control: Control;
  /** The token that the controls over HTTP require, as `Authorization: Bearer TOKEN`; absent when they require none. */
  readonly controlToken?: string;
  /** Verifies a media token for a programmer's backend; after the first VALID_TOKEN the token is used up. */
  verifyMediaToken: MediaTokens['verify'];
  /** Also closes open connections. */
  close(): Promise<void>;
}

/**
 * Starts a stand-in for Adobe Pass Authentication: DCR, REST API V2 and V1, invented TV providers with login
 * pages, and the programmer's services, over HTTP. Sandboxes share no state; many can run in one process.
 * @throws the error of `listen` (code EADDRINUSE, EACCES, …) when the port is not available
 * @throws DataError when state cannot be stored in `data`
 * @throws OptionError when an option is unknown, or its value is not valid
 * @throws WorldError with everything that is wrong with `world`
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  checkOptions(options);
  const clock = new MovableClock(options.now);
  const closing = new AbortController();
  let url = '';
  const mode = options.mode ?? 'lenient';
  const ruleOptions = { mode, throttle: options.throttle ?? true };
  const store = new Store();
  const { host = 'localhost' } = options;
  let access = createAccess({
    ...options,
    listening: host === 'localhost' ? ['127.0.0.1', '::1'] : [host],
  });
  const service: Service = {
    mode,
    clock,
    store,
    world: new World(options.world ?? {}, store),
    rules: defaultRules(ruleOptions),
    throttle: new Throttle(),
    streams: new Streams(),
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
    applyStandingOrders: (serviceProvider) => applyStandingOrders(service, serviceProvider),
  };
  const control = createControl(service, ruleOptions);
  const app = createApp(service, control, closing.signal);
  const keeper =
    options.data === undefined ? undefined : await openPersistence(options.data, service);
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

/** Clients cannot connect to `0.0.0.0` or `::`, and `localhost` may be another address for them. */
function hostInUrl(host: string): string {
  if (host === 'localhost' || host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
