import type { Facts } from './facts.ts';

/** Fields of a query or a form; the value is a list when a name occurs several times. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/**
 * One request and its answer. Secrets may be hashes or clear text: they are only compared with one another, so the
 * same secret must have the same form everywhere.
 */
export interface Exchange {
  /** Number in the order of arrival; findings refer to it. */
  readonly seq: number;
  /** ms since the epoch, by the service's clock. */
  readonly time: number;
  /** ms by which the service's clock had been moved away from the client's; absent when it had not been moved. */
  readonly moved?: number;
  /** ms added to every clock: one of several readings of a record with unknown times (readings.ts). */
  readonly apart?: number;
  /** The record has no date for this exchange; `time` is a guess. */
  readonly undated?: true;
  /** ms until the answer was complete. */
  readonly durationMs?: number;
  readonly method: string;
  /** Whether the request used TLS; absent when unknown (a sandbox uses plain HTTP). */
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
  /** The parsed answer, when it is known. */
  readonly answer?: unknown;
  /** Lower-case media type of the answer, without parameters. */
  readonly answerType?: string;
  /** Of Concurrency Monitoring only, by lower-case name: `location` (only the session), `date`, `expires`. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** The remote address of the connection; '' when unknown. */
  readonly address: string;
  /** The DCR client id behind the bearer token, when it is known. */
  readonly clientId?: string;
  /** The name that a test gave to the client, if any. */
  readonly clientName?: string;
  readonly facts?: Facts;
  /** Present when the request asks the programmer's backend for a stream. */
  readonly play?: Play;
  /** Present when the request asks for a part of a stream. */
  readonly stream?: { readonly item: string; readonly grant: string };
}

export interface Play {
  /** '' when unknown. */
  readonly item: string;
  /** Absent when unknown, and for free items. */
  readonly resource?: string;
  readonly free: boolean;
  /** The media token in the request, '' when there is none. */
  readonly token: string;
}

export interface Traffic {
  readonly source: 'sandbox' | 'har';
  /** By `seq`. */
  readonly exchanges: readonly Exchange[];
  /** Resource ids that were agreed with the TV providers, by service provider, when they are known. */
  readonly resources?: ReadonlyMap<string, readonly string[]>;
  /** Entries of the record that are not among the exchanges, by reason. */
  readonly leftOut?: readonly LeftOut[];
  /** Other remarks about the record, one sentence each. */
  readonly remarks?: readonly string[];
}

/** Entries of a record that are not judged. */
export interface LeftOut {
  readonly reason: string;
  readonly count: number;
}

/** The value of a field, '' when it is absent; the first value when the field occurs several times. */
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

/** A member of an answer, of any type; undefined when it is absent. */
export function member(value: unknown, name: string): unknown {
  return has(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
