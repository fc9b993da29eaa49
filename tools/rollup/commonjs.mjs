import { wrap } from './prebuilt.mjs';

/**
 * Makes the few small CommonJS packages that are left importable; enough for packages of one file that
 * require nothing. `include` are parts of their paths.
 */
export function commonjs({ include }) {
  return {
    name: 'commonjs',
    transform(code, id) {
      return include.some((part) => id.includes(part)) ? { code: wrap(code), map: null } : null;
    },
  };
}
