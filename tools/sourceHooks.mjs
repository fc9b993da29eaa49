import { sourceCondition } from './sourceCondition.mjs';

/** Node's own resolution, with an additional condition for the repository's packages. */
export function resolve(specifier, context, nextResolve) {
  const conditions = [sourceCondition, ...context.conditions];
  return nextResolve(specifier, { ...context, conditions });
}
