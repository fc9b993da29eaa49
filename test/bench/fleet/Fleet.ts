import * as rateLimit from '../../../core/pass/throttling.ts';
import { Calendar, chanceFrom } from './Calendar.ts';
import { arrival, type Evening, people } from './evening.ts';

/** A television's calls to the service. The first two are sent before the first call that needs them. */
export const calls = [
  'register',
  'token',
  'profiles',
  'profilesOf',
  'create',
  'configuration',
  'poll',
  'preauthorize',
  'authorize',
] as const;
export type FleetCall = (typeof calls)[number];

const REGISTER = 0;
const TOKEN = 1;
const PROFILES = 2;
const PROFILES_OF = 3;
const CREATE = 4;
const CONFIGURATION = 5;
const POLL = 6;
const PREAUTHORIZE = 7;
const AUTHORIZE = 8;

/** As in the clients of both generations: reads are repeated, decisions and polls are not. */
const repeats = [true, true, true, true, true, true, false, false, false];

/** The purposes of a television's appointment. */
const ARRIVE = 0;
const LEAVE = 1;
const SEND = 2;
const ANSWER = 3;
const REFUSED = 4;
const PERSON = 5;

/** ms until an answer arrives, also an error. */
const travel = 150;

/** The core's policy; a bench may replace parts of it to show their effect. */
export type Policy = typeof rateLimit;

export interface FleetReport {
  /** Requests in each second, of all kinds. */
  readonly perSecond: Uint32Array;
  readonly byCall: Readonly<Record<FleetCall, number>>;
  readonly requests: number;
  /** Televisions that were switched on and never showed Home. */
  readonly withoutHome: number;
  /** Viewers who wanted to sign in, did not walk away, and are not signed in. */
  readonly notSignedIn: number;
  /** Signed in, but the last selected title does not play. */
  readonly notPlaying: number;
  readonly walkedAway: number;
  /** ms after the end of the outage until the last viewer with a problem was served. */
  readonly allServedAfter: number;
}

/**
 * Televisions in virtual time. `core/pass/throttling.ts` alone decides when they send and repeat requests;
 * the rest follows the statechart: which request comes when, and which of them needs a key press.
 */
export class Fleet {
  private readonly evening: Evening;
  private readonly chance: () => number;
  private readonly calendar: Calendar;
  private readonly size: number;
  private readonly policy: Policy;

  private readonly what: Uint8Array;
  private readonly call: Uint8Array;
  private readonly tries: Uint8Array;
  /** Failed polls, or failed launches, in a row. */
  private readonly failures: Uint8Array;
  /** Failures in a row that the viewer saw. */
  private readonly annoyed: Uint8Array;
  private readonly personAt: Float64Array;
  private readonly registered: Uint8Array;
  private readonly token: Uint8Array;
  private readonly signedIn: Uint8Array;
  private readonly home: Uint8Array;
  private readonly playing: Uint8Array;
  private readonly away: Uint8Array;
  private readonly hurt: Uint8Array;
  private readonly codeEnds: Float64Array;
  private readonly phoneDone: Float64Array;
  private readonly regularAt: Float64Array;
  private readonly burstLeft: Uint8Array;
  private readonly circuitFailures: Uint8Array;
  private readonly opensAt: Float64Array;

  private readonly perSecond: Uint32Array;
  private readonly counts = new Array<number>(calls.length).fill(0);
  private lastServed = 0;

  constructor(size: number, evening: Evening, policy: Policy = rateLimit, seed = 1) {
    this.size = size;
    this.policy = policy;
    this.evening = evening;
    this.chance = chanceFrom(seed);
    this.calendar = new Calendar(size, evening.end);
    const bytes = () => new Uint8Array(size);
    const times = () => new Float64Array(size);
    this.what = bytes();
    this.call = bytes();
    this.tries = bytes();
    this.failures = bytes();
    this.annoyed = bytes();
    this.personAt = times();
    this.registered = bytes();
    this.token = bytes();
    this.signedIn = bytes();
    this.home = bytes();
    this.playing = bytes();
    this.away = bytes();
    this.hurt = bytes();
    this.codeEnds = times();
    this.phoneDone = times();
    this.regularAt = times().fill(this.policy.initialRateLimit.regularAt);
    this.burstLeft = bytes().fill(this.policy.initialRateLimit.burstLeft);
    this.circuitFailures = bytes();
    this.opensAt = times();
    this.perSecond = new Uint32Array(Math.ceil(evening.end / 1_000) + 1);
  }

  run(): FleetReport {
    const { size, evening, chance } = this;
    for (let tv = 0; tv < size; tv++) {
      const known = chance() >= evening.newcomers ? 1 : 0;
      this.registered[tv] = known;
      this.signedIn[tv] = known;
      this.what[tv] = ARRIVE;
      this.calendar.make(tv, Math.max(0, arrival(evening, chance)));
    }
    this.calendar.run((tv, now) => this.step(tv, now));
    return this.report();
  }

