import { softwareStatement } from '../../../apps/sandbox/index.ts';
import { Gun, type Reply, type Shot } from './hammer.ts';
import { type RunningSandbox, runSandbox } from './running.ts';

/** The result of ten thousand televisions. */
export interface DevicesReport {
  readonly devices: number;
  readonly requests: number;
  readonly wrong: number;
  /** s of real time. */
  readonly seconds: number;
  readonly bytesPerWaitingDevice: number;
  /** Bytes of heap once all devices were signed in, and at the end. */
  readonly peak: number;
  readonly end: number;
}

interface Device {
  readonly index: number;
  readonly headers: Record<string, string>;
  readonly arrivesAt: number;
  readonly signsInAt: number;
  code: string;
  signedIn: boolean;
  plays: boolean;
}

/**
 * s of virtual time: all devices have a code, the first viewer signs in, the last one has signed in, the
 * end.
 */
const ALL_WAIT = 120;
const FIRST_SIGNS_IN = 150;
const ALL_SIGNED_IN = 480;
const END = 600;
/** A second of virtual time takes at least this many ms of real time. */
const PACE_MS = 100;
const AT_ONCE = 32;

/** A request to the controls. */
const CONTROL = { method: 'POST', headers: { 'content-type': 'application/json' } };

/**
 * Devices register, show a code, poll, are signed in by a viewer, and send further requests; ten minutes of
 * the sandbox's clock. Every answer is compared with the correct one for that device at that time.
 * Throttled as documented, each device with its own address.
 * @param pollS s of virtual time between two polls of a device
 */
