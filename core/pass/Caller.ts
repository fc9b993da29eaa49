import type { Memory } from '../memory/Memory.ts';
import type { CorePorts, Device, HttpRequest, HttpResponse } from '../ports.ts';
import type { PassSettings } from '../settings.ts';
import { Credentials } from './Credentials.ts';
import { isSuccess } from './dcr.ts';
import { base64, deviceIdentifierHeader, deviceInfoHeader } from './deviceInfo.ts';
import { PassError } from './errors.ts';
import { cancelled, exchange, Gate, wait } from './http.ts';
import { identityOf } from './identity.ts';
import type { PassRequest } from './PassRequest.ts';
import {
  afterFailure,
  closedCircuit,
  halfOpen,
  isHeld,
  repeatGap,
  Tries,
  throttlePause,
} from './pace.ts';
import { readError } from './readError.ts';
import { ownCodes, ruleOf } from './remedies.ts';

/** Between two registrations that the service asked for, ms. */
const betweenRegistrations = 60_000;

/**
 * How a call may be repeated when it fails in passing:
 * `never`   not at all: polling brings its own pace (a 429 still closes the gate)
 * `always`  also when the network or the service failed: safe for reads
 * `asked`   only after a 429 or when the service's error says `retry`: decisions
 */
export type Patience = 'never' | 'asked' | 'always';

/** How an API generation tells of the device, where a request wants that (`PassRequest.device`). */
export type DeviceHeaders = (device: Device, applicationId: string) => Record<string, string>;

/** REST API V2: both headers, as plain Base64. */
const v2DeviceHeaders: DeviceHeaders = ({ id, info }, applicationId) => ({
  'AP-Device-Identifier': deviceIdentifierHeader(id),
  'X-Device-Info': deviceInfoHeader(info, applicationId),
});

/**
 * Sends authorised calls by the rules that hold for all of them: one gate and one circuit breaker, token
 * renewed before a 401 is repeated (once), registration again only when told so (once), bounded repeats.
 */
export class Caller {
  private readonly settings: PassSettings;
  private readonly ports: CorePorts;
  private readonly gate: Gate;
  private readonly credentials: Credentials;
  private readonly deviceHeaders: DeviceHeaders;
  private known: Promise<Device> | undefined;
  private registeredAt = Number.NEGATIVE_INFINITY;
  private circuit = closedCircuit;
  /** Why the circuit is open. */
  private trouble: PassError | undefined;

  constructor(
    settings: PassSettings,
    ports: CorePorts,
    memory: Memory,
    deviceHeaders: DeviceHeaders = v2DeviceHeaders,
  ) {
    this.settings = settings;
    this.deviceHeaders = deviceHeaders;
    this.ports = ports;
    this.gate = new Gate(ports.clock);
    ports.network?.subscribe((online) => {
      if (online) this.circuit = closedCircuit;
    });
    this.credentials = new Credentials({
      settings,
      ports,
      memory,
      deviceInfo: async () =>
        deviceInfoHeader((await this.device()).info, settings.serviceProvider),
      exchange: (request) => this.send(request, neverAborts),
    });
  }

  /** The device, asked for once: where nothing can be stored, a second answer might differ. */
  device(): Promise<Device> {
    if (this.known) return this.known;
    const known = this.ports.device();
    this.known = known;
    known.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return known;
  }

  /** Credentials and token at hand. @throws PassError */
  async prepare(signal: AbortSignal): Promise<void> {
    await orCancelled(this.credentials.token(), signal);
  }

  /**
   * @param tries what is left of them for this question; a new question has all
   * @param read turns the final answer, whatever its status, into a value, or throws a PassError
   * @throws PassError
   */
  async call<T>(
    request: PassRequest,
    read: (response: HttpResponse) => T,
    patience: Patience,
    signal: AbortSignal,
    tries = new Tries(),
  ): Promise<T> {
    for (;;) {
      const before = tries.made;
      try {
        return read(await this.authorised(request, tries, signal));
      } catch (error) {
        if (!(error instanceof PassError) || error.code === 'cancelled') throw error;
        // Without a token it was not asked at all, and would be asked for one for ever.
        if (tries.made === before) tries.made++;
        if (tries.left === 0 || !mayRepeat(error, patience) || this.isHeld()) throw error;
        await wait(this.ports.clock, repeatGap(tries.made, this.ports.random()), signal);
      }
    }
  }

