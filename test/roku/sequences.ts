import type { AnyStateMachine } from 'xstate';
import { implement } from '../../core/machine/implementation.ts';
import { machine } from '../../core/machine/machine.ts';
import { Memory } from '../../core/memory/Memory.ts';
import { PassError } from '../../core/pass/errors.ts';
import type { PassService, Profile } from '../../core/pass/PassService.ts';
import { everyEvent, sampleItems } from '../support/everyEvent.ts';
import { json, testPorts, testSettings } from '../support/ports.ts';
import { everyFeatureEvents, everyFeatureMachine } from './everyFeatureMachine.ts';
import {
  type Happening,
  type Place,
  type Recording,
  record,
  type Sequence,
  WatchedClock,
} from './record.ts';

const items = sampleItems('The "Long" Meridian \\ Été');
const { film, free, live } = items;
/** The same title at another address, and a series with an episode of each kind. */
const renewed = { ...free, stream: { url: 'https://s/renewed.webm', type: 'video/webm' } };
const series = { ...film, id: 'series', seasons: [{ number: 1, episodes: [renewed, film, live] }] };

/** A stored position, one in the credits, and one of a stream without a length. */
const positions = [
  [40, 100],
  [99, 100],
  [3, 0],
] as const;

const valley = { mvpd: 'ValleyCable', providerName: 'Valley Cable', since: 1.79e12, until: 1.8e12 };
const other = { mvpd: 'otherTV', providerName: 'Other TV', since: 1, until: 2 };
const profile = (mvpd: string): Profile => ({
  mvpd,
  notBefore: 1.79e12,
  notAfter: 1.8e12,
  issuer: mvpd,
  type: 'regular',
  attributes: { maxRating: { value: { MPAA: 'PG-13' }, state: 'plain' } },
});
const found = { viewer: valley, profiles: [] };
const unnamed = { viewer: { ...other, nameIsGuess: true }, profiles: [] };
const nobody = { viewer: null, profiles: [] };
const several = { viewer: null, profiles: [profile('ValleyCable'), profile('other_TV')] };
const remembered = { id: 'ValleyCable', displayName: 'Valley Cable', logoUrl: 'https://l/v.png' };
const code = { code: 'K7Q2M9D', expiresAt: 1_800_000 };
const opened = { stream: { url: 'https://s/x.m3u8', type: 'application/vnd.apple.mpegurl' } };

const productEvents = everyEvent(items, ['ValleyCable'], positions);

/** Possible outputs of each actor. */
const outputs: Readonly<Record<string, readonly unknown[]>> = {
  restore: [
    { viewer: null, remembered: null, positions: {} },
    { viewer: null, remembered, positions: { film: { position: 60, duration: 90 } } },
    { viewer: valley, remembered, positions: {} },
  ],
  checkProfile: [found, nobody, several, { viewer: other, profiles: [] }],
  confirmProfile: [
    found,
    nobody,
    { viewer: { ...valley, nameIsGuess: true }, profiles: [] },
    unnamed,
  ],
  findProfile: [found, nobody, several],
  loadCatalogue: [
    { providerName: 'N', rows: [{ id: 'row-0', title: 'New', items: [film, free, live] }] },
    { providerName: 'N', rows: [{ id: 'row-0', title: 'New', items: [film, renewed, series] }] },
  ],
  createSession: [
    { code, ...nobody },
    { code, ...nobody },
    { code: null, ...found },
    { code: null, ...several },
  ],
  loadProviders: [[{ ...remembered, isTempPass: false }], []],
  loadProviderNames: [[{ ...remembered, isTempPass: false }]],
  pollProfile: [nobody, nobody, found, several],
  openBrowser: [true, true, false],
  openStream: [
    { ...opened, previewEndsAt: null },
    { ...opened, previewEndsAt: 90_000 },
  ],
  preauthorize: [
    { 'NORTHSTAR-MAIN': { included: true }, 'northstar-main': { included: null, details: 'No.' } },
    { 'NORTHSTAR-MAIN': { included: false } },
  ],
  signOut: [true, false],
};

const errors = [
  new PassError({ code: 'network_unreachable', action: 'retry' }),
  new PassError({ code: 'authenticated_profile_missing', action: 'authentication', status: 403 }),
  new PassError({ code: 'authorization_denied_by_mvpd', status: 403, details: 'Say "please".' }),
  new PassError({ code: 'invalid_authentication_session', status: 400 }),
  new PassError({ code: 'invalid_integration', status: 400, trace: 't-1' }),
  new PassError({ code: 'temporary_access_duration_limit_exceeded', status: 403 }),
  new PassError({ code: 'not_known_yet', action: 'authorization', status: 418 }),
  new PassError({ code: 'not_known_yet', action: 'dance', status: 418 }),
  new PassError({ code: 'not_known_yet', action: 'dance', status: 401 }),
  new PassError({ code: 'captive_portal', action: 'retry', status: 200 }),
];

const times = [0, 400, 1_500, 4_000, 20_000, 700_000, 1_900_000];

/** mulberry32: the same sequences every time. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Facts {
  readonly chooseProvider: 'phone' | 'tv';
  readonly freePreview: string | null;
  readonly hasBrowser: boolean;
  readonly asksBeforeExit: boolean;
}

/** Every combination of the facts that a shell and its settings can give to the chart. */
const factsOf = (number: number): Facts => ({
  chooseProvider: number % 2 === 0 ? 'phone' : 'tv',
  freePreview: number % 3 === 0 ? null : 'TempPass',
  hasBrowser: number % 5 < 3,
  asksBeforeExit: number % 7 < 3,
});

