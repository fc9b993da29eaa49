import type { MachineEvent } from './machine/events.ts';
import type { View } from './machine/view.types.ts';
import type { PassService } from './pass/PassService.ts';
import type { CorePorts } from './ports.ts';
import type { Settings } from './settings.ts';

/** The running product: one statechart, one service, one view. Every app with a UI starts here. */
export interface Couchpass {
  readonly settings: Settings;
  readonly service: PassService;
  readonly view: View;
  start(): void;
  stop(): void;
  send(event: MachineEvent): void;
  /** Called with the new view whenever it changed; returns the unsubscriber. */
  subscribe(listener: (view: View) => void): () => void;
}

export function createCouchpass(_settings: Settings, _ports: CorePorts): Couchpass {
  throw new Error('being written');
}
