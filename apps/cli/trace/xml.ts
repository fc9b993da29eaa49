import { isAboutViewer } from './names.ts';

/** Deeper than any answer of the service. */
const deepest = 64;

/** Returns the text to show for an element that contains only text. */
export type ShowLeaf = (text: string, name: string, aboutViewer: boolean) => string;

/**
 * The same document, with the text of every element without child elements replaced by `show`. Undefined
 * when it is not one complete element: a cut document may contain half a secret without its name.
 * Comments are removed, and all attributes except name spaces. Single pass.
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

/** Only white space is expected between elements; other text has no name that classifies it. */
function shownBetween(text: string, show: ShowLeaf): string {
  return text.trim() === '' ? text : show(text, '', true);
}

/** Keeps `<?xml version="1.0"?>`; removes other instructions, which may contain anything. */
function shownDeclaration(text: string): string {
  return /^<\?xml(\s+[a-z]+="[\w.-]*")*\s*\?>$/.test(text) ? text : '';
}

/** Keeps name spaces, the service's only attributes; attributes of other servers may contain anything. */
function shownTag(tag: string, name: string): string {
  if (tag.startsWith('</')) return `</${name}>`;
  const spaces = tag.match(/\sxmlns(:[\w-]{1,40})?="[\w:/.#-]{0,200}"/g) ?? [];
  return `<${name}${spaces.join('')}${tag.endsWith('/>') ? '/>' : '>'}`;
}

interface Token {
  readonly kind: 'text' | 'tag' | 'comment' | 'instruction';
  /** CDATA becomes text with its `<` escaped for XML. */
  readonly text: string;
  readonly end: number;
}

/** Undefined when the token is incomplete. */
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
  // DOCTYPE and similar declarations: the service sends none.
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