  private step(tv: number, now: number): void {
    const what = this.what[tv];
    if (what === LEAVE) this.leave(tv, now);
    else if (what === SEND) this.send(tv, now);
    else if (what === ANSWER) this.answered(tv, now);
    else if (what === REFUSED) this.refused(tv, now);
    else if (what === PERSON) this.personActs(tv, now);
    else this.ask(tv, this.signedIn[tv] ? PROFILES_OF : PROFILES, now);
  }

  private plan(tv: number, what: number, at: number): void {
    this.what[tv] = what;
    this.calendar.make(tv, at);
  }

  private ask(tv: number, call: number, now: number): void {
    this.call[tv] = call;
    this.tries[tv] = 1;
    if (call === PROFILES_OF) this.home[tv] = 1;
    this.leave(tv, now);
  }

  /** Passes the circuit breaker and the rate limiter; fails while the circuit is open. */
  private leave(tv: number, now: number): void {
    if (this.isCircuitOpen(tv, now)) {
      this.failed(tv, now);
      return;
    }
    const opensAt = this.opensAt[tv] ?? 0;
    if (opensAt > now) {
      this.plan(tv, LEAVE, opensAt);
      return;
    }
    const before = { regularAt: this.regularAt[tv] ?? 0, burstLeft: this.burstLeft[tv] ?? 0 };
    const departure = this.policy.nextSendTime(before, now);
    this.regularAt[tv] = departure.rateLimit.regularAt;
    this.burstLeft[tv] = departure.rateLimit.burstLeft;
    if (departure.at > now) this.plan(tv, SEND, departure.at);
    else this.send(tv, now);
  }

  private send(tv: number, now: number): void {
    const second = Math.floor(now / 1_000);
    this.perSecond[second] = (this.perSecond[second] ?? 0) + 1;
    const sent = this.sending(tv);
    this.counts[sent] = (this.counts[sent] ?? 0) + 1;
    this.plan(tv, this.isDown(now) ? REFUSED : ANSWER, now + travel);
  }

  /** Credentials and token first, when they are missing. */
  private sending(tv: number): number {
    if (!this.registered[tv]) return REGISTER;
    return this.token[tv] ? (this.call[tv] ?? 0) : TOKEN;
  }

  private answered(tv: number, now: number): void {
    this.circuitFailures[tv] = this.policy.closedCircuit.failures;
    this.opensAt[tv] = this.policy.closedCircuit.opensAt;
    const sent = this.sending(tv);
    if (sent === REGISTER) this.registered[tv] = 1;
    else if (sent === TOKEN) this.token[tv] = 1;
    else {
      this.done(tv, sent, now);
      return;
    }
    this.leave(tv, now);
  }

  private refused(tv: number, now: number): void {
    const after = this.policy.afterFailure(this.circuitOf(tv), now, this.chance());
    this.circuitFailures[tv] = Math.min(after.failures, 255);
    this.opensAt[tv] = after.opensAt;
    const tries = this.tries[tv] ?? 1;
    if (
      tries >= this.policy.maxAttempts ||
      !repeats[this.call[tv] ?? 0] ||
      this.isCircuitOpen(tv, now)
    ) {
      this.failed(tv, now);
      return;
    }
    this.tries[tv] = tries + 1;
    this.plan(tv, LEAVE, now + this.policy.repeatGap(tries, this.chance()));
  }

  /** The call has succeeded. */
  private done(tv: number, call: number, now: number): void {
    const { chance } = this;
    this.failures[tv] = 0;
    if (call === PROFILES || call === PROFILES_OF) {
      this.home[tv] = 1;
      this.untilPerson(tv, now, people.thinks(chance));
    } else if (call === CREATE) {
      this.served(tv, now);
      this.codeEnds[tv] = now + this.evening.codeLife;
      const walksAway = people.walksAway(chance);
      this.away[tv] = walksAway ? 1 : 0;
      this.phoneDone[tv] = walksAway ? Number.POSITIVE_INFINITY : now + people.signsIn(chance);
      this.ask(tv, CONFIGURATION, now);
    } else if (call === CONFIGURATION) {
      this.waitToPoll(tv, now);
    } else if (call === POLL) {
      if (now < this.phoneIsDone(tv)) this.waitToPoll(tv, now);
      else {
        this.signedIn[tv] = 1;
        this.ask(tv, PREAUTHORIZE, now);
      }
    } else if (call === PREAUTHORIZE) {
      this.ask(tv, AUTHORIZE, now);
    } else {
      this.served(tv, now);
      this.playing[tv] = 1;
      this.plan(tv, PERSON, now + people.watches(chance));
    }
  }

