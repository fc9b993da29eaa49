import { runFromProcess } from '../../apps/cli/main.ts';

/** `npm run pass -- COMMAND`: the same machine in a terminal. */
export const main = runFromProcess;
