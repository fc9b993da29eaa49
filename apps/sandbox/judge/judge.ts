import { inTimeSlices } from '../state/timeSlice.ts';
import { type Call, callOf, isV1, isV2 } from './calls.ts';
import type { Client } from './client.ts';
import { readingsOf, weigh } from './readings.ts';
import { type Level, phases, type Row } from './rows/index.ts';
import type { Finding, Rules } from './rule.ts';
import { authentication } from './rules/authentication.ts';
import { authorization } from './rules/authorization.ts';
import { concurrency } from './rules/concurrency.ts';
import { concurrencyPlayback } from './rules/concurrencyPlayback.ts';
import { configuration } from './rules/configuration.ts';
import { device } from './rules/device.ts';
import { errors } from './rules/errors.ts';
import { logout } from './rules/logout.ts';
import { migration } from './rules/migration.ts';
import { playback } from './rules/playback.ts';
import { polling } from './rules/polling.ts';
import { preauthorization } from './rules/preauthorization.ts';
import { registration } from './rules/registration.ts';
import { secondScreen } from './rules/secondScreen.ts';
import { security } from './rules/security.ts';
import { server } from './rules/server.ts';
import { tempPass } from './rules/tempPass.ts';
import { throttling } from './rules/throttling.ts';
import { v1 } from './rules/v1.ts';
import { v1Requests } from './rules/v1Requests.ts';
import type { LeftOut, Traffic } from './traffic.ts';
import { trafficModelOf } from './trafficModel.ts';

/** Every rule by the id of its row. */
export const allRules: Rules = {
  ...registration,
  ...configuration,
  ...authentication,
  ...polling,
  ...preauthorization,
  ...authorization,
  ...playback,
  ...logout,
  ...tempPass,
  ...errors,
  ...throttling,
  ...security,
  ...secondScreen,
  ...device,
  ...server,
  ...migration,
  ...v1,
  ...v1Requests,
  ...concurrency,
  ...concurrencyPlayback,
};

/**
 * `not exercised`   the traffic has no such case
 * `not judged`      the case occurred, but whether it was right cannot be determined; `advice` gives the reason
 * `not observable`  traffic never shows it
 */
export type State = 'met' | 'broken' | 'not judged' | 'not exercised' | 'not observable';

/** The judge's result for one requirement and one client. */
export interface JudgedRow {
  readonly id: string;
  readonly state: State;
  /** Sequence numbers of the requests that prove it. */
  readonly evidence: readonly number[];
  /**
   * What to do about a broken requirement, or how to have it judged; why it could not be judged, or why traffic
   */
  readonly advice: string;
}

/** How many requirements are in each state. */
export type Summary = Readonly<Record<State, number>>;

/** One client of the traffic, with the requirements that it met and broke. */
export interface JudgedClient {
  /** Unique in the report: address and client id. */
  readonly key: string;
  readonly address: string;
  readonly clientIds: readonly string[];
  /** The name that a test gave to the client. */
  readonly name?: string;
  /** Unique in the report: its name, or model (else user agent) and application id as the client sent them. */
  readonly label: string;
  /** Number of its requests to the service. */
  readonly requests: number;
  readonly summary: Summary;
  /** One for each row of the table, in its order. */
  readonly rows: readonly JudgedRow[];
}

/** A request that a finding refers to. */
export interface Cited {
  readonly seq: number;
  /** ms since the epoch by the service's clock; absent when the record has no time. */
  readonly time?: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status: number;
}

/** A requirement of Adobe’s documentation. */
export interface ReportedRow {
  readonly id: string;
  readonly phase: string;
  readonly level: Level;
  readonly pagesDiffer: boolean;
  readonly requirement: string;
  readonly sources: readonly string[];
  readonly observable: boolean;
}

/** The result for a record of traffic. */
export interface Report {
  readonly source: Traffic['source'];
  readonly requests: number;
  /** ms since the epoch: first and last request; absent when there was none. */
  readonly from?: number;
  readonly to?: number;
  /** Whether any client broke any row. */
  readonly broken: boolean;
  readonly rows: readonly ReportedRow[];
  readonly clients: readonly JudgedClient[];
  /** Clients beyond the two hundred most recently active ones; they are not judged. */
  readonly leftOut: number;
  /** Entries of the record that are not judged, by reason, the most frequent first. */
  readonly entriesLeftOut: readonly LeftOut[];
  /** Other remarks about the record, one sentence each. */
  readonly remarks: readonly string[];
  readonly cited: readonly Cited[];
}

