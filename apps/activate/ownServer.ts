import { type HttpResponse, isCaptivePortal } from '@couchpass/core';
import { isNotFound, isPage, isWhole } from '@couchpass/core/pass';

/** A browser does not say which redirect it was asked to follow; core takes any for a captive portal. */
const hiddenRedirect = 302;

/** What came back, in core's terms; redirects are told and not followed. */
export async function readAnswer(response: Response): Promise<HttpResponse> {
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.type === 'opaqueredirect' ? hiddenRedirect : response.status,
    contentType: type.split(';')[0]?.trim().toLowerCase() ?? '',
    text: textOf(await response.arrayBuffer()),
  };
}

/** UTF-8, or what editors for Windows call Unicode: UTF-16 with a byte order mark. */
function textOf(content: ArrayBuffer): string {
  const [first, second] = new Uint8Array(content);
  const little = first === 0xff && second === 0xfe;
  const big = first === 0xfe && second === 0xff;
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8').decode(content);
}

/**
 * A file beside this page, asked for as the page itself was: with what the server may have asked of the
 * viewer. Rejects when no whole answer arrived.
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

/** This server has no such file. Hosts of single pages answer with the page for each that they lack. */
export function isMissing(response: HttpResponse): boolean {
  const isStartPage = isWhole(response) && isPage(response);
  return isNotFound(response) || (isStartPage && response.text.includes('id="step"'));
}

/**
 * Whether the network answers in this server's place. A browser hides what it answered in the place of
 * another server, as long as that answer does not allow to be read (CORS).
 */
export async function isPortalHere(signal: AbortSignal): Promise<boolean> {
  try {
    const response = await askOwnServer('./settings.json', signal);
    return isCaptivePortal(response) && !isMissing(response);
  } catch {
    return false;
  }
}
