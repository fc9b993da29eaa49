import type { Call } from './calls.ts';

/** One app on one device, as far as traffic tells it apart. */
export interface Client {
  /** Unique within the traffic. */
  readonly key: string;
  /** Of its first call. */
  readonly address: string;
  /** In order; more than one when it registered again. */
  readonly clientIds: readonly string[];
  /** The name that a test gave it. */
  readonly name?: string;
  /** What it is called in a report: its name, or model (else user agent) and application id. */
  readonly label: string;
  /** The device's model, or its user agent: what apps of one make have in common. */
  readonly make: string;
  /** What it asked of the service itself, in order. */
  readonly calls: readonly Call[];
  /** What it asked of the programmer's backend and streams, in order. */
  readonly plays: readonly Call[];
  readonly streams: readonly Call[];
  /** What it asked of Concurrency Monitoring, in order. */
  readonly counted: readonly Call[];
  /** What a browser opened on its behalf. */
  readonly opened: readonly Call[];
}

/** A client whose calls are still being gathered. */
export interface Draft {
  readonly ids: string[];
  readonly calls: Call[];
  readonly plays: Call[];
  readonly streams: Call[];
  readonly counted: Call[];
  readonly opened: Call[];
}
