import { neverAborts } from '../globals.ts';
import { isCancelled } from '../pass/errorPolicy.ts';
import { PassError } from '../pass/errors.ts';
import { cancelled, RateLimiter, sendWithTimeout } from '../pass/http.ts';
import { isServerFailure, isThrottled } from '../pass/statuses.ts';
import { afterFailure, closedCircuit, isCircuitOpen, recoveryGap } from '../pass/throttling.ts';
import type { CorePorts, HttpRequest, HttpResponse } from '../ports.ts';
import { asksForMetadata, readConflicts, readTermination } from './evaluation.ts';
import {
  heartbeatDelay,
  intervalIn,
  intervalOf,
  pauseAfterThrottle,
  repeatGap,
} from './heartbeatTiming.ts';
import {
  heartbeatRequest,
  metadataRequest,
  runningRequest,
  type ServiceLocation,
  startRequest,
  stopRequest,
} from './requests.ts';
import { errorOf, meaningOf, readNames, readRunning, sessionIn, setupError } from './responses.ts';
import type {
  HeartbeatResult,
  OtherStream,
  StartResult,
  StreamMetadata,
  Subject,
  TrackedStream,
} from './types.ts';

/** The list of required metadata is loaded again after a day, ms. */
const longestListLife = 24 * 3_600_000;

/** Returns all known metadata of a stream; required metadata that is missing is a setup error. */
export type MetadataSource = (names: readonly string[]) => StreamMetadata;

/**
 * The client of Adobe's Concurrency Monitoring, which decides whether one more stream may start and whether it
 * may continue. It has its own rate limiter and circuit breaker, so that its failures do not affect Adobe Pass.
 * Only a policy's decision ends a playback; a failure or a wrong setup of the service does not.
 */
export class Concurrency {
  private readonly where: ServiceLocation;
  private readonly whenUnreachable: 'play' | 'refuse';
  private readonly ports: Pick<CorePorts, 'clock' | 'send' | 'random'>;
  private readonly rateLimiter: RateLimiter;
  private pausedUntil = Number.NEGATIVE_INFINITY;
  private circuit = closedCircuit;
  private known: { readonly names: Promise<readonly string[]>; readonly at: number } | undefined;

  constructor(
    settings: ServiceLocation & { readonly whenUnreachable: 'play' | 'refuse' },
    ports: Pick<CorePorts, 'clock' | 'send' | 'random'>,
  ) {
    this.where = settings;
    this.whenUnreachable = settings.whenUnreachable;
    this.ports = ports;
    this.rateLimiter = new RateLimiter(ports.clock);
  }

  /** Names of the metadata that the policies need; kept for a day. @throws PassError */
  metadata(): Promise<readonly string[]> {
    const now = this.ports.clock.monotonic();
    if (this.known && now - this.known.at < longestListLife) return this.known.names;
    const names = this.askForNames();
    const known = { names, at: now };
    this.known = known;
    names.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return names;
  }

  /**
   * Requests the start of one more stream.
   * @param codes of the streams to end for it, chosen by the viewer from the last refusal
   * @throws PassError `cancelled`
   */
  async start(
    whose: Subject,
    supply: MetadataSource,
    signal: AbortSignal,
    codes: readonly string[] = [],
  ): Promise<StartResult> {
    const begun = await this.begin({ ...nothing, whose }, supply, signal, codes);
    if (begun.is !== 'unheld' || this.whenUnreachable === 'play') return begun;
    return { is: 'refused', error: begun.error };
  }

  /** Reports that the stream is still being watched. @throws PassError `cancelled` */
  async heartbeat(
    hold: TrackedStream,
    supply: MetadataSource,
    signal: AbortSignal,
  ): Promise<HeartbeatResult> {
    if (hold.session === null) return this.beginLate(hold, supply, signal);
    const { whose, session } = hold;
    let response = await this.ask(heartbeatRequest(this.where, whose, session, {}), signal);
    if (!isError(response) && meaningOf(response) === 'badMetadata' && asksForMetadata(response)) {
      const more = await this.newMetadata(hold, supply);
      response = await this.ask(heartbeatRequest(this.where, whose, session, more), signal);
    }
    if (isError(response)) return this.unanswered(hold, response);
    switch (meaningOf(response)) {
      case 'fine':
        return this.held({ ...hold, unknownBefore: false }, response);
      case 'refused':
      case 'ended':
        return { is: 'taken', takeover: readTermination(response) };
      case 'over':
        return this.renew(hold, supply, signal);
      case 'unknownSession': {
        if (hold.unknownBefore) return withoutHeartbeats(hold, errorOf(response));
        const lost = { ...hold, session: null, unknownBefore: true };
        return this.begin(lost, supply, signal);
      }
      case 'throttled':
        return { is: 'held', hold: { ...hold, nextHeartbeatIn: pauseAfterThrottle(response) } };
      case 'badMetadata': {
        const nextHeartbeatIn = hold.interval;
        return { is: 'unheld', hold: { ...hold, nextHeartbeatIn }, error: errorOf(response) };
      }
      case 'setup':
        return withoutHeartbeats(hold, errorOf(response));
      default:
        return this.unanswered(hold, errorOf(response));
    }
  }

