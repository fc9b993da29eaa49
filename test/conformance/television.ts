import type { Control, Sandbox } from '../../apps/sandbox/index.ts';
import type { Item } from '../../core/catalogue/types.ts';
import { type Couchpass, createCouchpass } from '../../core/couchpass.ts';
import type { MachineEvent } from '../../core/machine/events.ts';
import type { HomeView, View } from '../../core/machine/view.types.ts';
import type { MemoryKey } from '../../core/memory/Memory.ts';
import type { CorePorts, HttpRequest, HttpResponse } from '../../core/ports.ts';
import type { PassSettings, Settings } from '../../core/settings.ts';
import { deviceInfo, mapStore } from '../support/ports.ts';
import { send } from '../support/send.ts';
import { settingsFor } from '../support/settings.ts';
import type { TestEnvClock } from './testEnvClock.ts';

/** The parts of the test environment that a television needs. */
interface Surroundings {
  readonly sandbox: Sandbox;
  readonly clock: TestEnvClock;
  readonly control: Control;
}

export interface Viewer {
  readonly user?: string;
  readonly mvpd?: string;
}

export interface TelevisionOptions {
  readonly pass?: Partial<PassSettings>;
  readonly ports?: Partial<CorePorts>;
  readonly id?: string;
  /** ms by which the device's date is wrong. */
  readonly clockError?: number;
  readonly stored?: Map<string, unknown>;
}

/** The product without a screen: the viewer reads `view` and presses keys with `send`. */
export class Television {
  readonly id: string;
  readonly stored: Map<string, unknown>;
  /** Every request that it sent, with its secrets. */
  readonly sent: HttpRequest[] = [];
  readonly received: HttpResponse[] = [];
  /** Every view that was shown, in order. */
  readonly shown: View[] = [];
  options: TelevisionOptions;
  private readonly world: Surroundings;
  private running: Couchpass | undefined;

  constructor(world: Surroundings, options: TelevisionOptions) {
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

  /** Starts it, and waits until Home is complete. */
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

  /** Deletes these keys from the store; only while it is switched off. */
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

  /** Selects an item on Home, without waiting for the result. */
  async pick(id: string): Promise<void> {
    await this.send({ type: 'PLAY', item: await this.item(id) });
  }

  /** Selects an item and waits until it plays. */
  async watch(id: string) {
    await this.pick(id);
    return this.on('player');
  }

  /** Waits until a usable code is on screen. */
  async code(): Promise<string> {
    const hasCode = () =>
      this.view.screen === 'signIn' && this.view.phase === 'waiting' && this.view.code;
    return this.world.clock.until(hasCode, () => this.said('signIn'));
  }

  /** Starts a sign-in; a viewer uses the code on another device; waits for Home. */
  async signIn({ user = 'alex', mvpd = 'ValleyCable' }: Viewer = {}): Promise<void> {
    await this.send({ type: 'SIGN_IN' });
    await this.complete({ user, mvpd });
    await this.home();
  }

  /** A viewer uses the code that is on screen. */
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
