/**
 * Text as one part of a path. Unlike `encodeURIComponent` it never throws: a lone surrogate, which JSON can
 * contain, becomes U+FFFD, as in a query.
 */
export function pathPart(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return new URLSearchParams({ _: text }).toString().slice(2).replaceAll('+', '%20');
  }
}
