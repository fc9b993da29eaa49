import { type HttpResponse, isCaptivePortal } from '@couchpass/core';
import { isNotFound, isPage, isWhole } from '@couchpass/core/pass';

/** A browser hides the status of a redirect; core takes any redirect for a captive portal. */
const hiddenRedirect = 302;

/** Converts a response to core's type; a redirect is returned, not followed. */
export async function readAnswer(response: Response): Promise<HttpResponse> {
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.type === 'opaqueredirect' ? hiddenRedirect : response.status,
    contentType: type.split(';')[0]?.trim().toLowerCase() ?? '',
    text: textOf(await response.arrayBuffer()),
  };
}

/** Decodes UTF-8, and UTF-16 with a byte order mark, which Windows editors call Unicode. */
function textOf(content: ArrayBuffer): string {
  const [first, second] = new Uint8Array(content);
  const little = first === 0xff && second === 0xfe;
  const big = first === 0xfe && second === 0xff;
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8').decode(content);
}

/**
 * Requests a file beside this page with the same credentials as the page, such as a password that the server
 * requires. Rejects when the answer is not complete.
 * @param path `./settings.json`
 */
export async function askOwnServer(path: string, signal: AbortSignal): Promise<HttpResponse> {
  return readAnswer(
    await fetch(path, {
      cache: 'no-cache',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal,
    }),
  );
}

/** True when this server has no such file. Hosts of single-page apps answer with the page instead of a 404. */
export function isMissing(response: HttpResponse): boolean {
  const isStartPage = isWhole(response) && isPage(response);
  return isNotFound(response) || (isStartPage && response.text.includes('id="step"'));
}

/**
 * Whether the network answers instead of this server. A browser hides such an answer when it came instead of
 * another server's, unless the answer allows reading (CORS).
 */
export async function isPortalHere(signal: AbortSignal): Promise<boolean> {
  try {
    const response = await askOwnServer('./settings.json', signal);
    return isCaptivePortal(response) && !isMissing(response);
  } catch {
    return false;
  }
}
