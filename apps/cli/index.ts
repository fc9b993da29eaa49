export { runFromProcess } from './main.ts';
export { settingsIn } from './settingsFile.ts';
export { readArgs, UsageError } from './usage.ts';
