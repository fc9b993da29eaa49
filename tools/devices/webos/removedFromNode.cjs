/**
 * Loaded before LG's tools: they use functions of Node 0.x that Node 23 removed (`util.isDate` and similar).
 * Restores them as in Node 22.
 */
const util = require('node:util');

const had = {
  isBoolean: (value) => typeof value === 'boolean',
  isBuffer: (value) => Buffer.isBuffer(value),
  isDate: (value) => util.types.isDate(value),
  isError: (value) => util.types.isNativeError(value) || value instanceof Error,
  isFunction: (value) => typeof value === 'function',
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === 'number',
  isObject: (value) => value !== null && typeof value === 'object',
  isPrimitive: (value) => value === null || !['object', 'function'].includes(typeof value),
  isRegExp: (value) => util.types.isRegExp(value),
  isString: (value) => typeof value === 'string',
  isSymbol: (value) => typeof value === 'symbol',
  isUndefined: (value) => value === undefined,
};

for (const [name, is] of Object.entries(had)) util[name] ??= is;
