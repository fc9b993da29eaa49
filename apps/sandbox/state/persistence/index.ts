import type { Service } from '../../service.ts';
import type { Rules } from '../rules.ts';
import { DataError } from './backend.ts';
import { openFolder } from './level.ts';
import { Persistence } from './persistence.ts';
import { openRedis } from './redis.ts';
import { isRedisAddress, withoutSecrets } from './redisAddress.ts';

export { DataError } from './backend.ts';
export type { Persistence as Keeper } from './persistence.ts';
export { isRedisAddress, readRedisAddress, withoutSecrets } from './redisAddress.ts';

/**
 * Puts back what an earlier sandbox left in `place`, a folder or the address of a Redis, and keeps there
 * what this one remembers: clients, tokens, codes, profiles and the like, the rules, and how far the clock
 * was moved. Requests, faults and media tokens end with the process. Sandboxes on one Redis know of each
 * other's; two in one folder there cannot be.
 * @throws DataError
 */
export async function openPersistence(place: string, service: Service): Promise<Persistence> {
  const { store, rules, clock, warn } = service;
  const backend = await (isRedisAddress(place) ? openRedis(place) : openFolder(place));
  const singles = {
    rules: {
      read: () => rules,
      // Whether to throttle is said at every start.
      restore: (kept: Rules) => Object.assign(rules, { ...kept, throttle: rules.throttle }),
    },
    clock: {
      read: () => clock.moved,
      restore: (ms: number) => {
        clock.reset();
        clock.advance(ms);
      },
    },
  };
  try {
    return await Persistence.start(backend, store, singles, warn);
  } catch (cause) {
    await backend.close();
    const shown = withoutSecrets(place);
    throw new DataError(`--data ${shown}: what is kept there is not a sandbox's state.`, { cause });
  }
}
