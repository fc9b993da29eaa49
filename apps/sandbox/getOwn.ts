/**
 * What a record holds under a name that a client or a file gave; undefined when it has no such entry of
 * its own (every object inherits `constructor` and the like). A copy of the core's: the sandbox takes
 * nothing from the client that it is there to test.
 */
export function getOwn<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
