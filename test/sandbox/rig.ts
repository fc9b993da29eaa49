import { afterEach, expect } from 'vitest';
import {
  type RuleOrders,
  type Sandbox,
  type SandboxOptions,
  softwareStatement,
  startSandbox,
} from '../../apps/sandbox/index.ts';

const open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** A new sandbox that is closed after the test. Without throttling, unless the test needs it. */
export async function sandboxOf(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ throttle: false, quiet: true, ...options });
  open.push(sandbox);
  return sandbox;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly type: string;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly json: any;
}

/** One exchange; redirects are returned, not followed. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const json = type === 'application/json' ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, type, text, json };
}

export const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
});

export const jsonBody = (value: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

export const deviceInfo = {
  primaryHardwareType: 'TV',
  model: 'OLED55C2',
  version: '2022',
  manufacturer: 'LG',
  vendor: 'LG',
  osName: 'webOS',
  osFamily: 'webOS',
  osVendor: 'LG',
  osVersion: '22.2.0',
  connectionType: 'LAN',
};

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A correct client on one device: registered, with a token, and sending exactly what V2 requires. */
export class TestClient {
  readonly sandbox: Sandbox;
  readonly deviceId: string;
  serviceProvider = 'NORTHSTAR';
  credentials = { client_id: '', client_secret: '' };
  token = '';

  constructor(sandbox: Sandbox, deviceId: string) {
    this.sandbox = sandbox;
    this.deviceId = deviceId;
  }

  async register(statement = softwareStatement('northstar-tv')): Promise<Answer> {
    const answer = await ask(
      `${this.sandbox.url}/o/client/register`,
      jsonBody({ software_statement: statement }),
    );
    if (answer.status === 201) {
      const { client_id, client_secret } = answer.json;
      this.credentials = { client_id, client_secret };
    }
    return answer;
  }

  async renew(): Promise<Answer> {
    const answer = await ask(
      `${this.sandbox.url}/o/client/token`,
      form({ ...this.credentials, grant_type: 'client_credentials' }),
    );
    if (answer.status === 201) this.token = answer.json.access_token;
    return answer;
  }

  get deviceHeaders(): Record<string, string> {
    return {
      'ap-device-identifier': `fingerprint ${base64(this.deviceId)}`,
      'x-device-info': base64(JSON.stringify(deviceInfo)),
    };
  }

  /** A V2 call under this client's service provider; with the device headers unless `withDevice` is false. */
  async call(path: string, init: RequestInit = {}, withDevice = true): Promise<Answer> {
    return ask(`${this.sandbox.url}/api/v2/${this.serviceProvider}/${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(withDevice ? this.deviceHeaders : {}),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  }

  /** Endpoints that a second screen uses, too: no device headers. */
  callByCode(path: string, init: RequestInit = {}): Promise<Answer> {
    return this.call(path, init, false);
  }

  createSession(fields: Record<string, string> = {}): Promise<Answer> {
    return this.call('sessions', form({ ...session, ...fields }));
  }

  authorize(resource: string, mvpd = 'ValleyCable'): Promise<Answer> {
    return this.call(`decisions/authorize/${mvpd}`, jsonBody({ resources: [resource] }));
  }

  preauthorize(resources: string[], mvpd = 'ValleyCable'): Promise<Answer> {
    return this.call(`decisions/preauthorize/${mvpd}`, jsonBody({ resources }));
  }

  /** Signs a demo viewer in, without a browser. Returns the code. */
  async signIn(user = 'alex', mvpd = 'ValleyCable'): Promise<string> {
    const { code } = (await this.createSession({ mvpd })).json;
    this.sandbox.control.signIn({ code, user });
    return code;
  }
}

/** The parameters that a login needs. */
export const session = {
  mvpd: 'ValleyCable',
  domainName: 'northstar.example',
  redirectUrl: 'https://northstar.example/done',
};

/** A client that is registered and has a token. */
export async function clientOf(sandbox: Sandbox, deviceId = 'tv-1'): Promise<TestClient> {
  const client = new TestClient(sandbox, deviceId);
  await client.register();
  await client.renew();
  return client;
}

/** Rules by which unknown values are refused, also in lenient mode. */
export const nothingTaken: RuleOrders = {
  takes: {
    serviceProvider: false,
    domain: false,
    redirect: false,
    resource: false,
    softwareStatement: false,
    mvpd: false,
  },
};

/** A sandbox that accepts only declared values, and one client. */
export async function closedPair(options?: SandboxOptions) {
  const both = await pair(options);
  both.sandbox.control.rules(nothingTaken);
  return both;
}

/** A sandbox and one client. */
export async function pair(options?: SandboxOptions) {
  const sandbox = await sandboxOf(options);
  return { sandbox, client: await clientOf(sandbox) };
}

const expectText = expect.stringMatching(/\S/);
const expectUrl = expect.stringMatching(/^https:\/\//);
const expectUuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** The members of every Enhanced Error. */
export const enhanced = (code: string, status: number, action: string) => ({
  code,
  status,
  action,
  message: expectText,
  helpUrl: expectUrl,
  trace: expectUuid,
});
