import type { Facts } from './facts.ts';

/** Fields of a query or a form; a name that came twice has a list. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/**
 * One request and its answer. Secrets may be hashes or clear text: they are only ever compared with
 * one another, so the same secret has to look the same wherever it turns up.
 */
export interface Exchange {
  /** Order of arrival; what a finding points at. */
  readonly seq: number;
  /** ms since the epoch, by the service's clock. */
  readonly time: number;
  /** ms by which that clock had been moved away from the client's; absent when it had not. */
  readonly moved?: number;
  /** ms added to every clock: how one of several readings takes time that nobody knows (readings.ts). */
  readonly apart?: number;
  /** The record does not say when it happened; `time` is a guess. */
  readonly undated?: true;
  /** ms until the answer was complete. */
  readonly durationMs?: number;
  readonly method: string;
  /** Whether it came over TLS; absent when nobody can tell (a sandbox speaks plain HTTP). */
  readonly secure?: boolean;
  /** Host and port; '' when unknown. */
  readonly host: string;
  /** As sent, percent-encoding included. */
  readonly path: string;
  readonly query: Fields;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, the fields of a form, or text. */
  readonly body?: unknown;
  /** 0 when no answer arrived. */
  readonly status: number;
  /** Parsed JSON of the answer, when it is known. */
  readonly answer?: unknown;
  /** Lower-case media type of the answer, without parameters. */
  readonly answerType?: string;
  /** Of Concurrency Monitoring, by lower-case name: `location` (the session alone), `date`, `expires`. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** The connection's other end; '' when unknown. */
  readonly address: string;
  /** The DCR client id behind the bearer token, when it is known. */
  readonly clientId?: string;
  /** What the test that sent it calls its client, when it gave it a name. */
  readonly clientName?: string;
  readonly facts?: Facts;
  /** Present when this asks the programmer's backend for a stream. */
  readonly play?: Play;
  /** Present when this asks for a part of a stream. */
  readonly stream?: { readonly item: string; readonly grant: string };
}

export interface Play {
  /** '' when unknown. */
  readonly item: string;
  /** Absent when unknown, and for what is free. */
  readonly resource?: string;
  readonly free: boolean;
  /** The media token that was shown, '' when none. */
  readonly token: string;
}

export interface Traffic {
  readonly source: 'sandbox' | 'har';
  /** By `seq`. */
  readonly exchanges: readonly Exchange[];
  /** Resource ids that were agreed with the providers, by service provider, when they are known. */
  readonly resources?: ReadonlyMap<string, readonly string[]>;
  /** What of the record is not among the exchanges, by reason. */
  readonly leftOut?: readonly LeftOut[];
  /** What else a reader should know of the record, a sentence each. */
  readonly remarks?: readonly string[];
}

/** Entries of a record that are not judged. */
export interface LeftOut {
  readonly reason: string;
  readonly count: number;
}

/** The one value of a field, '' when it is absent; the first when it came several times. */
export function field(fields: unknown, name: string): string {
  if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, name)) return '';
  const value = (fields as Record<string, unknown>)[name];
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean'
    ? String(one)
    : '';
}

export function has(fields: unknown, name: string): boolean {
  return typeof fields === 'object' && fields !== null && Object.hasOwn(fields, name);
}

/** A member of an answer, whatever it is; undefined when there is none. */
export function member(value: unknown, name: string): unknown {
  return has(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
