import { installOrLaunch } from '../roku/onDevice.ts';

export const main = (argv: readonly string[]) => installOrLaunch('install', argv);