  /** Reports that the viewer has stopped. Never rejects, never repeated: without heartbeats a session ends anyway. */
  async stop(
    { whose, session }: TrackedStream,
    signal: AbortSignal = neverAborts(),
  ): Promise<void> {
    if (session === null) return;
    await this.ask(stopRequest(this.where, whose, session), signal).catch(() => undefined);
  }

  /** The running streams of this account, on this and other devices. @throws PassError */
  async running(whose: Subject, signal: AbortSignal): Promise<OtherStream[]> {
    return readRunning(await this.mustAnswer(runningRequest(this.where, whose), signal));
  }

  /**
   * Ends a stream of another device. The documentation describes this only as part of a new start; that a DELETE of
   * the other session works is an assumption.
   * @throws PassError
   */
  async stopOther(whose: Subject, session: string, signal: AbortSignal): Promise<void> {
    const response = await this.mustAnswer(stopRequest(this.where, whose, session), signal);
    if (!['fine', 'over', 'ended'].includes(meaningOf(response))) throw errorOf(response);
  }

  /** One start; a second one with the new list of metadata if the service requires that. */
  private async begin(
    hold: TrackedStream,
    supply: MetadataSource,
    signal: AbortSignal,
    codes: readonly string[] = [],
  ): Promise<Exclude<StartResult, { is: 'refused' }>> {
    for (let again = false; ; again = true) {
      const names = await this.metadata().catch((error: unknown) => failed(error));
      if (signal.aborted) throw cancelled();
      // The start would have the same problem: it goes to the same host.
      if (isError(names)) return this.unanswered(hold, names);
      const metadata = supply(names);
      const request = startRequest(this.where, hold.whose, metadata, codes);
      const response = await this.ask(request, signal);
      const asked = { ...hold, metadata };
      if (isError(response)) return this.unanswered(asked, response);
      switch (meaningOf(response)) {
        case 'fine':
          return this.begun(asked, response);
        case 'refused':
          return { is: 'crowded', crowd: readConflicts(response) };
        case 'badMetadata':
          if (again || !asksForMetadata(response)) {
            return withoutHeartbeats(asked, missing(response, names, metadata));
          }
          this.known = undefined;
          break;
        case 'throttled': {
          const nextHeartbeatIn = pauseAfterThrottle(response);
          return { is: 'unheld', hold: { ...asked, nextHeartbeatIn }, error: errorOf(response) };
        }
        case 'unexpectedResponse':
          return this.unanswered(asked, errorOf(response));
        default:
          return withoutHeartbeats(asked, errorOf(response));
      }
    }
  }

  /** For a playback that began while the service was not reachable: a refusal now counts as a takeover. */
  private async beginLate(
    hold: TrackedStream,
    supply: MetadataSource,
    signal: AbortSignal,
  ): Promise<HeartbeatResult> {
    const begun = await this.begin(hold, supply, signal);
    if (begun.is !== 'crowded' || hold.renewedAt !== Number.NEGATIVE_INFINITY) return begun;
    const { streams, message } = begun.crowd;
    const by = streams.at(-1);
    return {
      is: 'taken',
      takeover: { ...(by ? { by } : {}), ...(message === undefined ? {} : { message }) },
    };
  }

  /** Replaces an expired session without a message; at most once in each interval. */
  private async renew(
    hold: TrackedStream,
    supply: MetadataSource,
    signal: AbortSignal,
  ): Promise<HeartbeatResult> {
    const now = this.ports.clock.monotonic();
    const over = { ...hold, session: null, renewedAt: now, unknownBefore: false };
    if (now - hold.renewedAt >= hold.interval) return this.begin(over, supply, signal);
    const error = new PassError({ code: 'session_over', action: 'retry', status: 410 });
    return { is: 'unheld', hold: { ...over, nextHeartbeatIn: hold.interval }, error };
  }

