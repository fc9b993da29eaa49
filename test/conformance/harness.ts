import { onTestFinished } from 'vitest';
import {
  type Control,
  type FaultOrder,
  type JournalEntry,
  type Sandbox,
  type SandboxOptions,
  softwareStatement,
  startSandbox,
} from '../../apps/sandbox/index.ts';
import type { Item } from '../../core/catalogue/types.ts';
import { type Couchpass, createCouchpass } from '../../core/couchpass.ts';
import type { MachineEvent } from '../../core/machine/events.ts';
import type { HomeView, View } from '../../core/machine/view.types.ts';
import type { MemoryKey } from '../../core/memory/Memory.ts';
import type { CorePorts, HttpRequest, HttpResponse } from '../../core/ports.ts';
import { type PassSettings, readSettings, type Settings } from '../../core/settings.ts';
import { deviceInfo, mapStore, rawSettings } from '../support/ports.ts';
import { WorldClock } from './worldClock.ts';

/** ms */
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** One protected item, its resource, and one that is free, of the sandbox's own catalogue. */
export const film = 'tidewater';
export const filmResource = 'NORTHSTAR-MAIN';
export const sport = 'the-last-lap';
export const free = 'undergrowth';

/** A call by its short name: `GET /profiles/code/*`, the service's own prefix left out. */
export type Short = `${'GET' | 'POST' | 'DELETE'} /${string}`;

const prefix = '/api/v2/NORTHSTAR';
/** Paths that are no part of REST API V2. */
const others = /^\/(o|api|reggie|programmer|mvpd|adobe-services)(\/|$)/;

/** A sandbox and everybody who uses it, on a clock of their own. Closes itself when the test is over. */
export async function world(options: Partial<SandboxOptions> = {}): Promise<World> {
  const clock = new WorldClock();
  const sandbox = await startSandbox({
    quiet: true,
    throttle: false,
    now: () => clock.now(),
    ...options,
  });
  const made = new World(sandbox, clock);
  onTestFinished(async () => {
    made.end();
    await clock.quiet();
    await sandbox.close();
  });
  return made;
}

export class World {
  readonly sandbox: Sandbox;
  readonly clock: WorldClock;
  private readonly televisions: Television[] = [];

  constructor(sandbox: Sandbox, clock: WorldClock) {
    this.sandbox = sandbox;
    this.clock = clock;
  }

  get control(): Control {
    return this.sandbox.control;
  }

