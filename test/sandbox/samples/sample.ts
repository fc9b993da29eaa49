import { expect } from 'vitest';
import { type Sandbox, softwareStatement } from '../../../apps/sandbox/index.ts';
import { type Answer, ask, deviceInfo, TestClient } from '../rig.ts';

/** A sample request of Adobe's documentation, and the documented answer. */
export interface Sample {
  /** Title of the page, and the name of the sample. */
  readonly name: string;
  /** Prepares the sandbox; returns values for placeholders of the request. */
  readonly given?: (world: SampleEnv) => Promise<Values | undefined> | Values | undefined;
  /** As on the page: request line, headers, an empty line, the body. `{name}` is replaced. */
  readonly request: string;
  readonly status: number;
  /** Content type without its parameters; absent: no body. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string | RegExp>>;
  /** The exact JSON; a matcher stands for each value that differs each time. */
  readonly json?: unknown;
  readonly xml?: { readonly root: string; readonly value: unknown };
  readonly text?: RegExp;
}

export type Values = Readonly<Record<string, string>>;

/** A sandbox with the streaming device of the samples, registered at both service providers. */
export interface SampleEnv {
  readonly sandbox: Sandbox;
  readonly tv: TestClient;
  readonly lighthouse: TestClient;
}

export const DEVICE_ID = '7d1c0f5e-2b64-4c1e-9a37-5f0e4b8c6a21';
export const V1_DEVICE_ID = '5d0c7a1e-living-room';

export async function worldOf(sandbox: Sandbox): Promise<SampleEnv> {
  const tv = new TestClient(sandbox, DEVICE_ID);
  await tv.register();
  await tv.renew();
  const lighthouse = new TestClient(sandbox, V1_DEVICE_ID);
  lighthouse.serviceProvider = 'LIGHTHOUSE';
  await lighthouse.register(softwareStatement('lighthouse-tv'));
  await lighthouse.renew();
  return { sandbox, tv, lighthouse };
}

const harborline = {
  primaryHardwareType: 'TV',
  model: 'HX-5500',
  version: '2.4',
  manufacturer: 'Harborline',
  vendor: 'Harborline',
  osName: 'Linux',
  osFamily: 'Tizen',
  osVersion: '7.0',
  connectionType: 'WiFi',
  connectionSecure: 'true',
  applicationId: 'LIGHTHOUSE',
};
/** Base64, then URL-encoded: "Passing client information". */
const v1DeviceInfo = encodeURIComponent(Buffer.from(JSON.stringify(harborline)).toString('base64'));

/** Sends the sample's request. */
export async function perform(world: SampleEnv, sample: Sample): Promise<Answer> {
  const { tv, lighthouse, sandbox } = world;
  const given = await sample.given?.(world);
  const values: Values = {
    token: tv.token,
    statement: softwareStatement('northstar-tv'),
    v1DeviceInfo: v1DeviceInfo,
    lighthouseToken: lighthouse.token,
    deviceInfo: Buffer.from(JSON.stringify(deviceInfo)).toString('base64'),
    ...given,
  };
  const filled = sample.request.trim().replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    // Braces of the JSON itself.
    return value ?? whole;
  });
  const [head = '', ...rest] = filled.split('\n\n');
  const [line = '', ...headerLines] = head.split('\n');
  const [method = 'GET', path = ''] = line.split(' ');
  const body = rest.join('\n\n');
  return ask(`${sandbox.url}${path}`, {
    method,
    headers: headerLines
      .map((header): [string, string] => {
        const at = header.indexOf(':');
        return [header.slice(0, at), header.slice(at + 1).trim()];
      })
      // The sandbox's address replaces Host; everything else is sent as written.
      .filter(([name]) => name.toLowerCase() !== 'host'),
    ...(body === '' ? {} : { body }),
  });
}

/** Times since the epoch: ms as a number and as digits in a string, and the few that are in s. */
export const ms = expect.toSatisfy(isTime(13)) as number;
export const seconds = expect.toSatisfy(isTime(10)) as number;
export const msText = expect.stringMatching(/^\d{13}$/) as string;
export const matching = (pattern: RegExp) => expect.stringMatching(pattern) as string;
export const someText = matching(/\S/);
export const codeText = matching(/^[A-Z0-9]{6,7}$/);
export const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string;
export const base64 = expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/) as string;

function isTime(digits: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && String(value).length === digits;
}

export const JSON_TYPE = 'application/json';
export const XML_TYPE = 'application/xml';

/** A documented 200 with this JSON. */
export function ok(json: unknown): Pick<Sample, 'status' | 'type' | 'json'> {
  return { status: 200, type: JSON_TYPE, json };
}

/** An Enhanced Error; members that some samples omit are allowed, not required. */
export function enhancedError(code: string, status: number, action: string, more: object = {}) {
  return expect.objectContaining({ code, status, action, message: someText, ...more });
}

/** A code that waits for a login; all parameters are set. */
export async function waitingCode({ tv }: SampleEnv): Promise<{ code: string }> {
  return { code: (await tv.createSession()).json.code };
}

/** The viewer has signed in with this code. */
export const usedCode =
  (mvpd = 'ValleyCable', user = 'alex') =>
  async ({ tv }: SampleEnv): Promise<{ code: string }> => ({ code: await tv.signIn(user, mvpd) });
