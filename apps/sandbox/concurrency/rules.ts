import { OrderError } from '../control/orderError.ts';

/** The behaviour of Concurrency Monitoring; one member for each point that Adobe's pages leave open or contradict. */
export interface ConcurrencyRules {
  /** Maximum streams of an account, for applications without a documented policy. */
  streamLimit: number;
  /** At the limit, the new stream is refused (`lifo`), or the oldest one at its next heartbeat (`fifo`). */
  strategy: 'lifo' | 'fifo';
  /** Metadata names that a start must contain, for the same applications. */
  requiredMetadata: readonly string[];
  /** s from one heartbeat to the next. */
  beatS: number;
  /** s for which a session continues after its `Expires`: one page has 60 s in all, another 90. */
  graceS: number;
  /** The shape of the conflicts in a refusal: A to D as on the pages, or `none` without a body. */
  conflictShape: 'A' | 'B' | 'C' | 'D' | 'none';
  /** Whether pages of another origin may read `Location`. */
  exposeLocation: boolean;
  /** Whether pages of another origin may read `Date`. */
  exposeDate: boolean;
  /** `Location` as the bare id, or as an address. */
  location: 'id' | 'address';
  /** The list of required metadata: names, objects with a name, or an object that holds such a list. */
  metadataShape: 'names' | 'objects' | 'object';
  /** The obligation in a 400: a new request for metadata (one object, or a list), a logout, or none. */
  obligation: 'refresh' | 'refreshList' | 'logout' | 'none';
  /** A heartbeat's change of immutable metadata is ignored, or refused with 400. */
  immutable: 'ignored' | 'refused';
  /** s for which a termination code is valid after the refusal with it; 0: as long as its stream runs. */
  codeLifeS: number;
  /** The name of the header that ends other streams; one screenshot shows another name. */
  terminateHeader: 'X-Terminate' | 'X-Terminator';
  /** Whether DELETE ends a session that another device started. */
  deleteOthers: boolean;
  /** Whether successful answers are 200 with a body, or 202 without one. */
  successBody: boolean;
  /** `upstreamUserID` of viewers: letters and digits only, or also `/`, `+` and `=`, or absent. */
  subject: 'plain' | 'base64' | 'none';
  /** Ids of further applications, which share the policy of `northstar-tv`. */
  applications: readonly string[];
}

export function defaultConcurrency(mode: 'lenient' | 'strict'): ConcurrencyRules {
  return {
    streamLimit: 3,
    strategy: 'lifo',
    requiredMetadata: [],
    beatS: 60,
    graceS: 30,
    conflictShape: 'A',
    exposeLocation: true,
    exposeDate: true,
    location: 'id',
    metadataShape: 'names',
    obligation: 'refresh',
    immutable: mode === 'strict' ? 'refused' : 'ignored',
    codeLifeS: 0,
    terminateHeader: 'X-Terminate',
    deleteOthers: true,
    successBody: false,
    subject: 'plain',
    applications: [],
  };
}

type Check = (value: unknown) => string | undefined;

const whole =
  (least: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= 1_000_000
      ? undefined
      : `a whole number of at least ${least}`;
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value) ? undefined : values.map((one) => JSON.stringify(one)).join(' or ');
const texts: Check = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '')
    ? undefined
    : 'a list of texts';

const checks: Readonly<Record<keyof ConcurrencyRules, Check>> = {
  streamLimit: whole(1),
  strategy: oneOf('lifo', 'fifo'),
  requiredMetadata: texts,
  beatS: whole(1),
  graceS: whole(0),
  conflictShape: oneOf('A', 'B', 'C', 'D', 'none'),
  exposeLocation: oneOf(true, false),
  exposeDate: oneOf(true, false),
  location: oneOf('id', 'address'),
  metadataShape: oneOf('names', 'objects', 'object'),
  obligation: oneOf('refresh', 'refreshList', 'logout', 'none'),
  immutable: oneOf('ignored', 'refused'),
  codeLifeS: whole(0),
  terminateHeader: oneOf('X-Terminate', 'X-Terminator'),
  deleteOthers: oneOf(true, false),
  successBody: oneOf(true, false),
  subject: oneOf('plain', 'base64', 'none'),
  applications: texts,
};

/** The rules after an order that changes some of them. @throws OrderError */
export function bendConcurrency(rules: ConcurrencyRules, order: unknown): ConcurrencyRules {
  const names = Object.keys(checks).join(', ');
  if (typeof order !== 'object' || order === null || Array.isArray(order))
    throw new OrderError(`concurrency: an object with ${names} is needed`);
  for (const [name, value] of Object.entries(order)) {
    const check = Object.hasOwn(checks, name) ? checks[name as keyof ConcurrencyRules] : undefined;
    if (!check) throw new OrderError(`concurrency: there is no "${name}"; it takes ${names}`);
    const needed = check(value);
    if (needed !== undefined) throw new OrderError(`concurrency: ${name}: ${needed} is needed`);
  }
  return { ...rules, ...order };
}
