import type { Mode } from '../mode.ts';
import { parseJson } from '../server/json.ts';
import type { Choices } from '../state/choices.ts';

/**
 * The channel of a resource. A simple id `X` and an MRSS document with the channel title `X` are the same
 * resource (page "Protected resources").
 */
export function resourceTitle(resource: string): string {
  const title = /<channel>[\s\S]*?<title>(?:<!\[CDATA\[)?([^<\]]*)/i.exec(resource)?.[1];
  return (title ?? resource).trim();
}

/** How a decision repeats a resource; `padded` adds a blank at the end, as in one of the samples. */
export function echoed(resource: string, how: Choices['resourceEcho']): string {
  if (how === 'sent') return resource;
  return how === 'padded' ? `${resource.trim()} ` : resource.trim();
}

const LONGEST_RESOURCE = 8_192;

/** The `resources` of a decision request, or undefined when they are not a list of identifiers. */
export function readResources(body: string, mode: Mode): string[] | undefined {
  const parsed = parse(body);
  // Older descriptions of the API have a plain array as the body.
  const list =
    mode === 'lenient' && Array.isArray(parsed)
      ? parsed
      : (parsed as { resources?: unknown } | null)?.resources;
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const usable = list.every(
    (item) => typeof item === 'string' && item.trim() !== '' && item.length <= LONGEST_RESOURCE,
  );
  return usable ? (list as string[]) : undefined;
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
