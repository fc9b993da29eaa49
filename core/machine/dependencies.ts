import type { Item } from '../catalogue/types.ts';
import type { Memory } from '../memory/Memory.ts';
import type { PassService } from '../pass/PassService.ts';
import type { CorePorts } from '../ports.ts';
import type { Settings } from '../settings.ts';

/** What the machine's actors, guards and actions are made of. */
export interface Dependencies {
  readonly settings: Settings;
  readonly service: PassService;
  readonly memory: Memory;
  readonly ports: CorePorts;
  /** False: there is no catalogue, and the feed is not asked for. */
  readonly browses?: boolean;
  readonly beforePlayback?: BeforePlayback;
}

/**
 * Asked between a permit and the playback endpoint, for what needs a decision of the MVPD `mvpd`: nothing plays
 * when it rejects, and the media token is unspent. @throws PassError
 */
export type BeforePlayback = (item: Item, mvpd: string, signal: AbortSignal) => Promise<void>;
