import { randomBytes, randomUUID } from 'node:crypto';

/** Streams that are counted together: those of an account, under the policy that applications share. */
export interface Household {
  readonly policy: string;
  readonly idp: string;
  readonly subject: string;
}

/** One stream that is being watched. Times in ms by the sandbox's clock. */
export interface Session extends Household {
  readonly id: string;
  readonly code: string;
  readonly applicationId: string;
  readonly startedAt: number;
  metadata: Readonly<Record<string, string>>;
  /** End of the session unless a heartbeat comes before. Infinite for one that an order started. */
  endsAt: number;
  /** A newer session replaced this one: the next heartbeat is refused. */
  dismissed?: true;
  /** The session or order that ended this one from another device. */
  endedBy?: Pick<Session, 'startedAt' | 'metadata'>;
}

/** More than any test needs; the oldest is removed first. */
const MOST_SESSIONS = 5_000;

/** Running and ended sessions. In memory; one instance for each sandbox. */
export class Streams {
  private readonly sessions = new Map<string, Session>();
  private readonly codesTold = new Map<string, number>();
  private readonly counts = new Map<string, { from: number; calls: number }>();

  reset(): void {
    this.sessions.clear();
    this.codesTold.clear();
    this.counts.clear();
  }

  add(
    home: Household,
    applicationId: string,
    metadata: Session['metadata'],
    startedAt: number,
    endsAt: number,
  ): Session {
    const [eldest] = this.sessions.keys();
    if (this.sessions.size >= MOST_SESSIONS && eldest !== undefined) this.sessions.delete(eldest);
    const session: Session = {
      ...home,
      id: randomUUID(),
      code: randomBytes(4).toString('hex'),
      applicationId,
      startedAt,
      metadata,
      endsAt,
    };
    this.sessions.set(session.id, session);
    return session;
  }

  /** Also finds sessions that are over. */
  get(id: string): Session | undefined {
    return this.sessions.get(id);
  }

  all(now: number): Session[] {
    return [...this.sessions.values()].filter((session) => isRunning(session, now));
  }

  /** The running sessions of one household, the oldest first. */
  of({ policy, idp, subject }: Household, now: number): Session[] {
    return this.all(now).filter(
      (one) => one.policy === policy && one.idp === idp && one.subject === subject,
    );
  }

  /** Records that a refusal contained this code: if codes have a limited life, it begins now. */
  tellCode(code: string, now: number): void {
    this.codesTold.set(code, now);
  }

  isCodeGood(code: string, now: number, lifeMs: number): boolean {
    return lifeMs === 0 || now - (this.codesTold.get(code) ?? Number.NEGATIVE_INFINITY) <= lifeMs;
  }

  /**
   * 200 calls per minute for each key; the minute begins with the key's first call.
   * @returns ms until the minute is over when there were too many, else undefined
   */
  overLimit(key: string, now: number): number | undefined {
    const count = this.counts.get(key);
    if (!count || now - count.from >= MINUTE || now < count.from) {
      if (this.counts.size > MOST_SESSIONS) this.counts.clear();
      this.counts.set(key, { from: now, calls: 1 });
      return undefined;
    }
    count.calls += 1;
    return count.calls > CALLS_A_MINUTE ? count.from + MINUTE - now : undefined;
  }
}

const MINUTE = 60_000;
const CALLS_A_MINUTE = 200;

export function isRunning(session: Session, now: number): boolean {
  return !session.dismissed && !session.endedBy && now < session.endsAt;
}
