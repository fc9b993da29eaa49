import { DCR_ERRORS, isDcrError } from '../pass/dcrErrors.ts';
import { type ErrorCode, errorCatalogue, isErrorCode } from '../pass/errorCatalogue.ts';
import { compileGlob, type Glob, LONGEST_PATTERN } from './glob.ts';
import { OrderError } from './orderError.ts';
import { checkShape, faultShape } from './shapes.ts';

export { OrderError } from './orderError.ts';

/** An order to make requests fail: which requests, how often, and how they fail. */
export interface FaultOrder {
  /** Any method except a preflight's OPTIONS when absent. */
  readonly method?: string;
  /** `*` stands for one path segment or a part of one, `**` for anything, as in `/api/v2/NORTHSTAR/**`. */
  readonly path: string;
  /** Only requests of this client: its client id, or the name that a test gave it. */
  readonly client?: string;
  /** Only requests with this text in their body, either as sent or after form decoding. */
  readonly bodyContains?: string;
  /** The number of requests that fail; 1 when absent, 0 for every one until the order is removed. */
  readonly times?: number;
  /** Delay before everything else (ms of real time). Without other members: the real answer, late. */
  readonly delayMs?: number;
  /** The status of a made-up answer. 429 without a body is the documented HTML page. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent unchanged; anything else as JSON. */
  readonly body?: unknown;
  /** The connection is dropped in the middle of the body of the real (or made-up) answer. */
  readonly cut?: boolean;
  /** The connection is reset without an answer. */
  readonly reset?: boolean;
  /** An Enhanced Error by its code; where `path` begins with `/o/`, an error of registration. */
  readonly error?: string;
  /** `top` (default): the error is the answer. `item`: 200, and the error is in the decisions. */
  readonly shape?: 'top' | 'item';
  /** With `shape: item`: only these resources fail. */
  readonly resources?: readonly string[];
  /** With `error`: the partner's message. */
  readonly details?: string;
}

export interface Fault extends FaultOrder {
  readonly id: number;
  readonly times: number;
  /** The number of requests that it has applied to so far. */
  hits: number;
}

export class Faults {
  private faults: Array<Fault & { readonly pattern: Glob }> = [];
  private lastId = 0;

  /** @throws OrderError */
  add(order: FaultOrder): Fault {
    check(order);
    this.lastId += 1;
    const fault = {
      ...order,
      times: order.times ?? 1,
      id: this.lastId,
      hits: 0,
      pattern: compileGlob(order.path),
    };
    this.faults.push(fault);
    return show(fault);
  }

  list(): Fault[] {
    return this.faults.map(show);
  }

  /** All of them, or the one with this id. */
  clear(id?: number): void {
    this.faults = id === undefined ? [] : this.faults.filter((fault) => fault.id !== id);
  }

  /** Returns the oldest order that matches; counts the hit and removes the order when it is used up. */
  take(request: Hit): Fault | undefined {
    const found = this.faults.find((fault) => fits(fault, request));
    if (!found) return undefined;
    found.hits += 1;
    if (found.times > 0 && found.hits >= found.times) this.clear(found.id);
    return show(found);
  }
}

/** The parts of a request that an order is compared with. */
export interface Hit {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly clientId?: string | undefined;
  /** The name that a test gave to the client. */
  readonly client?: string | undefined;
}

function fits(fault: Fault & { readonly pattern: Glob }, hit: Hit): boolean {
  const { method, client, bodyContains } = fault;
  if (method ? method.toUpperCase() !== hit.method : hit.method === 'OPTIONS') return false;
  if (client !== undefined && client !== hit.client && client !== hit.clientId) return false;
  if (bodyContains !== undefined && !bodyHas(hit.body, bodyContains)) return false;
  return fault.pattern.test(hit.path);
}

function bodyHas(body: string, text: string): boolean {
  if (body.includes(text)) return true;
  try {
    return decodeURIComponent(body.replaceAll('+', ' ')).includes(text);
  } catch {
    return false;
  }
}

function show({ pattern: _, ...fault }: Fault & { readonly pattern: Glob }): Fault {
  return fault;
}

const KEYS = new Set([
  'method',
  'path',
  'client',
  'bodyContains',
  'times',
  'delayMs',
  'status',
  'headers',
  'body',
  'cut',
  'reset',
  'error',
  'shape',
  'resources',
  'details',
]);

function check(order: FaultOrder): void {
  for (const key of Object.keys(order))
    if (!KEYS.has(key))
      throw new OrderError(`a fault has no "${key}"; it has ${[...KEYS].join(', ')}`);
  if (typeof order.path !== 'string' || !order.path.startsWith('/'))
    throw new OrderError('path: a pattern that begins with "/" is needed, such as /api/v2/**');
  if (order.path.length > LONGEST_PATTERN)
    throw new OrderError(`path: a pattern has at most ${LONGEST_PATTERN} letters`);
  checkShape('fault', order, faultShape);
  checkNumber(order.times, 'times', 0, 1_000_000);
  checkNumber(order.delayMs, 'delayMs', 0, 600_000);
  checkNumber(order.status, 'status', 200, 599);
  if (order.shape !== undefined && order.shape !== 'top' && order.shape !== 'item')
    throw new OrderError('shape: "top" or "item"');
  if (order.method !== undefined && !METHODS.includes(order.method.toUpperCase()))
    throw new OrderError(`method: one of ${METHODS.join(', ')} is needed`);
  for (const name of ['client', 'bodyContains'] as const)
    if (order[name] === '') throw new OrderError(`${name}: a text is needed, or nothing`);
  checkError(order);
  checkHeaders(order.headers);
  const isBare = order.body === undefined && order.error === undefined;
  if (WITHOUT_BODY.has(order.status ?? 0) && !isBare)
    throw new OrderError(`status: an answer of ${order.status} has no body`);
  if (order.shape === 'item' && order.error === undefined)
    throw new OrderError('shape "item" needs the code of an error');
}

const METHODS = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS'];

/** Dynamic client registration has other error codes than REST API V2. */
function checkError({ error, path, shape }: FaultOrder): void {
  if (error === undefined) return;
  const isOfRegistration = path.startsWith('/o/');
  if (isOfRegistration ? !isDcrError(error) : !isErrorCode(error))
    throw new OrderError(
      isOfRegistration
        ? `error: "${error}" is no error of registration; there are ${DCR_ERRORS.join(', ')}`
        : `error: "${error}" is not an Enhanced Error code; there are ${Object.keys(errorCatalogue).join(', ')}`,
    );
  if (isOfRegistration && shape === 'item')
    throw new OrderError('shape "item" is for decisions; registration has none');
}

function checkNumber(value: unknown, name: string, least: number, most: number): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new OrderError(`${name}: a whole number from ${least} to ${most} is needed`);
}

const WITHOUT_BODY = new Set([204, 205, 304]);

function checkHeaders(headers: unknown): void {
  if (headers === undefined) return;
  const isObject = typeof headers === 'object' && headers !== null && !Array.isArray(headers);
  if (!isObject || Object.values(headers).some((value) => typeof value !== 'string'))
    throw new OrderError('headers: an object is needed, of texts by name');
  try {
    new Headers(headers as Record<string, string>);
  } catch (error) {
    throw new OrderError(`headers: ${(error as Error).message}`);
  }
}

/** For the middleware: `error` was checked when the order was added. */
export function enhancedCodeOf(fault: Fault): ErrorCode | undefined {
  return fault.error !== undefined && isErrorCode(fault.error) ? fault.error : undefined;
}
