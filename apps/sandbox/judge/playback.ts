import { readDecisions } from './answers.ts';
import { type Call, is, parameter, resourcesAsked } from './calls.ts';
import type { Client } from './client.ts';
import { addTo, once } from './once.ts';
import { lastUntil } from './sequences.ts';
import { field } from './traffic.ts';

/** Attempts to play something that needs an authorization, in order. */
export const protectedPlays = once((client: Client): readonly Call[] =>
  client.plays.filter(({ play }) => play && !play.free),
);

const DECISIONS = is('authorize', 'authorizeV1');

/** The resource of a play: from its item, or from the media token that it contains. */
export function resourceOf(client: Client, play: Call): string | undefined {
  return play.play?.resource ?? issueOf(client, play.play?.token ?? '')?.resource;
}

/** The authorization request between the last play of the same resource and this one. */
export function decidedBefore(client: Client, play: Call): Call | undefined {
  return decisionsBeforePlays(client).get(play) ?? undefined;
}

const decisionsBeforePlays = once((client: Client): ReadonlyMap<Call, Call | undefined> => {
  const found = new Map<Call, Call | undefined>();
  // By title; under undefined all of them, for plays whose resource is unknown.
  const asked = new Map<string | undefined, Call[]>();
  for (const call of client.calls.filter(DECISIONS)) {
    addTo(asked, undefined, call);
    for (const title of new Set(resourcesOf(call).map(titleOf))) addTo(asked, title, call);
  }
  const lastPlayed = new Map<string | undefined, number>();
  for (const play of client.plays) {
    const resource = resourceOf(client, play);
    const title = resource === undefined ? undefined : titleOf(resource);
    const decision = lastUntil(asked.get(title) ?? [], play.seq);
    const isNew = decision !== undefined && decision.seq > (lastPlayed.get(resource) ?? 0);
    found.set(play, isNew ? decision : undefined);
    if (play.play && !play.play.free && isAccepted(play)) lastPlayed.set(resource, play.seq);
  }
  return found;
});

/** Whether the programmer's backend released a stream. */
export const isAccepted = (play: Call): boolean => play.status >= 200 && play.status < 300;

export function resourcesOf(call: Call): string[] {
  return is('authorizeV1', 'mediaToken')(call)
    ? [parameter(call, 'resource')]
    : resourcesAsked(call);
}

/** A simple id and an MRSS document with that id as its channel's title are the same resource. */
export function isSame(a: string, b: string): boolean {
  return titleOf(a) === titleOf(b);
}

/** The channel's title, or the resource itself when it is a simple id. */
export function titleOf(resource: string): string {
  const title = /<channel>\s*<title>\s*(?:<!\[CDATA\[)?([^<\]]*)/i.exec(resource)?.[1];
  return (title ?? resource).trim();
}

export interface Issue {
  readonly call: Call;
  readonly resource: string;
  /** ms by the client's clock: the end of the token. NaN when the answer does not contain it. */
  readonly end: number;
}

/** The answer that issued a media token; undefined when no answer in the traffic contains it. */
export function issueOf(client: Client, token: string): Issue | undefined {
  return token === '' ? undefined : issuesOf(client).get(token);
}

const issuesOf = once((client: Client): ReadonlyMap<string, Issue> => {
  const issues = new Map<string, Issue>();
  // Media tokens are unique: the first answer that contains a token issued it.
  const add = (token: string, issue: Issue) => {
    if (token !== '' && !issues.has(token)) issues.set(token, issue);
  };
  for (const call of client.calls) {
    if (is('authorize')(call))
      for (const { token, resource, tokenNotAfter } of readDecisions(call.answer))
        add(token, { call, resource, end: endOf(call, tokenNotAfter) });
    if (is('mediaToken')(call)) {
      const end = endOf(call, Number(field(call.answer, 'expires') || Number.NaN));
      const resource = parameter(call, 'resource');
      add(field(call.answer, 'serializedToken'), { call, resource, end });
    }
  }
  return issues;
});

const endOf = (call: Call, notAfter: number): number => notAfter - (call.time - call.at);
