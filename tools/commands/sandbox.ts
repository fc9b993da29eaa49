/** `npm run sandbox [-- OPTIONS]`: only the stand-in for the service; see `--help`. */
export { main } from '@couchpass/sandbox/main';
