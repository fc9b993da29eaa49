/**
 * The value of a record for a name that a client or a file gave; undefined when the record has no own
 * property of this name (every object inherits `constructor` and the like). A copy of core's function: the
 * sandbox imports nothing from the client that it tests.
 */
export function getOwn<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
