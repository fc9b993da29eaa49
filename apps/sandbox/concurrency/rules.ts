import { OrderError } from '../control/orderError.ts';

/** How Concurrency Monitoring behaves; what Adobe's pages leave open or contradict themselves in is a part each. */
export interface ConcurrencyRules {
  /** Most streams of one account, of the applications without a documented policy of their own. */
  streamLimit: number;
  /** Too many: the new one is refused (`lifo`), or the oldest is, at its next heartbeat (`fifo`). */
  strategy: 'lifo' | 'fifo';
  /** Names that a start must have, for the same applications. */
  requiredMetadata: readonly string[];
  /** s from one heartbeat to the next. */
  beatS: number;
  /** s that a session lives on after its `Expires`: one page says 60 s in all, another 90. */
  graceS: number;
  /** How a refusal tells its conflicts: A to D as the pages show them, or `none`: nothing at all. */
  conflictShape: 'A' | 'B' | 'C' | 'D' | 'none';
  /** Whether pages of another origin may read `Location`. */
  exposeLocation: boolean;
  /** The same of `Date`. */
  exposeDate: boolean;
  /** `Location` as the bare id, or as an address. */
  location: 'id' | 'address';
  /** The list of required metadata: names, objects with a name, or an object that holds such a list. */
  metadataShape: 'names' | 'objects' | 'object';
  /** What a 400 wants: metadata asked for anew (one object, or a list of them), a logout, or nothing. */
  obligation: 'refresh' | 'refreshList' | 'logout' | 'none';
  /** Whether a heartbeat may change what was first set; else it is refused with 400. */
  immutable: 'ignored' | 'refused';
  /** s that a termination code can be used after the answer that told it; 0: as long as its stream runs. */
  codeLifeS: number;
  /** What the header that ends other streams is called; one screenshot has another name for it. */
  terminateHeader: 'X-Terminate' | 'X-Terminator';
  /** Whether DELETE ends a session that another device started. */
  deleteOthers: boolean;
  /** Answers of success without a body and 202, or with one and 200. */
  successBody: boolean;
  /** `upstreamUserID` of viewers: letters and digits, with `/`, `+` and `=` in it, or not told. */
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
