import { expect } from 'vitest';
import { type Sandbox, type SandboxOptions, softwareStatement } from '../../apps/sandbox/index.ts';
import { parseXml } from '../../core/pass/v1/xml.ts';
import { type Answer, ask, deviceInfo, nothingTaken, sandboxOf, TestClient } from './rig.ts';

export type Params = Readonly<Record<string, string>>;

/** The documented device-information header: Base64, then URL-encoded. */
export const deviceInfoHeader = encodeURIComponent(
  Buffer.from(JSON.stringify(deviceInfo)).toString('base64'),
);

/** A TV that uses REST API V1 as the pages describe it, with the statement of an older application. */
export class V1TestClient {
  readonly sandbox: Sandbox;
  readonly deviceId: string;
  requestor = 'NORTHSTAR';
  authorization = '';

  constructor(sandbox: Sandbox, deviceId: string) {
    this.sandbox = sandbox;
    this.deviceId = deviceId;
  }

  async register(statement = softwareStatement('northstar-legacy')): Promise<void> {
    const client = new TestClient(this.sandbox, this.deviceId);
    expect((await client.register(statement)).status).toBe(201);
    expect((await client.renew()).status).toBe(201);
    this.authorization = `Bearer ${client.token}`;
  }

  /** A call of this device: requestor and deviceId in the query, JSON unless `params` set another format. */
  device(path: string, params: Params = {}, init: RequestInit = {}): Promise<Answer> {
    return this.call(path, { requestor: this.requestor, deviceId: this.deviceId, ...params }, init);
  }

  /** A call with only `params` in its query. */
  call(path: string, params: Params = {}, init: RequestInit = {}): Promise<Answer> {
    const query = new URLSearchParams(params).toString();
    return ask(`${this.sandbox.url}${path}${query === '' ? '' : `?${query}`}`, {
      ...init,
      headers: {
        authorization: this.authorization,
        accept: 'application/json',
        'x-device-info': deviceInfoHeader,
        ...(init.headers as Params | undefined),
      },
    });
  }

  regcode(params: Params = {}, requestor = this.requestor): Promise<Answer> {
    return this.call(
      `/reggie/v1/${requestor}/regcode`,
      { deviceId: this.deviceId, ...params },
      { method: 'POST' },
    );
  }

  /** Signs a demo viewer in, without a browser. Returns the code. */
  async signIn(user = 'alex', mvpd = 'ValleyCable'): Promise<string> {
    const { code } = (await this.regcode()).json;
    this.sandbox.control.signIn({ code, mvpd, user });
    return code;
  }

  authorize(resource: string): Promise<Answer> {
    return this.device('/api/v1/authorize', { resource });
  }
}

export async function v1ClientOf(sandbox: Sandbox, deviceId = 'tv-1'): Promise<V1TestClient> {
  const client = new V1TestClient(sandbox, deviceId);
  await client.register();
  return client;
}

/** The same with a sandbox that accepts only declared values. */
export async function closedV1Pair(options?: SandboxOptions) {
  const both = await v1Pair(options);
  both.sandbox.control.rules(nothingTaken);
  return both;
}

/** A sandbox and one V1 client. */
export async function v1Pair(options?: SandboxOptions) {
  const sandbox = await sandboxOf(options);
  return { sandbox, client: await v1ClientOf(sandbox) };
}

/** The root and the content of an XML answer. */
export function xmlOf({ type, text }: Answer) {
  expect(type).toBe('application/xml');
  const document = parseXml(text);
  if (!document) throw new Error(`this is no XML: ${text}`);
  return document;
}
