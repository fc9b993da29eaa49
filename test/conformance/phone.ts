import { vi } from 'vitest';
import { type ActivationFlow, createActivationFlow } from '../../apps/activate/activationFlow.ts';
import { createGuessLimit } from '../../apps/activate/guessLimit.ts';
import type { LoginRoundTrip } from '../../apps/activate/loginRoundTrip.ts';
import type { Page, Step } from '../../apps/activate/page.ts';
import { languages } from '../../apps/activate/texts/index.ts';
import { createPassService } from '../../core/pass/createPassService.ts';
import type { HttpRequest } from '../../core/ports.ts';
import type { PassSettings } from '../../core/settings.ts';
import { mapStore } from '../support/ports.ts';
import { send } from '../support/send.ts';
import { settingsFor } from '../support/settings.ts';
import { browse } from './browse.ts';
import { PageDocument, type PageNode } from './pageDocument.ts';
import type { TestEnv } from './testEnv.ts';

const texts = languages.en;
const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15';
const deviceInfo = {
  model: 'iPhone',
  version: '18',
  osName: 'iOS',
  osVersion: '18.0',
  connectionType: 'WiFi',
} as const;

/** A screen on which everything is visible. */
class TallScreen {
  private readonly seen: (entries: { isIntersecting: boolean }[]) => void;
  constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
    this.seen = seen;
  }
  observe(): void {
    // Twenty screens hold more providers than any test has.
    for (let times = 0; times < 20; times += 1) {
      queueMicrotask(() => this.seen([{ isIntersecting: true }]));
    }
  }
}

/** A viewer with the second-screen page and the browser that shows it. */
export class Phone {
  /** Every request of the page itself. */
  readonly sent: HttpRequest[] = [];
  /** Addresses to which the page sent the browser. */
  readonly opened: string[] = [];
  private readonly world: TestEnv;
  private readonly visit: ActivationFlow;
  private readonly home: string;
  private shown: Step | undefined;
  private trip: LoginRoundTrip | undefined;

  constructor(world: TestEnv, pass: Partial<PassSettings> = {}) {
    vi.stubGlobal('document', new PageDocument());
    vi.stubGlobal('IntersectionObserver', TallScreen);
    this.world = world;
    const { clock } = world;
    const settings = settingsFor(world.sandbox.url, pass).appSettings;
    this.home = settings.pass.activateUrl;
    const page: Page = {
      brand: settings.brand.name,
      step: '',
      setBrand: () => {},
      status: () => {},
      busy: () => {},
      show: (step) => {
        this.shown?.leave?.();
        this.shown = step;
      },
    };
    const service = createPassService(settings.pass, {
      clock,
      storage: mapStore(new Map()),
      random: () => 0.5,
      device: async () => ({ id: crypto.randomUUID(), info: deviceInfo }),
      send: (request, signal) =>
        clock.during(() => {
          this.sent.push(request);
          return send(request, signal, agent);
        }),
    });
    this.visit = createActivationFlow({
      service,
      clock,
      page,
      texts,
      brand: settings.brand.name,
      domainName: settings.pass.domainName,
      home: this.home,
      trips: {
        read: () => this.trip,
        write: (trip) => {
          this.trip = trip;
        },
        clear: () => {
          this.trip = undefined;
        },
      },
      guesses: createGuessLimit(() => {
        throw new Error('this browser stores nothing');
      }, clock),
      open: (url) => void this.opened.push(url),
    });
    this.visit.start('');
  }

  /** Name of the current step. */
  get step(): string {
    return this.shown?.name ?? '';
  }

  /** All text on the page. */
  get words(): string {
    const body = (this.shown?.body ?? []) as unknown as PageNode[];
    return [this.shown?.title, ...body.map((node) => node.textContent)].join('\n');
  }

  async type(code: string): Promise<void> {
    const all = this.nodes();
    const field = all.find(({ tag }) => tag === 'input');
    const form = all.find(({ tag }) => tag === 'form');
    if (!field || !form) throw new Error(`there is nowhere to type, on ${this.words}`);
    field.value = code;
    form.dispatch('submit');
    await this.world.clock.quiet();
  }

  async press(label: string): Promise<void> {
    const button = this.nodes().find(
      ({ tag, textContent }) => tag === 'button' && textContent.trim().endsWith(label),
    );
    if (!button) throw new Error(`no button "${label}" on ${this.words}`);
    button.dispatch('click');
    await this.world.clock.quiet();
  }

  /** From the code to the provider's page, or to an earlier end. */
  async reach(code: string, provider: string | null): Promise<void> {
    await this.type(code);
    await this.press(texts.connect);
    if (provider !== null) await this.press(provider);
  }

  /** The whole path, and back to this page. `user` null: the provider recognises the household. */
  async signIn(code: string, provider: string | null, user: string | null = 'alex'): Promise<void> {
    await this.reach(code, provider);
    const [address] = this.opened;
    if (address === undefined) throw new Error(`the browser was not sent anywhere: ${this.words}`);
    await this.browse(address, user);
    const { trip } = this;
    if (!trip) throw new Error('the page has forgotten that somebody left');
    void this.visit.comeBack(trip);
    await this.world.clock.until(
      () => this.step !== 'asking',
      () => this.words,
    );
  }

  private browse(address: string, user: string | null): Promise<void> {
    return this.world.clock.during(() => browse(address, this.home, agent, user));
  }

  private nodes(): PageNode[] {
    return ((this.shown?.body ?? []) as unknown as PageNode[]).flatMap((node) => node.all());
  }
}
