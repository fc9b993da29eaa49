import { runFromProcess } from 'couchpass';

/** `npm run pass -- COMMAND`: the same machine in a terminal. */
export const main = runFromProcess;
