import type { HttpRequest, HttpResponse } from '@couchpass/core';
import { pathPart } from '@couchpass/core/pass';
import { isAboutViewer, isCodeName, isErrorCode, isImpersonal, isSecretName } from './names.ts';
import { SecretFinder } from './SecretFinder.ts';
import { rewriteXml } from './xml.ts';

const hidden = '(hidden)';
/** Shorter secrets are not masked: they also occur inside other words. */
const shortest = 6;
const pathCode =
  /(\/(?:sessions(?!\/sso\/)|code|regcode|checkauthn|v1\/preauthorize|authenticate\/[^/?#\s]+)\/)([^/?#"'<>\s]+)/g;
/** Concurrency Monitoring: the account at the MVPD, and a session. */
const pathAccount =
  /(\/v2\/(?:sessions|runningStreams)\/[^/?#\s]+\/)([^/?#"'<>\s]+)(?:\/([^/?#"'<>\s]+))?/g;
/** Session ids are also keys in a list of running streams. */
const sessionId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const queryField = /([?&;#])([\w.-]+)=([^&;#"'<>\s]*)/g;
/** Unchanged, in paths, in forms and queries, and inside JSON and XML. */
const encodings: readonly ((text: string) => string)[] = [
  (text) => text,
  pathPart,
  (text) => new URLSearchParams([['', text]]).toString().slice(1),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
];
/** Values of a page's fields, and of its attributes for scripts. */
const pageValue = /\b(value|content|data-[\w-]{1,40})\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s>]+)/gi;
/** JWTs, hashes, keys, random ids: hidden under any name. */
const opaque = /\beyJ[\w-]+(\.[\w-]+)*|[A-Za-z0-9+=_-]{40,}/g;
/** Longer bodies are not shown; letters. No useful answer of the service is longer. */
const longest = 262_144;
/** JSON deeper than any answer of the service. */
const deepest = 64;
const opaqueWhole = /^[A-Za-z0-9+][A-Za-z0-9+/_=-]{39,}$/;

/**
 * Removes secrets from an exchange so that anybody may read it. A value with the name of a secret is hidden; a
 * value that was hidden once is hidden everywhere else, in every usual encoding; a value that looks like a key is
 * hidden under any name; and a body that cannot be parsed is not shown. Registration codes are hidden except
 * those that were typed.
 */
export class Redactor {
  private readonly secrets = new SecretFinder();
  private readonly typed: ReadonlySet<string>;

  /** @param typed registration codes that the command line itself named */
  constructor(typed: readonly string[] = []) {
    this.typed = new Set(typed.map((code) => code.toUpperCase()));
  }

  request({ url, headers, body }: HttpRequest) {
    const type = headers['Content-Type'] ?? '';
    const shown = {
      address: this.text(url),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, this.header(name, value)]),
      ),
      ...(body === undefined || body === '' ? {} : { body: this.body(body, type) }),
    };
    return this.settle(shown) as typeof shown;
  }

  answer({ contentType, text }: HttpResponse) {
    const shown = { contentType, ...(text === '' ? {} : { body: this.body(text, contentType) }) };
    return this.settle(shown) as typeof shown;
  }

  private header(name: string, value: string): string {
    if (/^x-device-info$/i.test(name)) return this.deviceInfo(value);
    if (!isSecretName(name)) return this.text(value);
    // The authentication scheme is no secret.
    const [, scheme, rest] = /^(Bearer|Basic|fingerprint)\s+(\S.*)$/is.exec(value) ?? [];
    return scheme && rest ? `${scheme} ${this.hide(rest)}` : this.hide(value);
  }

  /** Shows the decoded content, because Base64 is not readable. */
  private deviceInfo(value: string): string {
    const info = parse(decodeBase64(decodeUrl(value)));
    return info === undefined ? this.hide(value) : JSON.stringify(this.value(info, '', 0));
  }

  private body(text: string, contentType: string): unknown {
    if (text.length > longest) return `(${text.length} characters, too many to be shown)`;
    const shown = this.secrets.isFull ? '' : this.readBody(text, contentType);
    // A secret that was not remembered would not be found elsewhere.
    return this.secrets.isFull ? `(${text.length} characters with too many secrets)` : shown;
  }

  private readBody(text: string, contentType: string): unknown {
    if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
      const fields = [...new URLSearchParams(text)];
      return Object.fromEntries(fields.map(([name, value]) => [name, this.value(value, name, 0)]));
    }
    const json = parse(text);
    if (json !== undefined) return this.value(json, '', 0);
    // Pages of proxies and throttles: their text helps, the values of their forms do not.
    if (contentType === 'text/html') return this.text(text.replace(pageValue, `$1=${hidden}`));
    return this.xml(text) ?? `(${text.length} characters that are neither JSON nor XML)`;
  }

  private value(value: unknown, name: string, depth: number, viewer = false): unknown {
    if (typeof value === 'object' && value !== null) {
      if (depth >= deepest) return '(nested too deep to be shown)';
      if (Array.isArray(value)) {
        return value.map((item) => this.value(item, name, depth + 1, viewer));
      }
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          sessionId.test(key) ? this.hide(key) : key,
          this.member(key, inner, { parent: name, depth: depth + 1, viewer }),
        ]),
      );
    }
    if (typeof value === 'boolean' || value === null || value === '') return value;
    if (viewer || isSecretName(name)) return this.hide(String(value));
    if (typeof value === 'number') return value;
    const text = String(value);
    if (isCodeName(name) && !isErrorCode(text)) return this.code(text);
    return this.text(text);
  }

  private member(
    key: string,
    inner: unknown,
    { parent, depth, viewer }: { parent: string; depth: number; viewer: boolean },
  ): unknown {
    if (isAboutViewer(parent)) return this.value(inner, key, depth, !isImpersonal(key));
    // An attribute's state and error are no secrets.
    const open = key === 'state' || key === 'error';
    return this.value(inner, key, depth, viewer && !open);
  }

  private xml(text: string): string | undefined {
    return rewriteXml(text, (inner, name, aboutViewer) => {
      if (!aboutViewer) return String(this.value(inner, name, 0));
      return isImpersonal(name) ? inner : this.hide(inner);
    });
  }

  private text(text: string): string {
    return text
      .replace(pathAccount, (_, before: string, account: string, session?: string) =>
        [before + this.hide(account), ...(session ? [this.hide(session)] : [])].join('/'),
      )
      .replace(pathCode, (_, before: string, code: string) => before + this.code(code))
      .replace(queryField, (whole, mark: string, name: string, value: string) => {
        const plain = decodeUrl(value.replaceAll('+', ' '));
        if (value === '') return whole;
        if (isSecretName(name)) return `${mark}${name}=${this.hide(plain)}`;
        if (isCodeName(name) && !isErrorCode(plain)) return `${mark}${name}=${this.code(plain)}`;
        return whole;
      });
  }

  private code(code: string): string {
    if (this.typed.has(decodeUrl(code).toUpperCase())) return code;
    return this.hide(code);
  }

  /** Remembers the secret, so that it is hidden elsewhere, too. */
  private hide(secret: string): string {
    if (secret === hidden) return hidden;
    const plain = decodeUrl(secret);
    for (const form of [secret, plain, decodeBase64(plain), encodeBase64(plain)]) {
      for (const encode of encodings) this.secrets.learn(encode(form), shortest);
    }
    return hidden;
  }

  /** A second pass with all secrets found so far: a secret may occur before its name does. */
  private settle(value: unknown): unknown {
    if (typeof value === 'string') return this.mask(value);
    if (Array.isArray(value)) return value.map((item) => this.settle(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [this.mask(key), this.settle(inner)]),
    );
  }

  private mask(text: string): string {
    if (opaqueWhole.test(text)) return hidden;
    return this.secrets.replaceIn(text, hidden).replace(opaque, hidden);
  }
}

/** A JSON object or list; undefined when it is something else. */
function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function decodeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** '' when it is not Base64 of text. */
function decodeBase64(text: string): string {
  if (!/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text)) return '';
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return /^[\x20-\x7e]+$/.test(decoded) ? decoded : '';
}

function encodeBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
