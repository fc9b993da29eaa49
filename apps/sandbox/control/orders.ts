import { parseJson } from '../server/json.ts';
import type { PassContext } from '../service.ts';
import { OrderError } from './orderError.ts';

/** The JSON object in a request's body; an empty body counts as `{}`. @throws OrderError */
export function readOrders<T>(c: PassContext): T {
  const text = c.get('body') || '{}';
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (error instanceof RangeError) throw new OrderError(`the body: ${error.message}`);
    throw new OrderError('the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OrderError('the body is not a JSON object');
  return value as T;
}