/** Judges every client of the traffic by every row. Pure: equal traffic gives an equal report. */
export function judge(traffic: Traffic): Report {
  const steps = judgeInSteps(traffic);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does the same in time slices, so that the process can do other work between them. */
export function judgeMeanwhile(traffic: Traffic): Promise<Report> {
  return inTimeSlices(judgeInSteps(traffic));
}

function* judgeInSteps(traffic: Traffic): Generator<undefined, Report> {
  const readings = readingsOf(traffic);
  for (const reading of readings.all) {
    for (const exchange of reading.exchanges) {
      callOf(exchange);
      yield;
    }
    trafficModelOf(reading);
    yield;
  }
  const { clients, calls, leftOut } = trafficModelOf(traffic);
  const findings = new Map<string, Map<string, Finding>>();
  for (const [row, rule] of Object.entries(allRules)) {
    const each: Finding[][] = [];
    for (const reading of readings.all) {
      each.push(rule(reading));
      yield;
    }
    const weighed = clients.flatMap(({ key }, i) => {
      const own = each.flatMap((found) => found[i] ?? []);
      const finding = weigh(readings, own);
      return finding ? [[key, finding] as const] : [];
    });
    findings.set(row, new Map(weighed));
  }
  const judged: JudgedClient[] = [];
  for (const client of clients) {
    judged.push(judgeClient(client, findings));
    yield;
  }
  const cited = new Set(judged.flatMap((client) => client.rows.flatMap((row) => row.evidence)));
  const times = calls.flatMap(({ time, undated }) => (undated ? [] : [time]));
  return {
    source: traffic.source,
    requests: traffic.exchanges.length,
    ...(times.length === 0 ? {} : { from: times[0] as number, to: times.at(-1) as number }),
    broken: judged.some(({ summary }) => summary.broken > 0),
    rows: phases.flatMap(({ title, rows }) => rows.map((row) => reported(row, title))),
    clients: judged,
    leftOut,
    entriesLeftOut: [...(traffic.leftOut ?? [])].sort((a, b) => b.count - a.count),
    remarks: traffic.remarks ?? [],
    cited: calls.filter(({ seq }) => cited.has(seq)).map(cite),
  };
}

function judgeClient(
  client: Client,
  findings: ReadonlyMap<string, ReadonlyMap<string, Finding>>,
): JudgedClient {
  const rows = phases.flatMap((phase) =>
    phase.rows.map((row): JudgedRow => {
      if (row.unseen !== undefined)
        return { id: row.id, state: 'not observable', evidence: [], advice: row.unseen };
      const finding = findings.get(row.id)?.get(client.key);
      if (!finding || finding.state === 'not exercised') {
        const advice = foreignApi(client, row) ?? row.check ?? '';
        return { id: row.id, state: 'not exercised', evidence: [], advice };
      }
      const { state, evidence, advice } = finding;
      return { id: row.id, state, evidence, advice };
    }),
  );
  const count = (state: State) => rows.filter((row) => row.state === state).length;
  return {
    key: client.key,
    address: client.address,
    clientIds: client.clientIds,
    ...(client.name === undefined ? {} : { name: client.name }),
    label: client.label,
    requests: client.calls.length || client.counted.length,
    summary: {
      met: count('met'),
      broken: count('broken'),
      'not judged': count('not judged'),
      'not exercised': count('not exercised'),
      'not observable': count('not observable'),
    },
    rows,
  };
}

/** Why a row does not apply to a client that does not use the row's API; such a row needs no instructions. */
function foreignApi({ calls, counted }: Client, { id }: Row): string | undefined {
  if (id.startsWith('CM-'))
    return counted.length > 0 ? undefined : 'It makes no calls to Concurrency Monitoring.';
  const isAboutV1 = id.startsWith('V1L');
  const forAll = /^(REG|THR|SEC-01)/.test(id);
  if (isAboutV1) return calls.some(isV1) ? undefined : 'It makes no calls to REST API V1.';
  if (forAll || !calls.some(isV1) || calls.some(isV2)) return undefined;
  return 'It makes no calls to REST API V2.';
}

function reported(row: Row, phase: string): ReportedRow {
  const { id, level, pagesDiffer, requirement, sources } = row;
  return {
    id,
    phase,
    level,
    pagesDiffer,
    requirement,
    sources,
    observable: row.unseen === undefined,
  };
}

function cite({ seq, time, undated, method, host, path, status }: Call): Cited {
  return { seq, ...(undated ? {} : { time }), method, host, path, status };
}
