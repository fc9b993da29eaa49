/** Calls `make` at most once for each object; the results are kept as long as the objects. */
export function once<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    let entry = known.get(of);
    if (!entry) {
      entry = { value: make(of) };
      known.set(of, entry);
    }
    return entry.value;
  };
}

/** Adds to the list under `key`; creates the list when it does not exist. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
