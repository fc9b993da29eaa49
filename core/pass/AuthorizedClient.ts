import { neverAborts } from '../globals.ts';
import type { Memory } from '../memory/Memory.ts';
import type { CorePorts, Device, HttpRequest, HttpResponse } from '../ports.ts';
import type { PassSettings } from '../settings.ts';
import { Attempts } from './Attempts.ts';
import { Credentials } from './Credentials.ts';
import { base64, deviceIdentifierHeader, deviceInfoHeader } from './deviceInfo.ts';
import { credentialsNeed, isCancelled, repeatable } from './errorPolicy.ts';
import { PassError } from './errors.ts';
import { cancelled, RateLimiter, sendWithTimeout, wait } from './http.ts';
import { identityOf } from './identity.ts';
import type { PassRequest } from './PassRequest.ts';
import { readError } from './readError.ts';
import { isServerFailure, isSuccess, isThrottled } from './statuses.ts';
import {
  afterFailure,
  closedCircuit,
  halfOpen,
  isCircuitOpen,
  repeatGap,
  throttlePause,
} from './throttling.ts';

/** Shortest time between two new registrations after a refusal, ms. */
const betweenRegistrations = 60_000;

/**
 * How a call may be repeated after a transient error:
 * `never`   not at all: polling has its own interval (a 429 still pauses all requests)
 * `always`  also when the network or the service failed: safe for reads
 * `asked`   only after a 429 or when the service's error says `retry`: decisions
 */
export type RetryPolicy = 'never' | 'asked' | 'always';

/** The device headers of an API generation, for requests that need them (`PassRequest.device`). */
export type DeviceHeaders = (device: Device, applicationId: string) => Record<string, string>;

/** REST API V2: both headers, as plain Base64. */
const v2DeviceHeaders: DeviceHeaders = ({ id, info }, applicationId) => ({
  'AP-Device-Identifier': deviceIdentifierHeader(id),
  'X-Device-Info': deviceInfoHeader(info, applicationId),
});

/**
 * Sends authorised calls by common rules: one rate limiter and one circuit breaker, a new token before a call with
 * a 401 is repeated (once), a new registration only when the service requires it (once), bounded repeats.
 */
export class AuthorizedClient {
  private readonly settings: PassSettings;
  private readonly ports: CorePorts;
  private readonly rateLimiter: RateLimiter;
  private readonly credentials: Credentials;
  private readonly deviceHeaders: DeviceHeaders;
  private known: Promise<Device> | undefined;
  private registeredAt = Number.NEGATIVE_INFINITY;
  private circuit = closedCircuit;
  /** The failure that opened the circuit. */
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
    this.rateLimiter = new RateLimiter(ports.clock);
    ports.network?.subscribe((online) => {
      if (online) this.circuit = closedCircuit;
    });
    this.credentials = new Credentials({
      settings,
      ports,
      memory,
      deviceInfo: async () =>
        deviceInfoHeader((await this.device()).info, settings.serviceProvider),
      exchange: (request) => this.send(request, neverAborts()),
    });
  }

  /** The device, read once: where nothing can be stored, a second call might return another id. */
  device(): Promise<Device> {
    if (this.known) return this.known;
    const known = this.ports.device();
    this.known = known;
    known.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return known;
  }

  /** Obtains credentials and token. @throws PassError */
  async prepare(signal: AbortSignal): Promise<void> {
    await orCancelled(this.credentials.token(), signal);
  }

  /**
   * @param attempts the budget of the viewer's action; a new one when the action is only this call
   * @param read turns the final answer, whatever its status, into a value, or throws a PassError
   * @throws PassError
   */
  async call<T>(
    request: PassRequest,
    read: (response: HttpResponse) => T,
    retryPolicy: RetryPolicy,
    signal: AbortSignal,
    attempts = new Attempts(),
  ): Promise<T> {
    for (;;) {
      try {
        return read(await this.authorised(request, attempts, signal));
      } catch (error) {
        if (!(error instanceof PassError) || isCancelled(error)) throw error;
        if (!mayRepeat(error, retryPolicy) || this.isCircuitOpen() || !attempts.repeat())
          throw error;
        await wait(this.ports.clock, repeatGap(attempts.made - 1, this.ports.random()), signal);
      }
    }
  }

  /** Returns the answer after at most one renewal and one registration. */
  private async authorised(
    request: PassRequest,
    attempts: Attempts,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const done = new Set<string>();
    let token = await this.token(attempts, signal);
    for (;;) {
      const complete = await this.complete(request, token);
      const response = await this.send(complete, signal);
      if (isSuccess(response)) return response;
      const step = credentialsNeed(readError(response), response);
      if (step === 'nothing' || done.has(step) || attempts.left === 0) return response;
      if (step === 'register' && !this.mayRegister()) return response;
      attempts.repeat();
      done.add(step);
      token = await orCancelled(
        step === 'register'
          ? this.credentials.registerAgain()
          : this.credentials.tokenInsteadOf(token),
        signal,
      );
    }
  }

  private async token(attempts: Attempts, signal: AbortSignal): Promise<string> {
    if (attempts.tokenTrouble) throw attempts.tokenTrouble;
    try {
      return await orCancelled(this.credentials.token(), signal);
    } catch (error) {
      if (error instanceof PassError) attempts.withoutToken(error);
      throw error;
    }
  }

  /** At most one registration a minute: a call that is always refused must not loop. */
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
    // Read for every request: an outdated value would be worse than none.
    if (request.optionalHeaders?.includes('sso')) Object.assign(headers, await this.singleSignOn());
    if (request.optionalHeaders?.includes('identity')) {
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

  /** The headers of single sign-on; none when the port is absent or fails. */
  private async singleSignOn(): Promise<Readonly<Record<string, string>>> {
    try {
      return (await this.ports.singleSignOn?.()) ?? {};
    } catch {
      return {};
    }
  }

  /** The viewer tries again: lets one request through although the circuit is open. */
  probe(): void {
    this.circuit = halfOpen(this.circuit, this.ports.clock.monotonic());
  }

  /** The service has failed so often that requests are refused for now. */
  private isCircuitOpen(): boolean {
    return isCircuitOpen(this.circuit, this.ports.clock.monotonic());
  }

  private async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    if (this.isCircuitOpen() && this.trouble) throw this.trouble;
    const rest = this.circuit.opensAt - this.ports.clock.monotonic();
    if (rest > 0) await wait(this.ports.clock, rest, signal);
    await this.rateLimiter.pass(signal);
    try {
      const response = await sendWithTimeout(this.ports, request, signal);
      if (isThrottled(response)) this.rateLimiter.pause(throttlePause);
      if (isServerFailure(response)) this.failed(readError(response));
      else this.circuit = closedCircuit;
      return response;
    } catch (error) {
      if (error instanceof PassError && !isCancelled(error)) this.failed(error);
      throw error;
    }
  }

  private failed(error: PassError): void {
    this.trouble = error;
    this.circuit = afterFailure(this.circuit, this.ports.clock.monotonic(), this.ports.random());
  }
}

function mayRepeat(error: PassError, retryPolicy: RetryPolicy): boolean {
  const after = repeatable(error);
  if (retryPolicy === 'never' || after === 'none') return false;
  return retryPolicy === 'always' || after === 'asked';
}

/** Stops only the waiting: all callers share the credentials, so one cancelled caller must not stop them. */
function orCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(cancelled());
    const onAbort = () => reject(cancelled());
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
