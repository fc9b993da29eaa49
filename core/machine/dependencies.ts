import type { Item } from '../catalogue/types.ts';
import type { Memory } from '../memory/Memory.ts';
import type { PassService } from '../pass/PassService.ts';
import type { CorePorts } from '../ports.ts';
import type { Settings } from '../settings.ts';

/** What the machine's actors, guards and actions need. */
export interface Dependencies {
  readonly settings: Settings;
  readonly service: PassService;
  readonly memory: Memory;
  readonly ports: CorePorts;
  /** False: there is no catalogue, and the feed is not requested. */
  readonly browses?: boolean;
  readonly beforePlayback?: BeforePlayback;
}

/**
 * Called after a permit and before the request to the playback endpoint, for an item that needs a decision of the
 * MVPD `mvpd`. When it rejects, nothing plays and the media token is not used. @throws PassError
 */
export type BeforePlayback = (item: Item, mvpd: string, signal: AbortSignal) => Promise<void>;