export async function runDevices(devices: number, pollS: number): Promise<DevicesReport> {
  const sandbox = await runSandbox({ throttled: true });
  const crowd = new Crowd(sandbox, devices);
  try {
    const began = performance.now();
    await crowd.warmUp();
    const before = await crowd.heap();
    let waiting = 0;
    let peak = 0;
    for (let second = 0; second <= END; second++) {
      const next = performance.now() + PACE_MS;
      await crowd.live(second, pollS);
      if (second === FIRST_SIGNS_IN - 1) waiting = await crowd.heap();
      if (second === ALL_SIGNED_IN + pollS) peak = await crowd.heap();
      await new Promise((resolve) => setTimeout(resolve, next - performance.now()));
    }
    return {
      devices,
      requests: crowd.requests,
      wrong: crowd.wrong,
      seconds: (performance.now() - began) / 1_000,
      bytesPerWaitingDevice: (waiting - before) / devices,
      peak,
      end: await crowd.heap(),
    };
  } finally {
    crowd.close();
    await sandbox.close();
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

class Crowd {
  requests = 0;
  wrong = 0;
  private readonly gun: Gun;
  private readonly sandbox: RunningSandbox;
  private readonly devices: Device[];

  constructor(sandbox: RunningSandbox, devices: number) {
    this.sandbox = sandbox;
    this.gun = new Gun(sandbox.url, AT_ONCE);
    this.devices = Array.from({ length: devices }, (_, index) => deviceOf(index, devices));
  }

  close(): void {
    this.gun.close();
  }

  /** Runs until code is compiled and connections are open: this memory belongs to no device. */
  async warmUp(): Promise<void> {
    const strangers = Array.from({ length: 3_000 }, (_, index) => ({
      ...deviceOf(index, 3_000),
      code: 'ABCDEFG',
    }));
    const [first] = strangers;
    if (first) await this.arrive(first);
    await this.all(strangers, ({ headers, code }) =>
      this.gun.shoot({ method: 'GET', path: `/api/v2/NORTHSTAR/profiles/code/${code}`, headers }),
    );
  }

  /** Bytes. Without the recorded requests, which are limited in number and belong to no device. */
  async heap(): Promise<number> {
    await this.ask({ method: 'DELETE', path: '/_sandbox/requests' });
    return (await this.sandbox.memory()).heapUsed;
  }

  /** One second of virtual time. */
  async live(second: number, pollS: number): Promise<void> {
    await this.ask({ ...CONTROL, path: '/_sandbox/clock', body: '{"advanceMs":1000}' });
    const due = this.devices.filter((device) => second >= device.arrivesAt);
    await this.all(due, async (device) => {
      const since = second - device.arrivesAt;
      if (since === 0) await this.arrive(device);
      else if (device.signsInAt === second) await this.signIn(device);
      else if (since % pollS === 0) await this.poll(device);
    });
  }

  private async arrive(device: Device): Promise<void> {
    const { headers } = device;
    const statement = softwareStatement('northstar-tv');
    const client = await this.expect(201, {
      method: 'POST',
      path: '/o/client/register',
      headers: { ...headers, ...JSON_TYPE },
      body: JSON.stringify({ software_statement: statement }),
    });
    const { client_id, client_secret } = client;
    const fields = { client_id, client_secret, grant_type: 'client_credentials' };
    const token = await this.expect(201, {
      method: 'POST',
      path: '/o/client/token',
      headers: { ...headers, ...FORM_TYPE },
      body: String(new URLSearchParams(fields as Record<string, string>)),
    });
    headers.authorization = `Bearer ${token.access_token}`;
    const session = await this.expect(200, {
      method: 'POST',
      path: '/api/v2/NORTHSTAR/sessions',
      headers: { ...headers, ...FORM_TYPE },
      body: 'mvpd=HarborTV&domainName=northstar.example&redirectUrl=https%3A%2F%2Fnorthstar.example%2F',
    });
    device.code = String(session.code);
  }

  private async signIn(device: Device): Promise<void> {
    const body = JSON.stringify({ code: device.code, user: 'alex' });
    const { code } = await this.expect(200, { ...CONTROL, path: '/_sandbox/signin', body });
    if (code !== device.code) this.wrong += 1;
    device.signedIn = true;
  }

  private async poll(device: Device): Promise<void> {
    const path = `/api/v2/NORTHSTAR/profiles/code/${device.code}`;
    const { profiles } = await this.expect(200, { method: 'GET', path, headers: device.headers });
    const told = Object.keys(profiles ?? {}).join();
    if (told !== (device.signedIn ? 'HarborTV' : '')) this.wrong += 1;
    if (!device.signedIn || !device.plays) return;
    device.plays = false;
    const decided = await this.expect(200, {
      method: 'POST',
      path: '/api/v2/NORTHSTAR/decisions/authorize/HarborTV',
      headers: { ...device.headers, ...JSON_TYPE },
      body: '{"resources":["NORTHSTAR-MAIN"]}',
    });
    const [decision] = (decided.decisions ?? []) as Array<{ authorized: boolean; token?: object }>;
    if (!decision?.authorized || !decision.token) this.wrong += 1;
  }

  private async expect(status: number, shot: Shot): Promise<Record<string, unknown>> {
    const reply = await this.ask(shot);
    if (reply.status === status) return JSON.parse(reply.text);
    this.wrong += 1;
    return {};
  }

  private ask(shot: Shot): Promise<Reply> {
    this.requests += 1;
    return this.gun.shoot(shot);
  }

  private async all<T>(items: readonly T[], work: (item: T, index: number) => Promise<unknown>) {
    let next = 0;
    const worker = async () => {
      for (let index = next++; index < items.length; index = next++)
        await work(items[index] as T, index);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
}

function deviceOf(index: number, devices: number): Device {
  const share = index / devices;
  // Neighbouring devices get distant values, so that the order of signing in differs from the order of
  // arrival.
  const mixed = (index * 0.618_034) % 1;
  const info = {
    model: `TV ${index}`,
    vendor: 'Maker',
    osName: 'webOS',
    primaryHardwareType: 'TV',
  };
  return {
    index,
    arrivesAt: Math.floor(share * ALL_WAIT),
    signsInAt: Math.floor(FIRST_SIGNS_IN + mixed * (ALL_SIGNED_IN - FIRST_SIGNS_IN)),
    headers: {
      'ap-device-identifier': `fingerprint ${Buffer.from(`device-${index}`).toString('base64')}`,
      'x-device-info': Buffer.from(JSON.stringify(info)).toString('base64'),
      'x-forwarded-for': addressOf(index),
      'user-agent': 'Bench/1.0 (a television)',
    },
    code: '',
    signedIn: false,
    plays: index % 10 === 0,
  };
}

const addressOf = (index: number) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
