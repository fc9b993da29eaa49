import { readLogouts } from './answers.ts';
import {
  bearerOf,
  type Call,
  deviceIdOf,
  is,
  isApi,
  isOfStreams,
  isV1,
  parameter,
} from './calls.ts';
import type { Client, Draft } from './client.ts';
import { Fingerprints, fingerprintOf, lastWithSameFingerprint } from './clientFingerprint.ts';
import { applicationOf, firstOf, labelsOf, modelOf, nameOf, namingOf } from './naming.ts';
import { addTo } from './once.ts';
import { firstFrom } from './sequences.ts';
import { field } from './traffic.ts';

/**
 * Assigns each call to a client. Calls that cannot be assigned, of a browser or a stream, are left out.
 */
export function clientsOf(calls: readonly Call[]): Client[] {
  const drafts = mergeInstallations(draftsOf(calls));
  assignPlays(calls, drafts);
  assignCounted(calls, drafts);
  assignBrowser(calls, drafts);
  const firstOfAll = ({ calls: [own], counted: [other] }: Draft) => (own ?? other)?.seq ?? 0;
  const inOrder = drafts.sort((a, b) => firstOfAll(a) - firstOfAll(b));
  return finish(inOrder);
}

function emptyDraft(): Draft {
  return { ids: [], calls: [], plays: [], streams: [], counted: [], opened: [] };
}

function draftsOf(calls: readonly Call[]): Draft[] {
  const owners = ownersOf(calls);
  const drafts = new Map<string, Draft>();
  const draftOf = (node: string) => {
    let draft = drafts.get(node);
    if (!draft) {
      const [id = ''] = node.startsWith('id ') ? node.slice(3).split('\n') : [];
      const ids = id === '' ? [] : [id];
      draft = { ...emptyDraft(), ids };
      drafts.set(node, draft);
    }
    return draft;
  };
  const nameless: Call[] = [];
  const looks = new Fingerprints();
  const give = (draft: Draft, call: Call) => {
    insert(draft.calls, call);
    looks.add(draft, call);
  };
  for (const call of calls.filter(isApi)) {
    const node = owners(call);
    if (node) give(draftOf(node), call);
    else nameless.push(call);
  }
  for (const call of nameless)
    give(looks.nearest(call) ?? draftOf(`nameless ${fingerprintOf(call)}`), call);
  return [...drafts.values()];
}

/** Inserts the call in the order of `seq`; nearly always at the end. */
function insert(calls: Call[], call: Call): void {
  const last = calls.at(-1);
  if (!last || last.seq < call.seq) calls.push(call);
  else calls.splice(firstFrom(calls, call.seq), 0, call);
}

/**
 * Returns the owner of a call by client id, bearer token, or V1's device id together with the application.
 * Where a test gave several names to one client id, each name is a separate client.
 */
function ownersOf(calls: readonly Call[]): (call: Call) => string | undefined {
  const idOfBearer = new Map<string, string>();
  for (const call of calls.filter(is('token'))) {
    const token = field(call.answer, 'access_token');
    const id = parameter(call, 'client_id');
    if (token && id) idOfBearer.set(token, id);
  }
  const namesOfId = new Map<string, Set<string>>();
  const idOf = (call: Call): string => {
    const id = call.clientId ?? idOfBearer.get(bearerOf(call)) ?? '';
    return id || (call.op.name === 'token' ? parameter(call, 'client_id') : '');
  };
  for (const call of calls) {
    const [id, name] = [idOf(call), nameOf(call)];
    if (id !== '' && name !== '') {
      const names = namesOfId.get(id) ?? new Set();
      namesOfId.set(id, names.add(name));
    }
  }
  const nodeOf = (id: string, call: Call): string => {
    const [first = '', ...others] = namesOfId.get(id) ?? [];
    // Calls without a name, such as the registration, belong to the first name.
    return others.length > 0 ? `id ${id}\n${nameOf(call) || first}` : `id ${id}`;
  };
  return (call) => {
    const bearer = bearerOf(call);
    const issued = call.op.name === 'register' ? field(call.answer, 'client_id') : '';
    const id = idOf(call) || issued;
    if (id) return nodeOf(id, call);
    if (call.op.name === 'register') return undefined;
    if (bearer) return `bearer ${bearer}`;
    const deviceId = isV1(call) ? parameter(call, 'deviceId') : '';
    if (!deviceId) return undefined;
    return JSON.stringify(['device', call.address, deviceId, applicationOf(call), nameOf(call)]);
  };
}

/**
 * An app that registers again gets a new client id. Two ids are one installation when device identifier, model
 * and address are the same and the earlier id is not used after the later one was issued.
 */
function mergeInstallations(drafts: readonly Draft[]): Draft[] {
  const merged: Draft[] = [];
  const last = new Map<string, Draft>();
  const byAge = [...drafts].sort((a, b) => (a.calls[0]?.seq ?? 0) - (b.calls[0]?.seq ?? 0));
  for (const draft of byAge) {
    const traits = traitsOf(draft);
    const earlier = traits === undefined ? undefined : last.get(traits);
    if (earlier && isSuccessor(earlier, draft)) {
      earlier.ids.push(...draft.ids);
      earlier.calls.push(...draft.calls);
      continue;
    }
    if (traits !== undefined) last.set(traits, draft);
    merged.push(draft);
  }
  return merged;
}

