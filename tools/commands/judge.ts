/** `npm run judge -- FILE.har`: judges recorded traffic by the requirements of Adobe's documentation. */
export { main } from '../../apps/sandbox/judge/main.ts';
