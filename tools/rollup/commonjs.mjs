import { wrap } from './prebuilt.mjs';

/**
 * Makes the few remaining CommonJS packages importable; only for packages of one file without `require`.
 * `include` are parts of their paths.
 */
export function commonjs({ include }) {
  return {
    name: 'commonjs',
    transform(code, id) {
      return include.some((part) => id.includes(part)) ? { code: wrap(code), map: null } : null;
    },
  };
}
