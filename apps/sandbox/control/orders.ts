import type { PassContext } from '../service.ts';
import { OrderError } from './faults.ts';

/** The JSON object in a request's body; nothing is an empty one. @throws OrderError */
export function readOrders<T>(c: PassContext): T {
  const text = c.get('body') || '{}';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new OrderError('the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OrderError('the body is not a JSON object');
  return value as T;
}
