import type { KeyObject } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Streams } from './concurrency/Streams.ts';
import type { Faults } from './control/faults.ts';
import type { Journal } from './control/journal.ts';
import type { Mode } from './mode.ts';
import type { ErrorInformation } from './pass/enhancedErrors.ts';
import type { MediaTokens } from './pass/mediaToken.ts';
import type { Throttle } from './pass/throttle.ts';
import type { Access } from './server/access.ts';
import type { ClientNames } from './state/clientNames.ts';
import type { MovableClock } from './state/clock.ts';
import type { Rules } from './state/rules.ts';
import type { Store } from './state/store.ts';
import type { Taken } from './world/taken.ts';
import type { World } from './world/world.ts';

export type { Mode };

/** The parts of one running sandbox; every route receives them, so that many sandboxes can run in one process. */
export interface Service {
  readonly mode: Mode;
  readonly clock: MovableClock;
  readonly store: Store;
  /** Its service providers, applications and MVPDs. */
  readonly world: World;
  readonly rules: Rules;
  readonly throttle: Throttle;
  /** The streams that Concurrency Monitoring counts. */
  readonly streams: Streams;
  readonly mediaTokens: MediaTokens;
  readonly journal: Journal;
  readonly faults: Faults;
  /** The names that tests give to clients. */
  readonly names: ClientNames;
  readonly access: Access;
  /** Origins of second-screen pages that a login may return to, besides registered domains. */
  readonly activateOrigins: readonly string[];
  /** Absolute URL at which clients reach this sandbox, without a slash at the end. */
  publicUrl(): string;
  /** Public keys of identity services besides the sandbox's own; they verify service tokens. */
  readonly serviceTokenKeys: readonly KeyObject[];
  warn(message: string): void;
  /** Applies the orders for all service providers to a new one. */
  applyStandingOrders(serviceProvider: string): void;
}

export interface Env {
  Bindings: HttpBindings;
  Variables: {
    /** The request's body, read once, at most MAX_BODY_BYTES of it. */
    body: string;
    /** For the journal: the answer as JSON; `c.json` sets it. */
    answer: string;
    /** For the journal: undeclared values of this request that were accepted. */
    taken: readonly Taken[] | undefined;
    /** A fault order puts this error in every decision of the answer (or in those of `resources`). */
    itemError: { error: () => ErrorInformation; resources?: readonly string[] };
  };
}

export type PassContext = Context<Env>;

/** Address and port of the connection; '' after it is closed, when Node returns none. */
export function connectionOf(c: PassContext): { address: string; port: string } {
  const socket = c.env.incoming.socket;
  return { address: socket.remoteAddress ?? '', port: String(socket.remotePort ?? '') };
}

/** The bearer token of a request, '' without one. */
export function bearerOf(c: PassContext): string {
  return /^Bearer\s+(\S+)\s*$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
}

/** The client id of a request, from its access token or body, not verified; for throttling and the journal. */
export function claimedClientId(c: PassContext, service: Service): string | undefined {
  const token = service.store.tokens.get(bearerOf(c));
  if (token) return token.clientId;
  if (c.req.path !== '/o/client/token') return undefined;
  return new URLSearchParams(c.get('body')).get('client_id') ?? undefined;
}
