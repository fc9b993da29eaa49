import { type StreamOrders, streamOrders } from '../concurrency/orders.ts';
import { trafficOfJournal } from '../judge/journal.ts';
import { judge, judgeMeanwhile, type Report } from '../judge/judge.ts';
import { completeSession } from '../pass/profiles.ts';
import { isTempPass } from '../pass/tempPass.ts';
import type { Service } from '../service.ts';
import { readName } from '../state/clientNames.ts';
import { defaultRules, type RuleOptions } from '../state/rules.ts';
import { isValid, ownerOfKey } from '../state/store.ts';
import type { Client } from '../state/types.ts';
import { accounts, findAccount } from '../world/accounts.ts';
import type { WorldDeclaration } from '../world/declaration.ts';
import { type IdentityOrder, platformToken, serviceToken } from '../world/keys.ts';
import type { JournalEntry } from './entry.ts';
import { type Fault, type FaultOrder, OrderError } from './faults.ts';
import { carryOut, type RuleOrders, showRules } from './ruleOrders.ts';
import { declare, describeWorld, type KnownWorld } from './world.ts';

/** A viewer completes a second-screen login; no browser is needed. */
export interface SignInOrder {
  readonly code: string;
  /** When absent: the MVPD that the TV has chosen, else the first one. */
  readonly mvpd?: string;
  /** The first demo account when absent. */
  readonly user?: string;
}

/** The name that a test gives to a client; see state/clientNames.ts. */
export interface NameOrder {
  readonly clientId: string;
  /** At most 64 printable characters. */
  readonly name: string;
}

/** Client credentials that the sandbox has issued. */
export interface KnownClient {
  readonly clientId: string;
  readonly name?: string;
  /** The registered application whose software statement they were registered with. */
  readonly softwareId: string;
  /** ms since the epoch. */
  readonly issuedAt: number;
  readonly revoked: boolean;
}

/** A registration code on a screen. */
export interface WaitingSession {
  readonly code: string;
  readonly serviceProvider: string;
  readonly mvpd?: string;
  readonly completed: boolean;
  /** ms since the epoch. */
  readonly notAfter: number;
  readonly device: { readonly model?: string; readonly vendor?: string };
}

/**
 * The controls of the sandbox, in process and (routes.ts) under `/_sandbox`. Orders that cannot be
 * carried out throw an OrderError whose message gives the reason.
 */
export interface Control extends StreamOrders {
  /** The requests that the sandbox received so far, secrets as hashes. `after`: a sequence number. */
  requests(after?: number): JournalEntry[];
  /** Deletes the recorded requests; the judge then judges later requests only. */
  clearRequests(): void;
  /** Codes that can still be used, the newest first. */
  sessions(): WaitingSession[];
  /** All profiles; `valid` is false for expired and withdrawn ones. */
  profiles(): Array<{ clientId: string; mvpd: string; user: string; type: string; valid: boolean }>;
  /** Every client that has registered, the oldest first. */
  clients(): KnownClient[];
  /** Gives a client the name that reports use for it. */
  nameClient(order: NameOrder): KnownClient;
  /** Signs a viewer in on a registration code, as the second screen and the provider would. */
  signIn(order: SignInOrder): { code: string; mvpd: string; user: string };
  /** A token of the programmer's identity service for a viewer: a value for AD-Service-Token. */
  serviceToken(order: IdentityOrder): Promise<string>;
  /** A token of the platform for a household: a value for Adobe-Subject-Token. */
  platformToken(order: IdentityOrder): Promise<string>;
  /** The sandbox's world; `declared` adds to it. Throws a WorldError that lists what is wrong with `declared`. */
  world(declared?: WorldDeclaration): KnownWorld;
  /** Makes matching requests fail, until the fault is used up or cleared. */
  addFault(order: FaultOrder): Fault;
  /** The active faults, the oldest first. */
  faults(): Fault[];
  /** Removes one fault, or all. */
  clearFaults(id?: number): void;
  /** The rules in force, after `orders` have been carried out, if given. */
  rules(orders?: RuleOrders): ReturnType<typeof showRules>;
  /** Which of Adobe's requirements every client met and broke, as far as `requests` shows it. */
  conformance(): Report;
  /** The same, computed in steps so that the sandbox continues to answer requests. */
  conformanceMeanwhile(): Promise<Report>;
  /** Back to the initial state: no clients, profiles, faults, changed rules or requests, and real time. */
  reset(): void;
}