  /** ms on the clock of devices and sandbox alike. */
  pass(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** Everything that the sandbox recorded under this name, `*` standing for anything. */
  calls(short: Short): JournalEntry[] {
    const matches = matcherOf(short);
    return this.control.requests().filter((entry) => matches(shortOf(entry)));
  }

  count(short: Short): number {
    return this.calls(short).length;
  }

  /** The short names of all recorded calls to the service, in order of arrival. */
  sequence(after = 0): string[] {
    return this.service(after).map(shortOf);
  }

  /** Calls to Adobe's side: neither the programmer's own services nor pages. */
  service(after = 0): JournalEntry[] {
    return this.control
      .requests(after)
      .filter(({ path }) => /^\/(o|api|reggie)\//.test(path) && !path.includes('/authenticate'));
  }

  /** Sequence number of the last request so far. */
  mark(): number {
    return this.control.requests().at(-1)?.seq ?? 0;
  }

  fault(short: Short, order: Omit<FaultOrder, 'method' | 'path'>): void {
    const [method = '', path = ''] = short.split(' ');
    this.control.addFault({ method, path: others.test(path) ? path : prefix + path, ...order });
  }

  /** Not started yet. */
  television(options: TelevisionOptions = {}): Television {
    const television = new Television(this, options);
    this.televisions.push(television);
    return television;
  }

  /** Started, and on Home. */
  async launched(options: TelevisionOptions = {}): Promise<Television> {
    const television = this.television(options);
    await television.launch();
    return television;
  }

  /** On Home with a viewer. */
  async signedIn({ user, mvpd, ...options }: TelevisionOptions & Viewer = {}): Promise<Television> {
    const television = await this.launched(options);
    await television.signIn({ ...(user && { user }), ...(mvpd && { mvpd }) });
    return television;
  }

  end(): void {
    for (const television of this.televisions) television.stop();
  }

  /** What the judge of the sandbox found broken, of any client. */
  broken(): string[] {
    return this.control
      .conformance()
      .clients.flatMap(({ rows }) => rows)
      .filter(({ state }) => state === 'broken')
      .map(({ id, advice }) => `${id}: ${advice}`);
  }

  /** How the judge of the sandbox sees one row, for each client in order of appearance. */
  judged(row: string): string[] {
    return this.control
      .conformance()
      .clients.map(({ rows }) => rows.find(({ id }) => id === row)?.state ?? 'no such row');
  }
}

export interface Viewer {
  readonly user?: string;
  readonly mvpd?: string;
}

export interface TelevisionOptions {
  readonly pass?: Partial<PassSettings>;
  readonly ports?: Partial<CorePorts>;
  readonly id?: string;
  /** ms that the device's date is off by. */
  readonly clockError?: number;
  readonly stored?: Map<string, unknown>;
}

/** The product without a screen: what a viewer would read is `view`, what they press is `send`. */
export class Television {
  readonly id: string;
  readonly stored: Map<string, unknown>;
  /** Everything that left it, with its secrets. */
  readonly sent: HttpRequest[] = [];
  readonly received: HttpResponse[] = [];
  /** Every view that was shown, in order. */
  readonly shown: View[] = [];
  options: TelevisionOptions;
  private readonly world: World;
  private running: Couchpass | undefined;

  constructor(world: World, options: TelevisionOptions) {
    this.world = world;
    this.options = options;
    this.id = options.id ?? crypto.randomUUID();
    this.stored = options.stored ?? new Map();
  }

  get app(): Couchpass {
    if (!this.running) throw new Error('it is switched off');
    return this.running;
  }

  get view(): View {
    return this.app.view;
  }

  get settings(): Settings {
    return settingsFor(this.world.sandbox.url, this.options.pass);
  }

  start(): void {
    this.running = createCouchpass(this.settings, this.ports());
    this.running.subscribe((view) => this.shown.push(view));
    this.running.start();
  }

  stop(): void {
    this.running?.stop();
    this.running = undefined;
  }

  /** Started and on Home, nothing left to do there. */
  async launch(): Promise<HomeView> {
    this.start();
    return this.home();
  }

  async restart(options: Partial<TelevisionOptions> = {}): Promise<HomeView> {
    this.stop();
    await this.world.clock.quiet();
    this.options = { ...this.options, ...options };
    return this.launch();
  }

  /** Forgets what the store holds under these keys; only while it is switched off. */
  wipe(...keys: MemoryKey[]): void {
    if (this.running) throw new Error('it is running, and remembers');
    for (const key of keys) this.stored.delete(`couchpass/${key}`);
  }

  remembers(key: MemoryKey): unknown {
    return (this.stored.get(`couchpass/${key}`) as { value: unknown } | undefined)?.value;
  }

  async send(...events: MachineEvent[]): Promise<void> {
    for (const event of events) {
      this.app.send(event);
      await this.world.clock.quiet();
    }
  }

  /** Waits until this screen is shown. @param limit ms */
  async on<S extends View['screen']>(
    screen: S,
    limit?: number,
  ): Promise<Extract<View, { screen: S }>> {
    const isThere = () => (this.view.screen === screen ? this.view : undefined);
    const view = await this.world.clock.until(isThere, () => this.said(screen), limit);
    return view as Extract<View, { screen: S }>;
  }

  /** The view, which must be on this screen already. */
  now<S extends View['screen']>(screen: S): Extract<View, { screen: S }> {
    if (this.view.screen !== screen) throw new Error(this.said(screen));
    return this.view as Extract<View, { screen: S }>;
  }

  async home(): Promise<HomeView> {
    await this.world.clock.until(
      () => this.view.screen === 'home' && this.view.catalogue !== null,
      () => this.said('home'),
    );
    await this.world.clock.quiet();
    return this.now('home');
  }

  async item(id: string): Promise<Item> {
    const { catalogue } = await this.home();
    const items = catalogue?.rows.flatMap((row) => row.items) ?? [];
    const found = items.find((item) => item.id === id);
    if (!found) throw new Error(`no ${id} in the catalogue`);
    return found;
  }

  /** Picks something on Home, and waits for nothing. */
  async pick(id: string): Promise<void> {
    await this.send({ type: 'PLAY', item: await this.item(id) });
  }

  /** Picks something and sees it play. */
  async watch(id: string) {
    await this.pick(id);
    return this.on('player');
  }

  /** Until there is a code on screen that somebody can use. */
  async code(): Promise<string> {
    const hasCode = () =>
      this.view.screen === 'signIn' && this.view.phase === 'waiting' && this.view.code;
    return this.world.clock.until(hasCode, () => this.said('signIn'));
  }

  /** Asks to sign in; somebody uses the code elsewhere; back on Home. */
  async signIn({ user = 'alex', mvpd = 'ValleyCable' }: Viewer = {}): Promise<void> {
    await this.send({ type: 'SIGN_IN' });
    await this.complete({ user, mvpd });
    await this.home();
  }

  /** Somebody uses the code that is on screen. */
  async complete({ user = 'alex', mvpd = 'ValleyCable' }: Viewer = {}): Promise<void> {
    if (this.view.screen === 'confirmProvider') await this.send({ type: 'CONFIRM' });
    if (this.view.screen === 'providers') await this.send({ type: 'CHOOSE', mvpd });
    const code = await this.code();
    this.world.control.signIn({ code, mvpd, user });
  }

  async signOut(): Promise<void> {
    await this.send({ type: 'ACCOUNT' }, { type: 'SIGN_OUT' }, { type: 'CONFIRM' });
  }

  private said(wanted: string): string {
    const { view } = this;
    const shown = view.screen === 'home' ? { ...view, catalogue: view.catalogue !== null } : view;
    return `wanted ${wanted}, shows ${JSON.stringify(shown)}`;
  }

  private ports(): CorePorts {
    const { clock } = this.world;
    const { clockError = 0, ports } = this.options;
    return {
      clock: {
        now: () => clock.now() + clockError,
        monotonic: () => clock.monotonic(),
        setTimeout: (fn, ms) => clock.setTimeout(fn, ms),
        clearTimeout: (id) => clock.clearTimeout(id),
      },
      storage: mapStore(this.stored),
      random: () => 0.5,
      device: async () => ({ id: this.id, info: deviceInfo }),
      send: (request, signal) =>
        clock.during(async () => {
          this.sent.push(request);
          const response = await send(request, signal, 'Couchpass TV');
          this.received.push(response);
          return response;
        }),
      ...ports,
    };
  }
}

export async function send(
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
  agent: string,
): Promise<HttpResponse> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, 'user-agent': agent },
    signal,
    ...(body === undefined ? {} : { body }),
  });
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  return { status: response.status, contentType, text: await response.text() };
}