  private begun(
    hold: TrackedStream,
    response: HttpResponse,
  ): Exclude<StartResult, { is: 'refused' }> {
    const session = sessionIn(response);
    if (session !== undefined) return this.held({ ...hold, session }, response);
    return withoutHeartbeats(
      hold,
      setupError(response.status, 'the header Location cannot be read'),
    );
  }

  private held(hold: TrackedStream, response: HttpResponse): { is: 'held'; hold: TrackedStream } {
    const interval = intervalIn(response);
    const nextHeartbeatIn = heartbeatDelay(interval, this.ports.random());
    return {
      is: 'held',
      hold: { ...hold, interval: intervalOf(interval), nextHeartbeatIn, failures: 0 },
    };
  }

  /** Playback continues. A heartbeat is repeated soon, before the session ends; a start is repeated later. */
  private unanswered(
    hold: TrackedStream,
    error: PassError,
  ): { is: 'unheld'; hold: TrackedStream; error: PassError } {
    const { failures, interval, session } = hold;
    const gap =
      session === null ? recoveryGap(failures, this.ports.random()) : repeatGap(failures, interval);
    const nextHeartbeatIn = Math.max(gap, this.pausedUntil - this.ports.clock.monotonic());
    return { is: 'unheld', hold: { ...hold, failures: failures + 1, nextHeartbeatIn }, error };
  }

  /** The metadata of the new list that was not sent yet: values that were sent must not change. */
  private async newMetadata({ metadata }: TrackedStream, supply: MetadataSource) {
    this.known = undefined;
    const names = await this.metadata().catch(() => []);
    const entries = Object.entries(supply(names)).filter(
      ([name]) => !Object.hasOwn(metadata, name),
    );
    return Object.fromEntries(entries);
  }

  /** All callers share this request, so one cancelled caller does not stop it. */
  private async askForNames(): Promise<readonly string[]> {
    const response = await this.ask(metadataRequest(this.where), neverAborts());
    if (isError(response)) throw response;
    // Without the list, the answer to the start shows what the policies need.
    return meaningOf(response) === 'fine' ? readNames(response) : [];
  }

  private async mustAnswer(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const response = await this.ask(request, signal);
    if (isError(response)) throw response;
    return response;
  }

  /** @returns the answer, or a PassError when there is none. @throws PassError `cancelled` */
  private async ask(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse | PassError> {
    const { clock } = this.ports;
    if (clock.monotonic() < this.pausedUntil) {
      return new PassError({ code: 'throttled', action: 'retry', status: 429 });
    }
    if (isCircuitOpen(this.circuit, clock.monotonic())) {
      return new PassError({ code: 'service_failed', action: 'retry' });
    }
    try {
      await this.rateLimiter.pass(signal);
      const response = await sendWithTimeout(this.ports, request, signal);
      if (isThrottled(response))
        this.pausedUntil = clock.monotonic() + pauseAfterThrottle(response);
      if (isServerFailure(response)) this.countFailure();
      else this.circuit = closedCircuit;
      return response;
    } catch (error) {
      if (!(error instanceof PassError) || isCancelled(error)) throw error;
      this.countFailure();
      return error;
    }
  }

  private countFailure(): void {
    const { clock, random } = this.ports;
    this.circuit = afterFailure(this.circuit, clock.monotonic(), random());
  }
}

const nothing: Omit<TrackedStream, 'whose'> = {
  metadata: {},
  session: null,
  nextHeartbeatIn: null,
  interval: intervalOf(null),
  failures: 0,
  renewedAt: Number.NEGATIVE_INFINITY,
  unknownBefore: false,
};

/** The service cannot count this playback: no more heartbeats. */
function withoutHeartbeats(
  hold: TrackedStream,
  error: PassError,
): { is: 'unheld'; hold: TrackedStream; error: PassError } {
  return { is: 'unheld', hold: { ...hold, session: null, nextHeartbeatIn: null }, error };
}

function missing(
  { status }: HttpResponse,
  names: readonly string[],
  metadata: StreamMetadata,
): PassError {
  const absent = names.filter((name) => !Object.hasOwn(metadata, name));
  return setupError(status, absent.length > 0 ? `no ${absent.join(', ')} to send` : undefined);
}

function isError(value: unknown): value is PassError {
  return value instanceof PassError;
}

function failed(error: unknown): PassError {
  if (isError(error) && !isCancelled(error)) return error;
  throw error;
}
