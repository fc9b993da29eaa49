import { readDecisions } from './answers.ts';
import { type Call, is, parameter, resourcesAsked } from './calls.ts';
import type { Client } from './clients.ts';
import { field } from './traffic.ts';

/** Attempts to play something that needs an authorization, in order. */
export function protectedPlays(client: Client): Call[] {
  return client.plays.filter(({ play }) => play && !play.free);
}

const DECISIONS = is('authorize', 'authorizeV1');

/** The resource of a play: known from the item, or from the token that it shows. */
export function resourceOf(client: Client, play: Call): string | undefined {
  return play.play?.resource ?? issueOf(client, play.play?.token ?? '')?.resource;
}

/** The authorization that was asked for between the last play of the same resource and this one. */
export function decidedBefore(client: Client, play: Call): Call | undefined {
  const resource = resourceOf(client, play);
  const last = protectedPlays(client)
    .filter(
      (other) =>
        other.seq < play.seq && resourceOf(client, other) === resource && isAccepted(other),
    )
    .at(-1);
  return client.calls
    .filter(
      (call) =>
        DECISIONS(call) &&
        call.seq < play.seq &&
        call.seq > (last?.seq ?? 0) &&
        (resource === undefined || resourcesOf(call).some((one) => isSame(one, resource))),
    )
    .at(-1);
}

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

function titleOf(resource: string): string {
  const title = /<channel>\s*<title>\s*(?:<!\[CDATA\[)?([^<\]]*)/i.exec(resource)?.[1];
  return (title ?? resource).trim();
}

export interface Issue {
  readonly call: Call;
  readonly resource: string;
  /** ms by the client's clock: when the token ends. NaN when the answer does not say. */
  readonly end: number;
}

/** Where a media token came from; undefined when no answer in the traffic gave it. */
export function issueOf(client: Client, token: string): Issue | undefined {
  if (token === '') return undefined;
  for (const call of client.calls) {
    if (is('authorize')(call)) {
      const found = readDecisions(call.answer).find((decision) => decision.token === token);
      if (found) return { call, resource: found.resource, end: endOf(call, found.tokenNotAfter) };
    }
    if (is('mediaToken')(call)) {
      const { answer } = call;
      if (field(answer, 'serializedToken') === token)
        return {
          call,
          resource: parameter(call, 'resource'),
          end: endOf(call, Number(field(answer, 'expires') || Number.NaN)),
        };
    }
  }
  return undefined;
}

const endOf = (call: Call, notAfter: number): number => notAfter - (call.moved ?? 0);
