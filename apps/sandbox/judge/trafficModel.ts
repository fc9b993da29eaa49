import { readProfiles, readProviders, readSession, type SessionSeen } from './answers.ts';
import { type Call, callOf, is, isOk } from './calls.ts';
import type { Client } from './client.ts';
import { clientsOf } from './clients.ts';
import { addTo } from './once.ts';
import { field, type Traffic } from './traffic.ts';

/** All calls about one authentication or registration code. */
export interface CodeStory {
  readonly code: string;
  /** Answers that contain the next step, the creation first. */
  readonly answers: ReadonlyArray<{ readonly call: Call; readonly session: SessionSeen }>;
  readonly inspected: readonly Call[];
  readonly resumed: readonly Call[];
  readonly polls: readonly Call[];
  /** Browser requests that opened the login. */
  readonly opened: readonly Call[];
}

/** The story of the code in a call's path. */
export function storyOf(scene: TrafficModel, call: Call): CodeStory | undefined {
  return scene.codes.get(call.op.code.toUpperCase());
}

/** A story whose creation is recorded. */
export interface OwnCodeStory extends CodeStory {
  readonly creator: Client;
  readonly created: Call;
}

/** Whether a code was created by another client, or before the recording began. */
export function isForeign(story: CodeStory, client: Client): boolean {
  return !('creator' in story) || story.creator !== client;
}

/** The traffic in the form that all rules use. */
export interface TrafficModel {
  readonly traffic: Traffic;
  readonly calls: readonly Call[];
  /** At most the 200 most recently active clients: a report with thousands would be unreadable. */
  readonly clients: readonly Client[];
  /** How many clients are left out. */
  readonly leftOut: number;
  /** By code, in upper case. */
  readonly codes: ReadonlyMap<string, CodeStory>;
  readonly codesBy: ReadonlyMap<Client, readonly OwnCodeStory[]>;
  readonly clientOf: ReadonlyMap<Call, Client>;
  /** Ids of TempPass pseudo-MVPDs, as far as answers show them. */
  readonly tempPasses: ReadonlySet<string>;
}

const MOST_CLIENTS = 200;

const scenes = new WeakMap<Traffic, TrafficModel>();

export function trafficModelOf(traffic: Traffic): TrafficModel {
  let scene = scenes.get(traffic);
  if (!scene) {
    scene = arrange(traffic);
    scenes.set(traffic, scene);
  }
  return scene;
}

function arrange(traffic: Traffic): TrafficModel {
  const calls = traffic.exchanges
    .filter(({ method }) => method !== 'OPTIONS' && method !== 'HEAD')
    .map(callOf)
    .sort((a, b) => a.seq - b.seq);
  const all = clientsOf(calls);
  const clients = busiestLast(all);
  const clientOf = new Map(
    all.flatMap((client) =>
      [...client.calls, ...client.plays, ...client.streams, ...client.opened].map(
        (call) => [call, client] as const,
      ),
    ),
  );
  const stories = storiesOf(calls, clientOf);
  const codesBy = new Map<Client, OwnCodeStory[]>(all.map((client) => [client, []]));
  for (const story of stories) if ('creator' in story) codesBy.get(story.creator)?.push(story);
  return {
    traffic,
    calls,
    clients,
    leftOut: all.length - clients.length,
    clientOf,
    codes: new Map(stories.map((story) => [story.code, story])),
    codesBy,
    tempPasses: tempPassesOf(calls),
  };
}

function busiestLast(all: readonly Client[]): readonly Client[] {
  if (all.length <= MOST_CLIENTS) return all;
  const lastSeq = ({ calls }: Client) => calls.at(-1)?.seq ?? 0;
  const kept = new Set([...all].sort((a, b) => lastSeq(b) - lastSeq(a)).slice(0, MOST_CLIENTS));
  return all.filter((client) => kept.has(client));
}

function storiesOf(
  calls: readonly Call[],
  clientOf: ReadonlyMap<Call, Client>,
): Array<CodeStory | OwnCodeStory> {
  const byCode = new Map<string, Call[]>();
  for (const call of calls) {
    const code = codeOf(call).toUpperCase();
    if (code) addTo(byCode, code, call);
  }
  return [...byCode].map(([code, own]) => {
    const created = own.find(is('createSession', 'partnerSession', 'createRegcode'));
    const creator = created && clientOf.get(created);
    const resumed = own.filter(is('resumeSession'));
    return {
      code,
      ...(created && creator ? { creator, created } : {}),
      answers: [...(created ? [created] : []), ...resumed].flatMap((call) => {
        const session = isOk(call) ? readSession(call.answer) : undefined;
        return session ? [{ call, session }] : [];
      }),
      inspected: own.filter(is('inspectSession', 'readRegcode')),
      resumed,
      polls: own.filter(is('poll')),
      opened: own.filter(is('authenticate', 'authenticateV1')),
    };
  });
}

function codeOf(call: Call): string {
  if (is('createSession', 'partnerSession', 'createRegcode')(call))
    return field(call.answer, 'code');
  return call.op.code || field(call.query, 'reg_code');
}

function tempPassesOf(calls: readonly Call[]): Set<string> {
  const found = new Set<string>();
  for (const call of calls) {
    for (const { id, isTempPass } of readProviders(call.answer) ?? [])
      if (isTempPass) found.add(id);
    for (const { mvpd, type } of readProfiles(call.answer) ?? [])
      if (type === 'temporary') found.add(mvpd);
    const session = readSession(call.answer);
    if (session?.reasonType === 'temporary' && session.mvpd) found.add(session.mvpd);
    const decisions = (call.answer as { decisions?: unknown } | undefined)?.decisions;
    if (!Array.isArray(decisions)) continue;
    for (const one of decisions)
      if (field(one, 'source') === 'temppass') found.add(field(one, 'mvpd') || call.op.mvpd);
    const trial = /^(temporary_access_|invalid_header_identity_for_temporary_access)/;
    if (decisions.some((one) => trial.test(field(one?.error, 'code')))) found.add(call.op.mvpd);
  }
  return found;
}
