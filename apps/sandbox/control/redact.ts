import { createHmac, randomBytes } from 'node:crypto';
import { parseJson } from '../server/json.ts';

/** Names of headers, query and body fields whose values never appear in the journal. */
const SECRET_NAME =
  /^(authorization|proxy-authorization|subject|upstream_?user_?id|cookie|set-cookie|ap-device-identifier|(pt_)?device_?id|deviceuser|key|generic_data|ast|ad-service-token|adobe-subject-token|x-roku-.*|ap-temppass-identity|ap-partner-framework-status|samlresponse|.*(token|secret|password|statement|assertion|credential).*)$/i;
const HARMLESS = /^token_type$/i;
const LONGEST_BODY = 16_384;
/** Names of answer fields that identify the viewer or the device. */
const PERSONAL_NAME =
  /^(user_?id|upstream_?user_?id|household_?id|device_?id|session_?id|termination_?code)$/i;
/** V2 `attributes`, V1 `data`, and objects inside them. */
const VIEWER_OBJECT = /^(attributes|data|viewer)$/;
/** The id of a session of Concurrency Monitoring, by which it lists streams. */
const SESSION_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const LONGEST_TEXT = 512;
const MOST_ENTRIES = 100;

/**
 * Shows a secret as a short hash: equal secrets can be recognised, but not read. The key is random for each
 * sandbox, so that even a weak password cannot be found from its hash.
 */
export class Redactor {
  private readonly key = randomBytes(16);

  hash(secret: string): string {
    return `#${createHmac('sha256', this.key).update(secret).digest('hex').slice(0, 10)}`;
  }

  headers(headers: Headers): Record<string, string> {
    const shown: Record<string, string> = {};
    headers.forEach((value, name) => {
      shown[name] = this.field(name, value);
    });
    return shown;
  }

  /** Hides long parts of a path: ids of the world are short; longer parts are secrets, such as a stream's grant. */
  path(path: string): string {
    const [, start, rest] = /^(\/v2\/(?:sessions|runningStreams)\/[^/]*\/)(.+)$/.exec(path) ?? [];
    if (start !== undefined && rest !== undefined)
      return (
        start +
        rest
          .split('/')
          .map((part) => this.hash(decoded(part)))
          .join('/')
      );
    return path.replace(/[\w.~-]{30,}/g, (part) => this.hash(part));
  }

  query(query: string): Record<string, string | string[]> {
    return this.form(query);
  }

  /** Form and JSON bodies field by field; of any other body only its length, type and hash. */
  body(text: string, contentType: string): unknown {
    if (text === '') return undefined;
    const unreadable = `(${Buffer.byteLength(text)} bytes of ${contentType || 'no content type'}, ${this.hash(text)})`;
    if (text.length > LONGEST_BODY) return unreadable;
    if (/^application\/x-www-form-urlencoded/i.test(contentType)) return this.form(text);
    try {
      return this.json(parseJson(text), 0);
    } catch {
      return unreadable;
    }
  }

  /** The JSON of an answer: its shape, with secrets and the viewer's attributes as hashes. */
  answer(value: unknown, name = '', depth = 0): unknown {
    if (depth > 12) return '(nested too deep to show)';
    const inside = (inner: unknown, innerName: string) => this.answer(inner, innerName, depth + 1);
    if (Array.isArray(value)) {
      const shown = value.slice(0, MOST_ENTRIES);
      return name === 'mvpds' ? shown.map(providerInShort) : shown.map((one) => inside(one, name));
    }
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          SESSION_ID.test(key) ? this.hash(key) : key,
          // Everything that a provider reports about a viewer is hidden, whatever its name.
          inside(inner, VIEWER_OBJECT.test(name) && key !== 'state' ? 'viewer' : key),
        ]),
      );
    if (typeof value === 'boolean' || value === null || value === '') return value;
    const hidden =
      isSecret(name) ||
      PERSONAL_NAME.test(name) ||
      name === 'viewer' ||
      String(value).length > LONGEST_TEXT;
    return hidden ? this.hash(String(value)) : value;
  }

  private form(text: string): Record<string, string | string[]> {
    const shown: Record<string, string | string[]> = {};
    for (const [name, value] of new URLSearchParams(text)) {
      const field = this.field(name, value);
      const before = Object.hasOwn(shown, name) ? shown[name] : undefined;
      const all = before === undefined ? field : [before, field].flat();
      // defineProperty, because an assignment to `__proto__` would set the prototype.
      Object.defineProperty(shown, name, {
        value: all,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return shown;
  }

  private json(value: unknown, depth: number): unknown {
    if (depth > 20) return '(nested too deep to show)';
    if (Array.isArray(value)) return value.map((item) => this.json(item, depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        isSecret(name) && inner !== null
          ? this.hash(typeof inner === 'string' ? inner : JSON.stringify(inner))
          : this.json(inner, depth + 1),
      ]),
    );
  }

  private field(name: string, value: string): string {
    // Concurrency Monitoring's termination codes are hashed one by one, as in answers, so that they can be compared.
    if (/^x-terminat(e|or)$/i.test(name))
      return value
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map((code) => this.hash(code))
        .join(',');
    if (!isSecret(name) || value === '') return value;
    // "Flow in the Absence of Device ID": V1 clients send `dummy` when there is no device id.
    if (/^deviceid$/i.test(name) && value === 'dummy') return value;
    // The scheme shows how a client authenticated; it is useful and not secret.
    const [, scheme, rest] = /^(Bearer|Basic|fingerprint)\s+(.+)$/i.exec(value) ?? [];
    return scheme && rest ? `${scheme} ${this.hash(rest)}` : this.hash(value);
  }
}

/** Lists of providers are always the same and long: logo URLs and the like are left out. */
function providerInShort(provider: unknown): unknown {
  if (typeof provider !== 'object' || provider === null) return provider;
  const { id, displayName, isTempPass } = provider as Record<string, unknown>;
  return { id, displayName, ...(isTempPass === undefined ? {} : { isTempPass }) };
}

/** Decoded like in the service: the part is an account at a provider, or the id of a session. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function isSecret(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS.test(name);
}