export function settingsFor(url: string, pass: Partial<PassSettings> = {}): Settings {
  const { appSettings } = rawSettings;
  const api = pass.api ?? 'v2';
  return readSettings({
    ...rawSettings,
    appSettings: {
      ...appSettings,
      pass: {
        ...appSettings.pass,
        baseUrl: url,
        softwareStatement: softwareStatement(api === 'v1' ? 'northstar-legacy' : 'northstar-tv'),
        ...pass,
      },
      catalogue: { feedUrl: '/programmer/feed.json', playbackUrl: '/programmer/play' },
    },
  });
}

export function shortOf({ method, path }: Pick<JournalEntry, 'method' | 'path'>): string {
  return `${method} ${path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path}`;
}

function matcherOf(short: Short): (text: string) => boolean {
  const source = short.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const pattern = new RegExp(`^${source}$`);
  return (text) => pattern.test(text);
}

/** ms between each call and the next. */
export function gaps(calls: readonly JournalEntry[]): number[] {
  return calls.slice(1).map(({ time }, i) => time - (calls[i]?.time ?? 0));
}

/** The JSON of a recorded answer. */
export function answerOf<T>(entry: JournalEntry | undefined): T {
  if (entry?.answer === undefined) throw new Error('no answer was recorded');
  return entry.answer as T;
}

/** A feed of so many protected items, each with a resource of its own. */
export function feedOf(count: number) {
  const ids = Array.from({ length: count }, (_, i) => `channel-${i + 1}`);
  return {
    providerName: 'Northstar',
    movies: ids.map((id) => ({
      id,
      title: id,
      content: { videos: [] },
      couchpass: { access: 'subscription', resource: id.toUpperCase() },
    })),
    playlists: [{ name: 'all', itemIds: ids }],
    categories: [{ name: 'All', playlistName: 'all' }],
  };
}

/** What a recorded call tells of the device; `{}` when it tells nothing readable. */
export function deviceInfoOf(entry: JournalEntry | undefined): Record<string, unknown> {
  const header = decodeURIComponent(entry?.headers['x-device-info'] ?? '');
  return header === '' ? {} : JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
}
