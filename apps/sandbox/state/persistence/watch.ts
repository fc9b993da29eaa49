/**
 * Calls `looked` with every key whose value is set, deleted or read: the reader may change the value.
 * Methods of `map` itself are replaced, so its users need no other object.
 */
export function watch<V>(map: Map<string, V>, looked: (key: string) => void): void {
  const original = {
    get: map.get.bind(map),
    set: map.set.bind(map),
    delete: map.delete.bind(map),
    clear: map.clear.bind(map),
    entries: map.entries.bind(map),
  };
  function* entries(): MapIterator<[string, V]> {
    for (const entry of original.entries()) {
      looked(entry[0]);
      yield entry;
    }
  }
  function* values(): MapIterator<V> {
    for (const [, value] of entries()) yield value;
  }
  const watched: Partial<Map<string, V>> = {
    get: (key) => {
      looked(key);
      return original.get(key);
    },
    set: (key, value) => {
      looked(key);
      original.set(key, value);
      return map;
    },
    delete: (key) => {
      looked(key);
      return original.delete(key);
    },
    clear: () => {
      for (const key of map.keys()) looked(key);
      original.clear();
    },
    forEach: (act, self) => {
      for (const [key, value] of entries()) act.call(self, value, key, map);
    },
    entries,
    values,
    [Symbol.iterator]: entries,
  };
  Object.assign(map, watched);
}