function productSubject({ chooseProvider, freePreview, hasBrowser, asksBeforeExit }: Facts) {
  const clock = new WatchedClock();
  const ports = {
    ...testPorts(() => json(500, {})),
    clock,
    asksBeforeExit,
    ...(hasBrowser && { openUrl: async () => true }),
  };
  const { appSettings } = testSettings;
  const settings = {
    ...testSettings,
    appSettings: {
      ...appSettings,
      pass: {
        ...appSettings.pass,
        chooseProvider,
        ...(freePreview !== null && { freePreview }),
      },
    },
  };
  const memory = new Memory(ports.storage);
  // Its actors are replaced, so that the service is never used.
  const machine = implement({ settings, service: {} as PassService, memory, ports });
  return { machine: machine as never, clock };
}

interface Choice {
  readonly random: () => number;
  readonly events: readonly { readonly type: string }[];
  readonly answer: (src: string) => unknown;
  readonly failures: readonly unknown[];
  readonly waits: readonly number[];
  /** How many sequences have taken each transition. */
  readonly taken: ReadonlyMap<string, number>;
}

/**
 * Any event at any time, but more often events of an active state, and transitions that few sequences have
 * taken.
 */
function chooser(choice: Choice): Recording['next'] {
  const { random, events, answer, failures, waits, taken } = choice;
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const anything = ({ open }: Place): Happening => {
    const chance = random();
    if (open.length > 0 && chance < 0.4) {
      const { id, src } = pick(open);
      if (chance > 0.3) return { kind: 'error', id, error: pick(failures) };
      return { kind: 'done', id, output: answer(src) };
    }
    if (chance > 0.85) return { kind: 'time', ms: pick(waits) };
    return { kind: 'event', event: pick(events) };
  };
  const towards = (event: string, { open, timers }: Place): Happening | undefined => {
    const asked = open.find(({ id }) => event.endsWith(`.actor.${id}`));
    if (asked && event.startsWith('xstate.done.')) {
      return { kind: 'done', id: asked.id, output: answer(asked.src) };
    }
    if (asked) return { kind: 'error', id: asked.id, error: pick(failures) };
    if (event.startsWith('xstate.after.')) return { kind: 'time', ms: pick([0, ...timers]) };
    const meant = events.filter(({ type }) => type === event);
    return meant.length > 0 ? { kind: 'event', event: pick(meant) } : undefined;
  };
  const rarest = ({ ways }: Place) => {
    const weighed = ways.map((way) => ({ way, weight: 1 / (1 + (taken.get(way.name) ?? 0)) ** 3 }));
    let left = random() * weighed.reduce((sum, { weight }) => sum + weight, 0);
    for (const { way, weight } of weighed) {
      left -= weight;
      if (left <= 0) return way;
    }
    return undefined;
  };
  return (place) => {
    const way = random() < 0.75 ? rarest(place) : undefined;
    return (way && towards(way.event, place)) ?? anything(place);
  };
}

function note(taken: Map<string, number>, sequence: Sequence): void {
  for (const way of sequence.taken) taken.set(way, (taken.get(way) ?? 0) + 1);
}

/** A machine with the sequences that were played in XState. */
export interface Played {
  readonly name: 'product' | 'torture';
  readonly machine: AnyStateMachine;
  readonly watched: readonly string[];
  readonly sequences: readonly Sequence[];
}

/** Number, length and seed of the sequences: the same values give the same sequences. */
export interface Amount {
  readonly count: number;
  readonly steps: number;
  readonly seed: number;
}

export async function playProduct({ count, steps, seed }: Amount): Promise<Played> {
  const watched = ['onDevice', 'profileChecked', 'failures', 'startAt'];
  const sequences: Sequence[] = [];
  const taken = new Map<string, number>();
  for (let number = 0; number < count; number++) {
    const random = randomOf(seed + number);
    const facts = factsOf(number);
    const answer = (src: string) => {
      const all = outputs[src] as readonly unknown[];
      return all[Math.floor(random() * all.length)];
    };
    const choice = { random, events: productEvents, answer, failures: errors, waits: times, taken };
    const subject = { ...productSubject(facts), next: chooser(choice) };
    const sequence = await record({ ...subject, number, facts, steps, watched });
    sequences.push(sequence);
    note(taken, sequence);
  }
  return { name: 'product', machine: machine as never, watched, sequences };
}

export async function playTorture({ count, steps, seed }: Amount): Promise<Played> {
  const watched = ['n', 's'];
  const sequences: Sequence[] = [];
  const taken = new Map<string, number>();
  for (let number = 0; number < count; number++) {
    const random = randomOf(1_000_000 + seed + number);
    const next = chooser({
      random,
      events: everyFeatureEvents,
      answer: () => Math.floor(random() * 10),
      failures: [{ code: 'A' }, { code: 'B' }],
      waits: [0, 100, 150, 200, 350, 600],
      taken,
    });
    const subject = { machine: everyFeatureMachine as never, clock: new WatchedClock() };
    const facts = factsOf(0);
    const sequence = await record({ ...subject, number, facts, steps, watched, next });
    sequences.push(sequence);
    note(taken, sequence);
  }
  return { name: 'torture', machine: everyFeatureMachine as never, watched, sequences };
}
