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

/** The list of required metadata is asked for anew after a day, ms. */
const longestListLife = 24 * 3_600_000;

/** All that can be told of a stream; what must be told and is missing here is a fault of the setup. */
export type MetadataSource = (names: readonly string[]) => StreamMetadata;

/**
 * What is said to Adobe's Concurrency Monitoring: whether one more stream may start, and whether it may go
 * on. It has a rate limiter and a circuit breaker of its own: its trouble is none of Adobe Pass's. Only a policy's word ends a
 * playback; a service that fails, or that is set up wrongly, does not.
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

  /** Names of the metadata that the policies need; kept for the life of the app. @throws PassError */
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
   * Asks for one more stream.
   * @param codes of the streams that are to end for it, chosen by the viewer from the last refusal
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

  /** Says that the stream is still watched. @throws PassError `cancelled` */
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

  /** The viewer has stopped. Never rejects, and is not repeated: a stream that is not heard of ends by itself. */
  async stop(
    { whose, session }: TrackedStream,
    signal: AbortSignal = neverAborts(),
  ): Promise<void> {
    if (session === null) return;
    await this.ask(stopRequest(this.where, whose, session), signal).catch(() => undefined);
  }

  /** What runs now in this account, here and elsewhere. @throws PassError */
  async running(whose: Subject, signal: AbortSignal): Promise<OtherStream[]> {
    return readRunning(await this.mustAnswer(runningRequest(this.where, whose), signal));
  }

  /**
   * Ends a stream of another device. The documentation has no call for it but a new start; that its own
   * address can be deleted is a guess.
   * @throws PassError
   */
  async stopOther(whose: Subject, session: string, signal: AbortSignal): Promise<void> {
    const response = await this.mustAnswer(stopRequest(this.where, whose, session), signal);
    if (!['fine', 'over', 'ended'].includes(meaningOf(response))) throw errorOf(response);
  }

  /** One start; a second one with what the service asks for in between. */
  private async begin(
    hold: TrackedStream,
    supply: MetadataSource,
    signal: AbortSignal,
    codes: readonly string[] = [],
  ): Promise<Exclude<StartResult, { is: 'refused' }>> {
    for (let again = false; ; again = true) {
      const names = await this.metadata().catch((error: unknown) => failed(error));
      if (signal.aborted) throw cancelled();
      // The same host would not answer the next call either.
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

  /** A playback that began while the service could not be reached: refused now, it is as if taken over. */
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

  /** A session that is over is replaced, unseen; twice within one interval, not before the next. */
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

  /** Playback goes on. A session is told again soon, before it ends; a start has all the time. */
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

  /** What the list asks for anew, and was not sent yet: nothing that was sent may change. */
  private async newMetadata({ metadata }: TrackedStream, supply: MetadataSource) {
    this.known = undefined;
    const names = await this.metadata().catch(() => []);
    const entries = Object.entries(supply(names)).filter(
      ([name]) => !Object.hasOwn(metadata, name),
    );
    return Object.fromEntries(entries);
  }

  /** For whoever asks meanwhile, too: one of them who gives up does not stop it. */
  private async askForNames(): Promise<readonly string[]> {
    const response = await this.ask(metadataRequest(this.where), neverAborts());
    if (isError(response)) throw response;
    // What the policies need then shows at the start.
    return meaningOf(response) === 'fine' ? readNames(response) : [];
  }

  private async mustAnswer(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const response = await this.ask(request, signal);
    if (isError(response)) throw response;
    return response;
  }

  /** @returns why there is no answer, when there is none. @throws PassError `cancelled` */
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

/** Nothing that this app can do will make it count this playback. */
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
