import type { Sandbox } from '../../apps/sandbox/index.ts';
import type { Item } from '../../core/catalogue/types.ts';
import { type Couchpass, createCouchpass } from '../../core/couchpass.ts';
import type { View } from '../../core/machine/view.types.ts';
import type { CorePorts, HttpRequest } from '../../core/ports.ts';
import type { PassSettings } from '../../core/settings.ts';
import { until } from './condition.ts';
import { deviceInfo, mapStore } from './ports.ts';
import { send } from './send.ts';
import { settingsFor } from './settings.ts';
import { settle, TestClock } from './TestClock.ts';

type Api = 'v1' | 'v2';

export interface SimulatedTvOptions {
  readonly api: Api;
  /** The device's storage; pass the same map for two launches of one device. */
  readonly stored?: Map<string, unknown>;
  readonly deviceId?: string;
  /** `software_id` of the registered application; each API generation has its own. */
  readonly softwareId?: string;
  /** More keys of `appSettings.pass`. */
  readonly pass?: Partial<PassSettings>;
}

/** Ports of a device on a test clock that send real requests. */
export function devicePorts({
  stored = new Map(),
  deviceId = 'tv-1',
}: Partial<SimulatedTvOptions>) {
  const requests: HttpRequest[] = [];
  const network = { open: 0 };
  const ports: CorePorts & { clock: TestClock } = {
    clock: new TestClock(),
    storage: mapStore(stored),
    random: () => 0,
    device: async () => ({ id: deviceId, info: deviceInfo }),
    async send(request, signal) {
      requests.push(request);
      network.open++;
      try {
        return await send(request, signal);
      } finally {
        network.open--;
      }
    },
  };
  return { ports, requests, network };
}

export const simulatedTvSettings = (
  sandbox: Sandbox,
  { api, softwareId, pass }: SimulatedTvOptions,
) => settingsFor(sandbox.url, { api, ...pass }, softwareId);

/** The product connected to a sandbox: real requests, and a clock that the test moves. */
export class SimulatedTv {
  readonly app: Couchpass;
  readonly clock: TestClock;
  private readonly device: ReturnType<typeof devicePorts>;

  constructor(sandbox: Sandbox, options: SimulatedTvOptions) {
    this.device = devicePorts(options);
    const { ports } = this.device;
    this.clock = ports.clock;
    this.app = createCouchpass(simulatedTvSettings(sandbox, options), ports);
    this.app.start();
  }

  /** Waits for a screen; the clock stands still meanwhile. */
  on<S extends View['screen']>(
    screen: S,
    is: (view: Extract<View, { screen: S }>) => boolean = () => true,
  ): Promise<Extract<View, { screen: S }>> {
    const looked = () => {
      const { view } = this.app;
      return view.screen === screen && is(view as never) ? (view as never) : null;
    };
    return until(looked, { what: `the screen ${screen}` });
  }

  /** Home with its rows, after all requests of the launch have been answered. */
  async home() {
    await this.quiet();
    return this.on('home', (view) => view.catalogue !== null);
  }

  /** The first item of a channel. */
  async item(resource: string): Promise<Item> {
    const { catalogue } = await this.home();
    const items = catalogue?.rows.flatMap((row) => row.items) ?? [];
    const found = items.find((candidate) => candidate.resource === resource);
    if (!found) throw new Error(`nothing in the feed wants ${resource}`);
    return found;
  }

  /** Selects the first item of a channel. */
  async pick(resource: string): Promise<void> {
    this.app.send({ type: 'PLAY', item: await this.item(resource) });
  }

  async code(): Promise<string> {
    return (await this.on('signIn', ({ phase }) => phase === 'waiting')).code;
  }

  /** Moves the clock by `ms` and waits for the work that this starts. */
  async pass(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await this.quiet();
  }

  /**
   * Calls to the service so far, as `METHOD /path`; without registration, calls to the programmer's
   * endpoints, and preauthorizations.
   */
  calls(): string[] {
    return this.device.requests
      .map(({ method, url }) => `${method} ${new URL(url).pathname}`)
      .filter((call) => !/ \/(o|programmer)\/|\/preauthorize/.test(call));
  }

  /** Waits until no request is open and no answer has led to a new one. */
  private async quiet(): Promise<void> {
    const { network } = this.device;
    await until(async () => {
      await settle();
      return network.open === 0;
    });
  }

  stop(): void {
    this.app.stop();
  }
}
