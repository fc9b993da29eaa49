import type { Call } from './calls.ts';

/** One app on one device, as far as the traffic shows which calls belong together. */
export interface Client {
  /** Unique within the traffic. */
  readonly key: string;
  /** The address of its first call. */
  readonly address: string;
  /** In the order of registration; more than one when the client registered again. */
  readonly clientIds: readonly string[];
  /** The name that a test gave to the client. */
  readonly name?: string;
  /** Its label in a report: its name, or model (else user agent) and application id. */
  readonly label: string;
  /** The device's model, or else its user agent. */
  readonly make: string;
  /** Its calls to the service itself, in order. */
  readonly calls: readonly Call[];
  /** Its calls to the programmer's backend and its stream requests, each in order. */
  readonly plays: readonly Call[];
  readonly streams: readonly Call[];
  /** Its calls to Concurrency Monitoring, in order. */
  readonly counted: readonly Call[];
  /** The pages that a browser opened for this client. */
  readonly opened: readonly Call[];
}

/** A client whose calls are still being collected. */
export interface Draft {
  readonly ids: string[];
  readonly calls: Call[];
  readonly plays: Call[];
  readonly streams: Call[];
  readonly counted: Call[];
  readonly opened: Call[];
}
