/** A body in the form that the rules use: parsed JSON, the fields of a form, or its length. */
export function readBody(text: string, type: string): unknown {
  if (text === '') return undefined;
  if (type === 'application/x-www-form-urlencoded') return fieldsOf(new URLSearchParams(text));
  return readJson(text) ?? `(${text.length} characters)`;
}

export function fieldsOf(pairs: URLSearchParams): Record<string, string | string[]> {
  const fields = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const before = fields.get(name);
    if (before) before.push(value);
    else if (name !== '__proto__') fields.set(name, [value]);
  }
  return Object.fromEntries(
    [...fields].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]),
  );
}

/** V2 answers JSON, V1 also XML. */
export const readAnswer = (text: string): unknown => readJson(text) ?? readXml(text);

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Reads flat elements only; the rules need no others. */
function readXml(text: string): Record<string, string> | undefined {
  if (!/^\s*<(\?xml|[a-z\d]+:?(regcode|error|authentication|authorization|play))/i.test(text))
    return undefined;
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/<(?:\w+:)?(\w+)>([^<]*)<\//g))
    if (name !== '__proto__') fields[name] ??= value;
  return fields;
}
