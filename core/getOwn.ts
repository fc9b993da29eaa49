/**
 * What a record holds under a name that came from outside (an answer, a feed, a file); undefined when it
 * has no such entry of its own. `record[name]` would also find `constructor`, `toString` and the like,
 * which every object inherits.
 */
export function getOwn<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
