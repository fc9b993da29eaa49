/** `npm run sandbox [-- OPTIONS]`: starts only the sandbox; see `--help`. */
export { main } from '@couchpass/sandbox/main';
