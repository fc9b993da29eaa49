/** A recorded request as a curl command. Secrets are hashes in the record, and therefore here too. */
const OWN = /^(host|connection|content-length|accept-encoding|keep-alive|transfer-encoding)$/;

const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;

export function queryOf(entry) {
  return fields(entry.query);
}

export function curlOf(entry, origin) {
  const query = queryOf(entry);
  const parts = [`curl -X ${entry.method} ${quoted(origin + entry.path + (query && `?${query}`))}`];
  for (const [name, value] of Object.entries(entry.headers))
    if (!OWN.test(name)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (entry.body !== undefined) parts.push(`--data-raw ${quoted(bodyOf(entry))}`);
  return parts.join(' \\\n  ');
}

function bodyOf({ headers, body }) {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  if (isForm && typeof body === 'object') return fields(body);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function fields(object) {
  const pairs = Object.entries(object).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}
