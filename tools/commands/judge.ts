/** `npm run judge -- FILE.har`: checks recorded traffic against the requirements of Adobe's documentation. */
export { main } from '@couchpass/sandbox/judge';
