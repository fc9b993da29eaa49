import type { AnyMachineSnapshot, InspectionEvent } from 'xstate';
import type { Sandbox } from '../../../apps/sandbox/index.ts';
import { type Couchpass, createCouchpass } from '../../../core/couchpass.ts';
import type { MachineEvent } from '../../../core/machine/events.ts';
import { createPassService } from '../../../core/pass/createPassService.ts';
import type { CorePorts, HttpRequest, HttpResponse } from '../../../core/ports.ts';
import type { Settings } from '../../../core/settings.ts';
import { devicePorts } from '../../support/SimulatedTv.ts';
import { settle } from '../../support/TestClock.ts';

import { type ModelEvent, type Outcome, requestsOf } from './steps.ts';
import { nameOf } from './ways.ts';

const forever = new AbortController().signal;

/** Abilities of the shell under test besides sending and storing. */
export interface Abilities {
  readonly browser: boolean;
  readonly asksBeforeExit: boolean;
}

/**
 * The product connected to the sandbox, one step at a time: requests are held until the step that they
 * belong to, and the clock moves only in a step that waits.
 */
export class Live {
  /** Every transition that was actually taken. */
  readonly taken = new Set<string>();
  snapshot: AnyMachineSnapshot | undefined;
  /** The transitions of the current step. */
  private recent: string[] = [];
  private readonly sandbox: Sandbox;
  private readonly settings: Settings;
  private readonly abilities: Abilities;
  private app: Couchpass | undefined;
  private device = devicePorts({});
  private launches = 0;
  private onItsWay = 0;
  private held: { readonly path: string; readonly go: () => void }[] = [];
  private allowed: RegExp | null = null;
  private browser: ((came: boolean | 'none') => void) | undefined;