  /** The answer after at most one renewal and one registration. */
  private async authorised(
    request: PassRequest,
    tries: Tries,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const done = new Set<string>();
    let token = await orCancelled(this.credentials.token(), signal);
    for (;;) {
      const complete = await this.complete(request, token);
      tries.made++;
      const response = await this.send(complete, signal);
      if (isSuccess(response)) return response;
      const { remedy } = ruleOf(readError(response));
      const step = remedy === 'register' ? 'register' : response.status === 401 ? 'renew' : 'none';
      if (step === 'none' || done.has(step) || tries.left === 0) return response;
      if (step === 'register' && !this.mayRegister()) return response;
      done.add(step);
      token = await orCancelled(
        step === 'register'
          ? this.credentials.registerAgain()
          : this.credentials.tokenInsteadOf(token),
        signal,
      );
    }
  }

  /** Registering again helps at once or not at all: one call that is refused for ever must not loop. */
  private mayRegister(): boolean {
    const now = this.ports.clock.monotonic();
    if (now - this.registeredAt < betweenRegistrations) return false;
    this.registeredAt = now;
    return true;
  }

  private async complete(request: PassRequest, token: string): Promise<HttpRequest> {
    const headers: Record<string, string> = {
      Authorization: `Bearer ${token}`,
      Accept: request.accept ?? 'application/json',
    };
    if (request.device) {
      const { serviceProvider } = this.settings;
      Object.assign(headers, this.deviceHeaders(await this.device(), serviceProvider));
    }
    // Asked for every time: a stale value would be worse than none.
    if (request.extras?.includes('sso')) Object.assign(headers, await this.singleSignOn());
    if (request.extras?.includes('identity')) {
      const identity = await identityOf(this.ports);
      if (identity) headers['AP-TempPass-Identity'] = base64(identity);
    }
    if (request.contentType !== undefined) headers['Content-Type'] = request.contentType;
    return {
      method: request.method,
      url: this.settings.baseUrl + request.path,
      headers,
      ...(request.body === undefined ? {} : { body: request.body }),
    };
  }

  /** Without it there is no single sign-on, and no error either. */
  private async singleSignOn(): Promise<Readonly<Record<string, string>>> {
    try {
      return (await this.ports.singleSignOn?.()) ?? {};
    } catch {
      return {};
    }
  }

  /** The viewer asks again: a service that is left alone is asked once all the same. */
  reconsider(): void {
    this.circuit = halfOpen(this.circuit, this.ports.clock.monotonic());
  }

  /** The service has failed so often that it is left alone for now. */
  private isHeld(): boolean {
    return isHeld(this.circuit, this.ports.clock.monotonic());
  }

  private async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    if (this.isHeld() && this.trouble) throw this.trouble;
    const rest = this.circuit.opensAt - this.ports.clock.monotonic();
    if (rest > 0) await wait(this.ports.clock, rest, signal);
    await this.gate.pass(signal);
    try {
      const response = await exchange(this.ports, request, signal);
      if (response.status === 429) this.gate.pause(throttlePause);
      if (response.status >= 500) this.failed(readError(response));
      else this.circuit = closedCircuit;
      return response;
    } catch (error) {
      if (error instanceof PassError && error.code !== 'cancelled') this.failed(error);
      throw error;
    }
  }

  private failed(error: PassError): void {
    this.trouble = error;
    this.circuit = afterFailure(this.circuit, this.ports.clock.monotonic(), this.ports.random());
  }
}

function mayRepeat(error: PassError, patience: Patience): boolean {
  if (patience === 'never') return false;
  if (error.code === 'throttled') return true;
  if (ruleOf(error).remedy !== 'retry' || isRefusal(error)) return false;
  return patience === 'always' || (error.action === 'retry' && !isOurs(error));
}

/** Errors without an answer of the service: a decision may have been taken all the same. */
function isOurs(error: PassError): boolean {
  return Object.hasOwn(ownCodes, error.code);
}

/**
 * A 4xx that is not the service's own word: the same request would be refused again (Adobe: "REST API V2
 * Checklist"), and after a 401 it was made twice already. 408 and 425 ask for another try.
 */
function isRefusal(error: PassError): boolean {
  const { status } = error;
  return isOurs(error) && status >= 400 && status < 500 && status !== 408 && status !== 425;
}

const neverAborts = new AbortController().signal;

/** Credentials are obtained for everybody, so one caller that gives up does not stop them. */
function orCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(cancelled());
    const onAbort = () => reject(cancelled());
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
