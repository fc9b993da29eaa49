import type { Item } from '../catalogue/types.ts';
import { neverAborts } from '../globals.ts';
import type { Memory } from '../memory/Memory.ts';
import { isTransient } from '../pass/errorPolicy.ts';
import { PassError } from '../pass/errors.ts';
import { cancelled, orCancelled, wait } from '../pass/http.ts';
import type { CorePorts } from '../ports.ts';
import type { AppSettings, ConcurrencySettings } from '../settings.ts';
import { Concurrency, type MetadataSource } from './Concurrency.ts';
import type { Counter, Heartbeat, StartedStream } from './counter.types.ts';
import { applicationIdOn, describeStream, subjectOf } from './describeStream.ts';
import type { OtherStream, Subject, TrackedStream } from './types.ts';

/** The longest time that a start waits for the end of this device's stream before it, ms. */
const longestEnding = 3_000;

export interface CounterParts {
  readonly settings: AppSettings & { readonly concurrency: ConcurrencySettings };
  readonly memory: Memory;
  readonly ports: CorePorts;
  /** Writes a line to the log. */
  readonly note: (text: string) => void;
}

/** The playback of this device at Concurrency Monitoring: at most one session, which is kept here and nowhere else. */
export class PlaybackCounter implements Counter {
  private readonly parts: CounterParts;
  private readonly service: Promise<Concurrency | null>;
  private hold: TrackedStream | null = null;
  private supply: MetadataSource = () => ({});
  /** The end of an earlier session, while it is being sent. */
  private ending: Promise<void> | null = null;
  /** Increased with every start and stop: an answer to an earlier one is too late. */
  private turn = 0;
  private noted = false;

  constructor(parts: CounterParts) {
    this.parts = parts;
    this.service = serviceOf(parts);
  }

  async prepare(mvpd: string): Promise<void> {
    const service = await this.service;
    if (service && (await this.whose(mvpd))) await service.metadata();
  }

  async start(
    item: Item,
    mvpd: string,
    code: string | null,
    signal: AbortSignal,
  ): Promise<StartedStream> {
    const service = await this.service;
    const profile = await this.parts.memory.get('profile');
    const whose = await this.whose(mvpd);
    if (!service) return this.uncounted('the settings have no application for this platform');
    if (!profile || !whose) return this.uncounted('the profile names no account');
    const { ports, settings } = this.parts;
    this.supply = describeStream(item, profile, await ports.device(), settings);
    // Otherwise this device's own stream could be one too many.
    if (this.ending) await Promise.race([this.ending, wait(ports.clock, longestEnding, signal)]);
    const turn = ++this.turn;
    const codes = code === null ? [] : [code];
    // Not aborted: the service may already have made a session, which is then ended.
    const answer = service.start(whose, this.supply, neverAborts(), codes).then((started) => {
      if (turn === this.turn && !signal.aborted) return started;
      if ('hold' in started) this.end(service, started.hold);
      throw cancelled();
    });
    const started = await orCancelled(answer, signal);
    if (started.is === 'crowded') return { conflicts: started.crowd };
    if (started.is === 'refused') throw unavailable(started.error);
    return this.keep(started.hold, started.is === 'unheld' ? started.error : undefined);
  }

  async heartbeat(signal: AbortSignal): Promise<Heartbeat> {
    const service = await this.service;
    const { hold, turn } = this;
    if (!service || !hold) return { heartbeatIn: null };
    const beaten = await service.heartbeat(hold, this.supply, signal);
    if (turn !== this.turn) throw cancelled();
    if (beaten.is === 'held') return this.keep(beaten.hold);
    if (beaten.is === 'unheld') return this.keep(beaten.hold, beaten.error);
    // The session is over already: there is nothing to end.
    this.hold = null;
    return beaten.is === 'taken' ? { takeover: beaten.takeover } : { conflicts: beaten.crowd };
  }

  pause(): void {
    const { hold } = this;
    this.stop();
    // A refusal of the start after the pause is not a takeover: this device has ended its session itself.
    const renewedAt = this.parts.ports.clock.monotonic();
    if (hold) this.hold = { ...hold, session: null, renewedAt };
  }

  stop(): void {
    const { hold } = this;
    this.turn++;
    this.hold = null;
    if (hold) void this.service.then((service) => service && this.end(service, hold));
  }

  async running(mvpd: string, signal: AbortSignal): Promise<readonly OtherStream[]> {
    const service = await this.service;
    const whose = await this.whose(mvpd);
    return service && whose ? service.running(whose, signal) : [];
  }

  private end(service: Concurrency, hold: TrackedStream): void {
    const ending = service.stop(hold).then(() => {
      if (this.ending === ending) this.ending = null;
    });
    this.ending = ending;
  }

  private keep(hold: TrackedStream, error?: PassError): { heartbeatIn: number | null } {
    this.hold = hold;
    return { heartbeatIn: hold.nextHeartbeatIn, ...(error && { error }) };
  }

  /** The reason is in the log once. */
  private uncounted(reason: string): StartedStream {
    if (!this.noted) this.parts.note(`Streams are not counted: ${reason}.`);
    this.noted = true;
    return { heartbeatIn: null };
  }

  /** The account whose streams are counted; null without one (a free preview, a provider that sends none). */
  private async whose(mvpd: string): Promise<Subject | null> {
    const profile = await this.parts.memory.get('profile');
    return profile?.mvpd === mvpd ? subjectOf(profile) : null;
  }
}

/** Null when the settings contain no application for this platform. */
async function serviceOf({ settings, ports }: CounterParts): Promise<Concurrency | null> {
  const { info } = await ports.device();
  const applicationId = applicationIdOn(info.osName, settings.concurrency);
  return applicationId === undefined
    ? null
    : new Concurrency({ ...settings.concurrency, applicationId }, ports);
}

/** The settings require a counted stream, and the service cannot be used. */
function unavailable(error: PassError): PassError {
  if (!isTransient(error)) return error;
  const { status } = error;
  return new PassError({ code: 'concurrency_unavailable', action: 'retry', status });
}
