/** `npm run judge -- FILE.har`: judges recorded traffic by the requirements of Adobe's documentation. */
export { main } from '@couchpass/sandbox/judge';