function isSuccessor(earlier: Draft, later: Draft): boolean {
  const [first, end] = [later.calls[0], earlier.calls.at(-1)];
  return first !== undefined && end !== undefined && is('register')(first) && end.seq < first.seq;
}

/** The values that stay the same when an app registers again; undefined when no call has a device identifier. */
function traitsOf({ ids, calls }: Draft): string | undefined {
  const device = calls.map(deviceIdOf).find((id) => id !== '');
  if (ids.length === 0 || device === undefined) return undefined;
  const statement = calls
    .filter(is('register'))
    .map(({ body }) => field(body, 'software_statement'))
    .at(-1);
  const [application, name] = [firstOf(calls, applicationOf), firstOf(calls, nameOf)];
  return JSON.stringify([
    ...[device, statement ?? '', calls[0]?.address],
    ...[modelOf(calls), application, name],
  ]);
}

/** A playback belongs to the client that received the media token, else to the one with the same fingerprint. */
function assignPlays(calls: readonly Call[], drafts: readonly Draft[]): void {
  const issued = new Map<string, Draft>();
  const grants = new Map<string, Draft>();
  const alike = lastWithSameFingerprint(drafts);
  for (const draft of drafts)
    for (const call of draft.calls)
      for (const token of mediaTokensOf(call)) issued.set(token, draft);
  for (const call of calls) {
    if (call.play) {
      const draft = issued.get(call.play.token) ?? alike(call);
      if (!draft) continue;
      draft.plays.push(call);
      const grant = /\/streams\/([^/]+)\//.exec(field(call.answer, 'url'))?.[1];
      if (grant && !call.play.free) grants.set(grant, draft);
    } else if (call.stream) {
      (grants.get(call.stream.grant) ?? alike(call))?.streams.push(call);
    }
  }
}

/**
 * Requests to Concurrency Monitoring contain an application and an account, but no device. A call belongs to the
 * client with its name, else to the client with the same fingerprint, else to a new client without other calls.
 */
function assignCounted(calls: readonly Call[], drafts: Draft[]): void {
  const own = calls.filter(isOfStreams);
  if (own.length === 0) return;
  const alike = lastWithSameFingerprint(drafts);
  const byName = new Map(
    drafts.flatMap((draft) => {
      const name = firstOf(draft.calls, nameOf) ?? '';
      return name === '' ? [] : [[name, draft] as const];
    }),
  );
  const strangers = new Map<string, Draft>();
  for (const call of own) {
    const name = nameOf(call);
    let draft = name === '' ? alike(call) : byName.get(name);
    if (!draft) {
      const key = `${name} ${fingerprintOf(call)}`;
      draft = strangers.get(key);
      if (!draft) {
        draft = emptyDraft();
        strangers.set(key, draft);
        drafts.push(draft);
      }
    }
    draft.counted.push(call);
  }
}

export function mediaTokensOf(call: Call): string[] {
  if (call.op.name === 'mediaToken') return [field(call.answer, 'serializedToken')].filter(Boolean);
  if (call.op.name !== 'authorize') return [];
  const decisions = (call.answer as { decisions?: unknown } | undefined)?.decisions;
  if (!Array.isArray(decisions)) return [];
  return decisions.map((one) => field(one?.token, 'serializedToken')).filter(Boolean);
}

/** Logins belong to the client that created the code, logouts to the one whose answer contained the logout URL. */
function assignBrowser(calls: readonly Call[], drafts: readonly Draft[]): void {
  const creatorOf = new Map<string, Draft>();
  const logouts = new Map<string, Array<{ readonly draft: Draft; readonly seq: number }>>();
  for (const draft of drafts)
    for (const call of draft.calls) {
      if (is('logout')(call))
        for (const { url, mvpd } of readLogouts(call.answer))
          if (url !== '') addTo(logouts, mvpd, { draft, seq: call.seq });
      if (is('createSession', 'partnerSession', 'createRegcode')(call)) {
        const code = field(call.answer, 'code');
        if (code) creatorOf.set(code.toUpperCase(), draft);
      }
    }
  for (const call of calls.filter(({ op }) => op.api === 'browser')) {
    const code = call.op.code || field(call.query, 'reg_code');
    const draft = is('browserLogout')(call)
      ? logouts
          .get(field(call.query, 'mso_id'))
          ?.filter(({ seq }) => seq <= call.seq)
          .at(-1)?.draft
      : creatorOf.get(code.toUpperCase());
    draft?.opened.push(call);
  }
}

function finish(drafts: readonly Draft[]): Client[] {
  const seen = new Map<string, number>();
  const told = drafts.map(({ ids, calls, counted }) => ({
    naming: namingOf(calls.length > 0 ? calls : counted),
    clientIds: ids,
  }));
  const labels = labelsOf(told);
  return drafts.map(({ ids, ...rest }, i): Client => {
    const address = (rest.calls[0] ?? rest.counted[0])?.address || 'unknown address';
    const key = `${address} · ${ids[0] ?? 'no client id'}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const { name = '', make = '' } = told[i]?.naming ?? {};
    return {
      key: count === 1 ? key : `${key} (${count})`,
      address,
      clientIds: ids,
      ...(name === '' ? {} : { name }),
      label: labels[i] ?? make,
      make,
      ...rest,
    };
  });
}
