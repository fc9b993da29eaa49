import { type Item, PassError } from '@couchpass/core';
import type {
  MetadataSource,
  OtherStream,
  StartResult,
  StreamConflicts,
  TrackedStream,
} from '@couchpass/core/concurrency';
import { isCancelled, wait } from '@couchpass/core/pass';
import type { Platform } from '@couchpass/platforms';
import { type ExitCode, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import type { Say } from '../report.ts';
import { UsageError } from '../usage.ts';
import { type Counting, choose } from './counting.ts';
import { reportStream } from './report.ts';

/** Time to cancel with Ctrl-C, s, because somebody may be watching that stream. */
const untilEnded = 2;

interface Surroundings {
  readonly io: Io;
  readonly say: Say;
  readonly platform: Platform;
}

/** One counted playback: started before the playback endpoint is called, with heartbeats while it runs. */
export class CountedPlayback {
  /** The conflicting streams, when it may not play. */
  crowd: StreamConflicts | undefined;
  private readonly counting: Counting;
  private readonly session: Surroundings;
  /** The stream to end first, as typed. */
  private readonly end: string | undefined;
  private hold: TrackedStream | undefined;
  private supply: MetadataSource = () => ({});

  constructor(counting: Counting, session: Surroundings, end: string | undefined) {
    this.counting = counting;
    this.session = session;
    this.end = end;
  }

  /** Call between the permit and the playback endpoint. @throws PassError when it may not play */
  async begin(item: Item, mvpd: string, signal: AbortSignal): Promise<void> {
    const { say } = this.session;
    const whose = await this.counting.whose(mvpd);
    if (whose === null) {
      return say({ event: 'uncounted', why: 'the provider tells no account for it' });
    }
    this.supply = await this.counting.describe(item);
    const { service } = this.counting;
    let started: StartResult = await service.start(whose, this.supply, signal);
    const chosen = started.is === 'crowded' ? this.chosenOf(started.crowd) : undefined;
    if (chosen?.code !== undefined) {
      say({ event: 'ending', stream: reportStream(chosen), inS: untilEnded });
      await wait(this.session.platform.clock, untilEnded * 1_000, signal);
      started = await service.start(whose, this.supply, signal, [chosen.code]);
    }
    if (started.is === 'crowded') {
      this.crowd = started.crowd;
      throw new PassError({ code: 'streams_exceeded', status: 409 });
    }
    if (started.is === 'refused') throw started.error;
    this.hold = started.hold;
    if (started.is === 'unheld') say({ event: 'uncounted', why: started.error.message });
  }

  /** Undefined when no stream was named, or when the name matches none: then the list is shown. */
  private chosenOf({ streams }: StreamConflicts): OtherStream | undefined {
    try {
      return this.end === undefined ? undefined : choose(streams, this.end);
    } catch (error) {
      if (error instanceof UsageError) return undefined;
      throw error;
    }
  }

  /** Sends heartbeats until Enter, Ctrl-C, or a termination by the service; returns at once when there is no session. */
  async run(): Promise<ExitCode> {
    const { io, say, platform } = this.session;
    if (this.hold?.session) say({ event: 'counted' });
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    const ignoreEnter = io.onEnter(stop);
    io.signal.addEventListener('abort', stop, { once: true });
    if (io.signal.aborted) stop();
    try {
      while (this.hold && this.hold.nextHeartbeatIn !== null) {
        await wait(platform.clock, this.hold.nextHeartbeatIn, stopping.signal);
        const beaten = await this.counting.service.heartbeat(
          this.hold,
          this.supply,
          stopping.signal,
        );
        if (beaten.is === 'held' || beaten.is === 'unheld') {
          this.hold = beaten.hold;
          continue;
        }
        // The session is already over: there is nothing to stop.
        this.hold = undefined;
        return this.sayEnd(beaten.is === 'taken' ? beaten.takeover : beaten.crowd);
      }
      return exit.done;
    } catch (error) {
      if (!(error instanceof PassError) || !isCancelled(error)) throw error;
      say({ event: 'left' });
      return io.signal.aborted ? exit.cancelled : exit.done;
    } finally {
      ignoreEnter();
      io.signal.removeEventListener('abort', stop);
      await this.leave();
    }
  }

  /** Call after every end of playback: a session that is not ended counts for a minute more. */
  async leave(): Promise<void> {
    const { hold } = this;
    this.hold = undefined;
    if (hold) await this.counting.service.stop(hold);
  }

  private sayEnd(
    end: { readonly by?: object; readonly message?: string } | StreamConflicts,
  ): ExitCode {
    const { say } = this.session;
    const words = end.message === undefined ? {} : { message: end.message };
    if ('streams' in end)
      say({ event: 'crowded', streams: end.streams.map(reportStream), ...words });
    else say({ event: 'taken', ...(end.by ? { by: reportStream(end.by) } : {}), ...words });
    return exit.denied;
  }
}