export function createControl(service: Service, options: RuleOptions): Control {
  const { journal, faults, store, clock, rules } = service;
  return {
    requests: (after) => journal.list(after),
    clearRequests: () => journal.clear(),
    sessions: () => waitingSessions(service),
    profiles: () =>
      [...store.profiles].flatMap(([key, own]) =>
        [...own.values()].map((profile) => ({
          clientId: ownerOfKey(key).clientId,
          mvpd: profile.mvpd,
          user: profile.user,
          type: profile.type,
          valid: isValid(profile, clock.now()),
        })),
      ),
    clients: () => [...store.clients.values()].map((client) => describeClient(service, client)),
    nameClient: (order) => nameClient(service, order),
    signIn: (order) => signIn(service, order),
    serviceToken: (order) => serviceToken(order, clock.now()),
    platformToken: (order) => platformToken(order, clock.now()),
    world: (declared) => {
      if (declared !== undefined) declare(service, declared);
      return describeWorld(service);
    },
    addFault: (order) => faults.add(order),
    faults: () => faults.list(),
    clearFaults: (id) => faults.clear(id),
    rules: (orders = {}) => {
      carryOut(service, orders);
      return showRules(service);
    },
    ...judgesOf(service),
    ...streamOrders(service),
    reset: () => {
      store.reset();
      faults.clear();
      journal.clear();
      clock.reset();
      service.names.reset();
      service.throttle.reset();
      service.streams.reset();
      service.mediaTokens.reset();
      Object.assign(rules, defaultRules(options));
    },
  };
}

/** Judges the journal; keeps the report until something new is recorded. */
function judgesOf({
  journal,
  world,
}: Service): Pick<Control, 'conformance' | 'conformanceMeanwhile'> {
  let last: { readonly of: string; readonly report: Report } | undefined;
  let going: { readonly of: string; readonly report: Promise<Report> } | undefined;
  const nameOf = (entries: readonly JournalEntry[]) =>
    `${entries.length} ${entries[0]?.seq} ${entries.at(-1)?.seq}`;
  return {
    conformance: () => {
      const entries = journal.list();
      const of = nameOf(entries);
      if (last?.of !== of) last = { of, report: judge(trafficOfJournal(entries, world)) };
      return last.report;
    },
    conformanceMeanwhile: async () => {
      const entries = await journal.listMeanwhile();
      const of = nameOf(entries);
      if (last?.of === of) return last.report;
      if (going?.of !== of)
        going = { of, report: judgeMeanwhile(trafficOfJournal(entries, world)) };
      const report = await going.report;
      last = { of, report };
      return report;
    },
  };
}

function signIn(service: Service, order: SignInOrder) {
  const session = service.store.liveSession(
    String(order.code ?? '').toUpperCase(),
    service.clock.now(),
  );
  if (!session) throw new OrderError('code: no living session has this code');
  const mvpd = service.world.mvpd(order.mvpd ?? session.mvpd ?? 'ValleyCable');
  if (!mvpd || isTempPass(mvpd)) throw new OrderError(`mvpd: nobody signs in at "${order.mvpd}"`);
  const account = order.user === undefined ? accounts[0] : findAccount(order.user);
  if (!account)
    throw new OrderError(`user: there are ${accounts.map(({ user }) => user).join(', ')}`);
  // Without `user` and with home-based authentication the login is that of the household at home.
  const isHome = mvpd.recognisesHome === true && service.rules.atHome && order.user === undefined;
  completeSession(service, session, mvpd, account, { isHome });
  return { code: session.code, mvpd: mvpd.id, user: account.user };
}

function nameClient(service: Service, order: NameOrder): KnownClient {
  for (const key of Object.keys(order))
    if (key !== 'clientId' && key !== 'name')
      throw new OrderError(`there is no "${key}"; there are clientId, name`);
  const client = service.store.clients.get(String(order.clientId ?? ''));
  if (!client) throw new OrderError('clientId: no client has registered with this id');
  const name = typeof order.name === 'string' ? readName(order.name) : undefined;
  if (name === undefined || name !== order.name)
    throw new OrderError('name: a text of 1 to 64 printable characters is needed');
  service.names.give(client.id, name);
  return describeClient(service, client);
}

function describeClient(service: Service, client: Client): KnownClient {
  const { id, softwareId, issuedAt, revoked } = client;
  const name = service.names.of(undefined, id);
  return { clientId: id, ...(name === undefined ? {} : { name }), softwareId, issuedAt, revoked };
}

function waitingSessions({ store, clock }: Service): WaitingSession[] {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return [...store.sessions.values()]
    .filter((session) => clock.now() < session.notAfter)
    .map(({ code, owner, mvpd, completed, notAfter, device }) => {
      const model = text(device.info.model);
      const vendor = text(device.info.vendor);
      return {
        code,
        serviceProvider: owner.serviceProvider,
        ...(mvpd === undefined ? {} : { mvpd }),
        completed,
        notAfter,
        device: {
          ...(model === undefined ? {} : { model }),
          ...(vendor === undefined ? {} : { vendor }),
        },
      };
    })
    .reverse();
}
