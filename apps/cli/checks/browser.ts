import type { Catalogue } from '@couchpass/core';
import { feedRequest, playbackRequest } from '@couchpass/core/catalogue';
import { isWhole } from '@couchpass/core/pass';
import { ask, isNone, sayAnswer } from './ask.ts';
import { type Bench, type Finding, skipped, well, wrong } from './bench.ts';
import { type PageRequest, refusedByBrowser } from './crossOrigin.ts';
import { firstProtected, probe } from './programmer.ts';

/**
 * Checks what a browser allows the pages of this network: the second-screen page, and the TV app where it runs
 * in a browser. Packages for televisions are pages from `file://`, whose engines allow requests to any server.
 */

const device = { 'X-Device-Info': 'e30=' };
const json = { 'Content-Type': 'application/json;charset=utf-8', Accept: 'application/json' };
const authorization = { Authorization: 'Bearer x' };

/** The pages have the second screen's origin; `--origin` names other origins of the TV app. */
function originsOf({ session }: Bench): string[] {
  const { activateUrl } = session.couchpass.settings.appSettings.pass;
  return [...new Set([new URL(activateUrl).origin, ...session.origins])];
}

/** Calls that represent all: each needs other headers, or another method. */
function callsOf({ session }: Bench): PageRequest[] {
  const { baseUrl, serviceProvider, api } = session.couchpass.settings.appSettings.pass;
  const register: PageRequest = {
    method: 'POST',
    url: `${baseUrl}/o/client/register`,
    headers: { ...json, ...device },
  };
  const v2 = `${baseUrl}/api/v2/${encodeURIComponent(serviceProvider)}`;
  const v1Headers = { ...authorization, ...device };
  const headers = { ...v1Headers, 'AP-Device-Identifier': 'fingerprint eA==' };
  return api === 'v1'
    ? [
        register,
        { method: 'GET', url: `${baseUrl}/api/v1/tokens/authn`, headers: v1Headers },
        { method: 'DELETE', url: `${baseUrl}/api/v1/logout`, headers: v1Headers },
      ]
    : [
        register,
        { method: 'GET', url: `${v2}/profiles`, headers },
        { method: 'POST', url: `${v2}/decisions/authorize/x`, headers: { ...json, ...headers } },
      ];
}

/** Sends preflights only, which change nothing, and the request for the configuration once more. */
export function checkServiceInBrowser(bench: Bench): Promise<Finding> {
  const configuration = bench.configurationRequest();
  const calls = callsOf(bench).map((request) => ({ request, asksItself: false }));
  const asked = configuration ? [{ request: configuration, asksItself: true }] : [];
  return checkAll(bench, 'the service', [...calls, ...asked]);
}

export function checkFeedInBrowser(bench: Bench): Promise<Finding> {
  const { feedUrl } = bench.session.couchpass.settings.appSettings.catalogue;
  const request = feedRequest(feedUrl) as PageRequest;
  return checkAll(bench, 'the feed', [{ request, asksItself: true }]);
}

export function checkPlaybackInBrowser(
  bench: Bench,
  catalogue: Catalogue | null,
): Promise<Finding> {
  const { playbackUrl } = bench.session.couchpass.settings.appSettings.catalogue;
  const item = catalogue && firstProtected(catalogue);
  if (!item) return Promise.resolve(skipped('the feed has no item to ask for'));
  const request = playbackRequest(playbackUrl, item.id, probe.token) as PageRequest;
  return checkAll(bench, 'the playback endpoint', [{ request, asksItself: true }]);
}

/** Pictures are drawn on a canvas, so their servers must allow it (CORS). */
export async function checkArt(bench: Bench, catalogue: Catalogue | null): Promise<Finding> {
  const { brand } = bench.session.couchpass.settings.appSettings;
  const pictures = [brand.logo, brand.artwork, ...artOf(catalogue)].filter(
    (url): url is string => url !== undefined && /^https?:/i.test(url) && URL.canParse(url),
  );
  if (pictures.length === 0) return skipped('neither settings nor feed name a picture elsewhere');
  for (const url of pictures) {
    const answer = await ask({ method: 'GET', url }, bench.session.io.signal);
    if (isNone(answer)) return wrong(`${url} does not answer: ${answer.why}`, missing);
    const type = answer.headers.get('content-type') ?? '';
    if (!isWhole(answer) || !/^image\//i.test(type)) {
      return wrong(`${url} answers ${sayAnswer(answer)}`, missing);
    }
  }
  const requests = pictures.map((url): PageRequest => ({ method: 'GET', url, headers: {} }));
  return checkAll(
    bench,
    pictures.length === 1 ? 'a picture' : `${pictures.length} pictures`,
    requests.map((request) => ({ request, asksItself: true })),
  );
}

const missing = 'The app shows a plain area in its place. A picture must answer 200 as image/….';

/** One picture of each server that the feed names, three at most. */
function artOf(catalogue: Catalogue | null): string[] {
  const items = catalogue?.rows.flatMap((row) => row.items) ?? [];
  const byServer = new Map<string, string>();
  for (const { art } of items) {
    if (!URL.canParse(art) || byServer.size === 3) continue;
    const { origin } = new URL(art);
    if (!byServer.has(origin)) byServer.set(origin, art);
  }
  return [...byServer.values()];
}

async function checkAll(
  bench: Bench,
  what: string,
  requests: readonly { readonly request: PageRequest; readonly asksItself: boolean }[],
): Promise<Finding> {
  const origins = originsOf(bench);
  for (const origin of origins) {
    for (const { request, asksItself } of requests) {
      const { signal } = bench.session.io;
      const refused = await refusedByBrowser(request, origin, signal, asksItself);
      if (refused === undefined) return skipped(`${request.url} does not answer`);
      if (refused) {
        const page = `A browser keeps the answer from a page of ${origin}, which then says that there is no connection.`;
        return wrong(refused.found, `${page} ${refused.advice}`);
      }
    }
  }
  return well(`a page of ${origins.join(' and of ')} may ask ${what}`);
}
