/** Parts of the sandbox's HTTP server for other local servers: listening, and the check of the Host header. */
export { isHostName } from './access.ts';
export { hostCheck, hostNameOf } from './hosts.ts';
export { type Listening, listenAt } from './listen.ts';