  /** The call has failed for good. */
  private failed(tv: number, now: number): void {
    const call = this.call[tv];
    if (call === CONFIGURATION || call === PREAUTHORIZE || call === PROFILES_OF) {
      // The failure of these calls does not stop the viewer.
      if (call === CONFIGURATION) this.waitToPoll(tv, now);
      else if (call === PREAUTHORIZE) this.ask(tv, AUTHORIZE, now);
      else this.untilPerson(tv, now, people.thinks(this.chance));
      return;
    }
    const failures = Math.min((this.failures[tv] ?? 0) + 1, 255);
    this.failures[tv] = failures;
    if (call === POLL) {
      this.waitToPoll(tv, now);
      return;
    }
    this.hurt[tv] = 1;
    this.annoy(tv, now);
    if (call !== PROFILES) {
      this.plan(tv, PERSON, this.personAt[tv] ?? now);
      return;
    }
    const byItself = now + this.policy.recoveryGap(failures - 1, this.chance());
    if (byItself < (this.personAt[tv] ?? now)) {
      this.call[tv] = PROFILES;
      this.tries[tv] = 1;
      this.plan(tv, LEAVE, byItself);
    } else this.plan(tv, PERSON, this.personAt[tv] ?? now);
  }

  /** A viewer who is away comes back at the planned time. */
  private annoy(tv: number, now: number): void {
    if ((this.personAt[tv] ?? 0) > now) return;
    const nth = Math.min((this.annoyed[tv] ?? 0) + 1, 255);
    this.annoyed[tv] = nth;
    this.personAt[tv] = now + people.triesAgain(nth, this.chance);
  }

  private untilPerson(tv: number, now: number, wait: number): void {
    this.plan(tv, PERSON, Math.max(now + wait, this.personAt[tv] ?? 0));
  }

  private personActs(tv: number, now: number): void {
    this.playing[tv] = 0;
    // A viewer who presses Retry gets one request, even while the circuit breaker is open.
    if (this.annoyed[tv]) {
      this.opensAt[tv] = this.policy.halfOpen(this.circuitOf(tv), now).opensAt;
    }
    if (!this.home[tv]) this.ask(tv, PROFILES, now);
    else this.ask(tv, this.signedIn[tv] ? AUTHORIZE : CREATE, now);
  }

  private served(tv: number, now: number): void {
    if (this.hurt[tv]) this.lastServed = now;
    this.hurt[tv] = 0;
    this.annoyed[tv] = 0;
    this.personAt[tv] = 0;
  }

  private waitToPoll(tv: number, now: number): void {
    const at = now + this.policy.pollGap(this.failures[tv] ?? 0, this.chance());
    if (at >= (this.codeEnds[tv] ?? 0)) return;
    this.call[tv] = POLL;
    this.tries[tv] = 1;
    this.plan(tv, LEAVE, at);
  }

  /** The phone needs the service as well: a viewer whom an outage stopped starts again after it. */
  private phoneIsDone(tv: number): number {
    const at = this.phoneDone[tv] ?? 0;
    if (!this.isDown(at)) return at;
    const later = (this.evening.outage?.to ?? 0) + people.signsIn(this.chance);
    this.phoneDone[tv] = later;
    return later;
  }

  private isDown(now: number): boolean {
    const { outage } = this.evening;
    return outage !== null && now >= outage.from && now < outage.to;
  }

  private isCircuitOpen(tv: number, now: number): boolean {
    return this.policy.isCircuitOpen(this.circuitOf(tv), now);
  }

  private circuitOf(tv: number): rateLimit.Circuit {
    return { failures: this.circuitFailures[tv] ?? 0, opensAt: this.opensAt[tv] ?? 0 };
  }

  private report(): FleetReport {
    const count = (is: (tv: number) => boolean) => {
      let found = 0;
      for (let tv = 0; tv < this.size; tv++) if (is(tv)) found++;
      return found;
    };
    return {
      perSecond: this.perSecond,
      byCall: Object.fromEntries(
        calls.map((name, call) => [name, this.counts[call] ?? 0]),
      ) as Record<FleetCall, number>,
      requests: this.counts.reduce((sum, more) => sum + more, 0),
      withoutHome: count((tv) => !this.home[tv]),
      notSignedIn: count((tv) => !this.signedIn[tv] && !this.away[tv]),
      notPlaying: count((tv) => Boolean(this.signedIn[tv]) && !this.playing[tv]),
      walkedAway: count((tv) => Boolean(this.away[tv])),
      allServedAfter: Math.max(0, this.lastServed - (this.evening.outage?.to ?? 0)),
    };
  }
}
