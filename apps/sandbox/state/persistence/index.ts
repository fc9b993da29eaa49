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
 * Restores the state that an earlier sandbox stored in `place`, a folder or the address of a Redis, and stores
 * the state of this one there: clients, tokens, codes, profiles and the like, the rules, and the clock's offset.
 * Requests, faults and media tokens are not stored. Sandboxes on one Redis share their state; a folder can be
 * used by one sandbox at a time.
 * @throws DataError
 */
export async function openPersistence(place: string, service: Service): Promise<Persistence> {
  const { store, rules, clock, warn } = service;
  const backend = await (isRedisAddress(place) ? openRedis(place) : openFolder(place));
  const singles = {
    rules: {
      read: () => rules,
      // `throttle` is an option of each start, so the stored value is not used.
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
