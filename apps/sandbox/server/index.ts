/** The door of the sandbox's HTTP server, for other local servers: addresses, and which hosts may be named. */
export { isHostName } from './access.ts';
export { hostCheck, hostNameOf } from './hosts.ts';
export { type Listening, listenAt } from './listen.ts';
