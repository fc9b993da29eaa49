import { isAboutViewer } from './names.ts';

/** Deeper than any answer of the service. */
const deepest = 64;

/** What an element that holds text only shall show. */
export type ShowLeaf = (text: string, name: string, aboutViewer: boolean) => string;

/**
 * The same document with the text of every element that has no elements inside as `show` wants it.
 * Undefined for what is not one whole element: what breaks off may hold half a secret without its name.
 * Comments are left out, and of attributes all but name spaces. Each letter is looked at once.
 */
export function rewriteXml(text: string, show: ShowLeaf): string | undefined {
  const parts: string[] = [];
  const open: { readonly name: string; readonly viewer: boolean }[] = [];
  let roots = 0;
  /** Text since the last tag, and whether that tag began an element. */
  let inner = '';
  let isLeaf = false;
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token === undefined) return undefined;
    at = token.end;
    if (token.kind === 'text') {
      if (open.length === 0 && token.text.trim() !== '') return undefined;
      inner += token.text;
      continue;
    }
    if (token.kind === 'comment') continue;
    if (token.kind === 'instruction') {
      if (at === token.text.length) parts.push(shownDeclaration(token.text));
      continue;
    }
    const name = nameOf(token.text);
    const current = open.at(-1);
    if (token.text.startsWith('</')) {
      if (current?.name !== name) return undefined;
      open.pop();
      const whole = isLeaf && inner.trim() !== '';
      parts.push(whole ? show(inner, localName(name), current.viewer) : shownBetween(inner, show));
      isLeaf = false;
    } else {
      if (open.length === 0 && ++roots > 1) return undefined;
      if (open.length >= deepest || name === '') return undefined;
      parts.push(shownBetween(inner, show));
      const closed = token.text.endsWith('/>');
      const viewer = current?.viewer === true || isAboutViewer(localName(name));
      if (!closed) open.push({ name, viewer });
      isLeaf = !closed;
    }
    inner = '';
    parts.push(shownTag(token.text, name));
  }
  return open.length === 0 && roots === 1 ? parts.join('') + inner : undefined;
}

/** Between elements there are blanks; anything else has no name that tells what it is. */
function shownBetween(text: string, show: ShowLeaf): string {
  return text.trim() === '' ? text : show(text, '', true);
}

/** `<?xml version="1.0"?>`; other instructions may say anything. */
function shownDeclaration(text: string): string {
  return /^<\?xml(\s+[a-z]+="[\w.-]*")*\s*\?>$/.test(text) ? text : '';
}

/** The service's attributes hold name spaces only; other people's may hold anything. */
function shownTag(tag: string, name: string): string {
  if (tag.startsWith('</')) return `</${name}>`;
  const spaces = tag.match(/\sxmlns(:[\w-]{1,40})?="[\w:/.#-]{0,200}"/g) ?? [];
  return `<${name}${spaces.join('')}${tag.endsWith('/>') ? '/>' : '>'}`;
}

interface Token {
  readonly kind: 'text' | 'tag' | 'comment' | 'instruction';
  /** CDATA as text with its `<` written as XML wants it. */
  readonly text: string;
  readonly end: number;
}

/** Undefined for what is cut off. */
function tokenAt(text: string, at: number): Token | undefined {
  const upTo = (mark: string, kind: Token['kind']): Token | undefined => {
    const found = text.indexOf(mark, at);
    if (found < 0) return undefined;
    const end = found + mark.length;
    return { kind, text: text.slice(at, end), end };
  };
  if (text[at] !== '<') {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    return { kind: 'text', text: text.slice(at, end), end };
  }
  if (text.startsWith('<!--', at)) return upTo('-->', 'comment');
  if (text.startsWith('<![CDATA[', at)) {
    const data = upTo(']]>', 'text');
    return data && { ...data, text: data.text.slice(9, -3).replaceAll('<', '&lt;') };
  }
  if (text.startsWith('<?', at)) return upTo('?>', 'instruction');
  // DOCTYPE and the like: none of the service's.
  if (text.startsWith('<!', at)) return undefined;
  const end = endOfTag(text, at);
  return end === undefined ? undefined : { kind: 'tag', text: text.slice(at, end), end };
}

/** A `>` in quotes ends no tag. */
function endOfTag(text: string, at: number): number | undefined {
  let quote = '';
  for (let end = at + 1; end < text.length; end++) {
    const letter = text.charAt(end);
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return end + 1;
  }
  return undefined;
}

function nameOf(tag: string): string {
  return /^<\/?([^\s/<>]*)/.exec(tag)?.[1] ?? '';
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
