export { installAbortController } from './abort.ts';
