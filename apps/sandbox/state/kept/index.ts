import type { Service } from '../../service.ts';
import type { Rules } from '../rules.ts';
import { Keeper } from './keeper.ts';
import { openFolder } from './level.ts';

export { DataError } from './backend.ts';
export type { Keeper } from './keeper.ts';

/**
 * Puts back what an earlier sandbox left in `folder`, and keeps there what this one remembers: clients,
 * tokens, codes, profiles and the like, the rules, and how far the clock was moved. Requests, faults and
 * media tokens end with the process.
 * @throws DataError
 */
export async function keepIn(folder: string, service: Service): Promise<Keeper> {
  const { store, rules, clock, warn } = service;
  return Keeper.start(
    await openFolder(folder),
    store,
    {
      rules: {
        read: () => rules,
        // Whether to throttle is said at every start.
        restore: (kept: Rules) => Object.assign(rules, { ...kept, throttle: rules.throttle }),
      },
      clock: {
        read: () => clock.moved,
        restore: (ms: number) => clock.advance(ms),
      },
    },
    warn,
  );
}
