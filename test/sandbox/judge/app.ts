import { type Sandbox, softwareStatement, startSandbox } from '../../../apps/sandbox/index.ts';
import type { JudgedClient } from '../../../apps/sandbox/judge/judge.ts';
import { info } from './sampleTraffic.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
export type Answer = { readonly status: number; readonly json: any };

/** A sandbox whose clock moves only when its clients sleep. */
export async function sandboxWithItsOwnTime() {
  let now = Date.UTC(2026, 4, 1, 12);
  const sandbox = await startSandbox({ quiet: true, now: () => now });
  return {
    sandbox,
    sleep: (ms: number) => {
      now += ms;
    },
  };
}

/** A sandbox on real time; instead of sleeping, its clients move its clock. */
export async function sandboxWhoseClockIsMoved() {
  const sandbox = await startSandbox({ quiet: true });
  return { sandbox, sleep: (ms: number) => sandbox.clock.advance(ms) };
}

/**
 * A small streaming app that follows the rules: credentials and token on disk, one request for profiles at
 * each launch, polling every four seconds, a decision for each playback. The broken clients override what
 * they do wrong.
 */
export class App {
  protected readonly sandbox: Sandbox;
  protected readonly sleep: (ms: number) => void;
  protected readonly device: string;
  /** The data that remains after the app has ended. */
  protected disk: { id?: string; secret?: string; token?: string; endsAt?: number } = {};
  protected mvpd: string | undefined;

  constructor(
    { sandbox, sleep }: { sandbox: Sandbox; sleep: (ms: number) => void },
    device = crypto.randomUUID(),
  ) {
    this.sandbox = sandbox;
    this.sleep = sleep;
    this.device = device;
  }

  get isSignedIn(): boolean {
    return this.mvpd !== undefined;
  }

  /** From the start of the app until its catalogue is loaded. */
  async launch(): Promise<void> {
    this.sleep(20_000);
    await this.credentials();
    const { json } = await this.v2('GET', this.mvpd ? `profiles/${this.mvpd}` : 'profiles');
    [this.mvpd] = Object.keys(json.profiles);
  }

  protected async credentials(): Promise<void> {
    if (!this.disk.id) {
      const { json } = await this.send('POST', '/o/client/register', {
        json: { software_statement: softwareStatement('northstar-tv') },
      });
      this.disk = { id: json.client_id, secret: json.client_secret };
    }
    if (this.disk.token && this.sandbox.clock.now() < (this.disk.endsAt ?? 0)) return;
    const { json } = await this.send('POST', '/o/client/token', {
      form: {
        client_id: this.disk.id ?? '',
        client_secret: this.disk.secret ?? '',
        grant_type: 'client_credentials',
      },
    });
    this.disk.token = json.access_token;
    this.disk.endsAt = this.sandbox.clock.now() + json.expires_in * 1_000 - 30_000;
  }

  /** Shows a code, which a viewer uses after some seconds. */
  async signIn(user = 'alex'): Promise<void> {
    const { json } = await this.v2('POST', 'sessions', { form: {} });
    for (let polls = 0; polls < 10; polls++) {
      this.sleep(this.pollInterval);
      if (polls === 5) this.sandbox.control.signIn({ code: json.code, mvpd: 'ValleyCable', user });
      const answer = await this.v2('GET', `profiles/code/${json.code}`);
      [this.mvpd] = Object.keys(answer.json.profiles);
      if (this.mvpd) return;
    }
  }

  protected pollInterval = 4_000;
  protected serviceProvider = 'NORTHSTAR';

  async preauthorize(resources: string[]): Promise<string[]> {
    this.sleep(2_000);
    const { json } = await this.v2('POST', `decisions/preauthorize/${this.mvpd}`, {
      json: { resources },
    });
    return json.decisions
      .filter(({ authorized }: { authorized: boolean }) => authorized)
      .map(({ resource }: { resource: string }) => resource);
  }

  /** The viewer selects an item. Returns whether it plays. */
  async watch(item: string, resource: string): Promise<boolean> {
    this.sleep(5_000);
    const decision = await this.authorize(resource);
    if (!decision.authorized) return this.denied(resource);
    const token = decision.token.serializedToken;
    return (await this.play({ item, mediaToken: token })).status === 200;
  }

  protected async denied(_resource: string): Promise<boolean> {
    return false;
  }

  protected async authorize(resource: string) {
    const { json } = await this.v2('POST', `decisions/authorize/${this.mvpd}`, {
      json: { resources: [resource] },
    });
    return json?.decisions?.[0] ?? { authorized: false };
  }

  protected play(body: object): Promise<Answer> {
    return this.send('POST', '/programmer/play', { json: body });
  }

  async signOut(): Promise<void> {
    this.sleep(10_000);
    const redirectUrl = encodeURIComponent('https://northstar.example/bye');
    await this.v2('GET', `logout/${this.mvpd}?redirectUrl=${redirectUrl}`);
    this.mvpd = undefined;
  }

  v2(method: string, path: string, body: Body = {}): Promise<Answer> {
    return this.send(method, `/api/v2/${this.serviceProvider}/${path}`, body, {
      authorization: `Bearer ${this.disk.token}`,
      'ap-device-identifier': `fingerprint ${base64(this.device)}`,
    });
  }

  /** Sent with each request; they replace the app's own headers. */
  protected extraHeaders(): Record<string, string> {
    return {};
  }

  protected async send(
    method: string,
    path: string,
    { form, json }: Body,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const body = form ? new URLSearchParams(form).toString() : json && JSON.stringify(json);
    const response = await fetch(this.sandbox.url + path, {
      method,
      headers: {
        'user-agent': `TestApp/1 (${this.device})`,
        'x-device-info': base64(JSON.stringify(info)),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
        ...this.extraHeaders(),
      },
      ...(body ? { body } : {}),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, json: isJson ? JSON.parse(text) : undefined };
  }
}

interface Body {
  readonly form?: Record<string, string>;
  readonly json?: object;
}

/** Ids of the rows that a client broke, and of those that it met. */
export function verdictOn(client: JudgedClient | undefined) {
  const ids = (state: string) =>
    (client?.rows ?? []).filter((row) => row.state === state).map(({ id }) => id);
  return { broken: ids('broken'), met: ids('met'), notJudged: ids('not judged') };
}