  constructor(sandbox: Sandbox, settings: Settings, abilities: Abilities) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.abilities = abilities;
  }

  /** A launch on a new device; `outcome` of `restore` determines what is stored on the device. */
  private async launch({ name }: Outcome): Promise<void> {
    this.stop();
    this.launches++;
    this.sandbox.control.clearFaults();
    const stored = new Map<string, unknown>();
    this.device = devicePorts({ stored, deviceId: `tv-${this.launches}` });
    if (name !== 'nothing') {
      await this.remember(stored);
      if (name === 'a provider') stored.delete('couchpass/profile');
    }
    this.app = createCouchpass(this.settings, this.ports(), {
      inspect: (seen) => this.look(seen),
    });
    this.app.start();
    await this.quiet();
  }

  /** Stores what a sign-in stores: credentials, profile and provider. */
  private async remember(stored: Map<string, unknown>): Promise<void> {
    await this.signIn(true);
    stored.set('couchpass/provider', {
      version: 1,
      value: { id: 'ValleyCable', displayName: 'Valley Cable' },
    });
    const [profile] = await this.service().profiles(forever);
    stored.set('couchpass/profile', { version: 1, value: profile });
  }

  /** Takes one step, and waits for everything that follows from it without delay. */
  async take(event: ModelEvent, ways: readonly string[]): Promise<void> {
    const { outcome, type } = event;
    this.recent = [];
    if (outcome && type.includes('restoring')) await this.launch(outcome);
    else if (outcome) await this.come(type, outcome, ways);
    else if (type.startsWith('xstate.after.')) await this.waitFor(type, ways);
    else {
      if (event.later) await this.device.ports.clock.advance(event.later);
      this.app?.send(event as unknown as MachineEvent);
    }
    await this.quiet();
  }

  /** Makes an actor end with `outcome`. */
  private async come(type: string, outcome: Outcome, ways: readonly string[]): Promise<void> {
    const { control } = this.sandbox;
    control.clearFaults();
    for (const fault of outcome.faults ?? []) control.addFault(fault);
    if (outcome.profile !== undefined) await this.signIn(outcome.profile);
    const onScreen = this.snapshot?.context.code as { readonly code: string } | null;
    if (outcome.phone && onScreen) {
      control.signIn({ code: onScreen.code, mvpd: 'ValleyCable', user: 'alex' });
    }
    if (outcome.browser !== undefined) this.browser?.(outcome.browser);
    this.allow(requestsOf[this.actorOf(type)] ?? null);
    // The rate limiter may delay a request for a moment.
    for (let i = 0; i < 6 && !this.took(ways); i++) {
      await this.quiet();
      if (!this.took(ways)) await this.device.ports.clock.advance(1_200);
    }
    this.allow(null);
  }

  private async waitFor(type: string, ways: readonly string[]): Promise<void> {
    const long = type.includes('codeLife') || type.includes('previewLeft');
    if (long) this.allow(/./);
    for (let passed = 0; passed < 40 * 60_000; ) {
      const ms = passed < 30_000 ? 500 : 5_000;
      await this.device.ports.clock.advance(ms);
      await this.quiet();
      passed += ms;
      if (this.took(ways) || (this.recent.length > 0 && !long)) break;
    }
    this.allow(null);
  }

  stop(): void {
    this.app?.stop();
    this.held = [];
    this.browser = undefined;
  }

  private took(ways: readonly string[]): boolean {
    return ways.every((way) => this.recent.includes(way));
  }

  private look(seen: InspectionEvent): void {
    if (seen.type === '@xstate.microstep') {
      for (const name of seen._transitions.map(nameOf)) {
        this.taken.add(name);
        this.recent.push(name);
      }
    }
    const isMachine = 'snapshot' in seen && 'value' in seen.snapshot && '_nodes' in seen.snapshot;
    if (isMachine) this.snapshot = seen.snapshot as AnyMachineSnapshot;
  }

  private actorOf(type: string): string {
    for (const node of this.snapshot?._nodes ?? []) {
      for (const { id, src } of node.invoke) if (type.endsWith(`.${id}`)) return src as string;
    }
    return '';
  }

  private ports(): CorePorts {
    const { ports } = this.device;
    return {
      ...ports,
      send: (request, signal) => this.send(request, signal),
      ...(this.abilities.asksBeforeExit ? { asksBeforeExit: true } : {}),
      ...(this.abilities.browser
        ? {
            openUrl: () =>
              new Promise<boolean>((resolve, reject) => {
                this.browser = (came) =>
                  came === 'none' ? reject(new Error('no browser')) : resolve(came);
              }),
          }
        : {}),
    };
  }

  private async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const path = new URL(request.url).pathname;
    if (!path.startsWith('/o/') && !this.allowed?.test(path)) {
      await new Promise<void>((resolve, reject) => {
        const mine = { path, go: resolve };
        this.held.push(mine);
        signal.addEventListener('abort', () => {
          this.held = this.held.filter((other) => other !== mine);
          reject(new Error('aborted'));
        });
      });
    }
    this.onItsWay++;
    try {
      return await this.device.ports.send(request, signal);
    } finally {
      this.onItsWay--;
    }
  }

  private allow(which: RegExp | null): void {
    this.allowed = which;
    const free = this.held.filter(({ path }) => which?.test(path));
    this.held = this.held.filter((one) => !free.includes(one));
    for (const { go } of free) go();
  }

  private async quiet(): Promise<void> {
    do await settle();
    while (this.onItsWay > 0);
  }

  /** The service for another program on the same device, without delays. */
  private service() {
    const { pass } = this.settings.appSettings;
    return createPassService(pass, { ...this.device.ports, clock: systemClock });
  }

  private async signIn(wanted: boolean): Promise<void> {
    const { control } = this.sandbox;
    const faults = control.faults();
    control.clearFaults();
    if (wanted) {
      const { domainName, activateUrl } = this.settings.appSettings.pass;
      const session = await this.service().createSession(
        { mvpd: 'ValleyCable', domainName, redirectUrl: activateUrl },
        forever,
      );
      if (session.code) control.signIn({ code: session.code, mvpd: 'ValleyCable', user: 'alex' });
    } else control.rules({ deleteProfiles: true });
    for (const { id: _, hits: __, ...fault } of faults) control.addFault(fault);
  }
}

const systemClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (fn: (...args: unknown[]) => void, ms: number) => setTimeout(fn, ms),
  clearTimeout: (id: unknown) => clearTimeout(id as NodeJS.Timeout),
};
