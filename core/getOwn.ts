/**
 * The value of a record under a name from outside (an answer, a feed, a file); undefined when the record has no
 * such own entry. `record[name]` would also find inherited names such as `constructor` and `toString`.
 */
export function getOwn<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
