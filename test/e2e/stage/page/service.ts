import { Random } from './random.ts';

/**
 * Replaces the network by a service inside the page that answers at once, by its random numbers, so that
 * the same seed repeats the same session.
 */
export interface ServiceOptions {
  /** 0 to 1: the share of calls that fail. */
  readonly trouble: number;
  readonly seed: number;
}

const headers = { 'Content-Type': 'application/json' };
const mvpds = ['ValleyCable', 'HarborTV', 'SummitFiber'];

export async function replaceNetwork({ trouble, seed }: ServiceOptions): Promise<void> {
  const random = new Random(seed);
  const network = window.fetch.bind(window);
  const feed = (await (await network(feedUrl())).json()) as object;
  let codes = 0;
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input), location.href);
    if (random.share() < trouble) return failing(random, init?.signal ?? null);
    const path = url.pathname;
    if (path.endsWith('/o/client/register')) {
      return json({ client_id: 'c', client_secret: 's', grant_types: ['client_credentials'] }, 201);
    }
    if (path.endsWith('/o/client/token'))
      return json({ access_token: 't', expires_in: 21_600 }, 201);
    if (path.endsWith('/feed.json')) return json(feed);
    if (path.endsWith('/play'))
      return json({ url: 'http://localhost:1/f.webm', type: 'video/webm' });
    if (path.endsWith('/configuration')) return json({ requestor: { mvpds: mvpds.map(mvpd) } });
    if (path.endsWith('/sessions')) {
      codes += 1;
      return json(session(`CODE${codes}`));
    }
    if (path.includes('/profiles')) {
      const known = mvpds.find((id) => path.endsWith(`/${id}`)) ?? 'HarborTV';
      const signedIn = random.share() < (path.includes('/code/') ? 0.3 : 0.6);
      return json({ profiles: signedIn ? { [known]: profile(known) } : {} });
    }
    if (path.includes('/decisions/')) return json({ decisions: decisions(init?.body, random) });
    if (path.includes('/logout/')) {
      const step = { actionName: 'complete', actionType: 'none', mvpd: 'HarborTV' };
      return json({ logouts: { HarborTV: step } });
    }
    return json({}, 404);
  };
}

/** The address of the app's own feed, as the app requested it. */
function feedUrl(): string {
  const asked = performance
    .getEntriesByType('resource')
    .find(({ name }) => /feed\.json/.test(name));
  if (!asked) throw new Error('the app has asked for no feed');
  return asked.name;
}

function failing(random: Random, signal: AbortSignal | null): Promise<Response> {
  const denied = { status: 403, code: 'authorization_denied_by_mvpd', action: 'none' };
  const answers: (() => Promise<Response>)[] = [
    () => Promise.reject(new TypeError('Failed to fetch')),
    async () => new Response('<html>No.</html>', { status: 500 }),
    async () => new Response('', { status: 429 }),
    async () => new Response('{"pro', { headers }),
    async () => json(denied, 403),
    async () => json({ ...denied, code: 'authenticated_profile_missing' }, 403),
    async () => json({ ...denied, code: 'invalid_authentication_session', status: 400 }, 400),
    () =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
      }),
  ];
  return random.of(answers)();
}

function json(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

const mvpd = (id: string) => ({ id, displayName: id.replace(/(.)([A-Z])/g, '$1 $2') });

function session(code: string): object {
  return {
    actionName: 'resume',
    actionType: 'direct',
    reasonType: 'none',
    code,
    missingParameters: ['mvpd', 'domainName', 'redirectUrl'],
    notBefore: '1790000000000',
    notAfter: String(1_790_000_000_000 + 30 * 60_000),
  };
}

function profile(issuer: string): object {
  return {
    notBefore: 1_790_000_000_000,
    notAfter: 1_999_000_000_000,
    issuer,
    type: 'regular',
    attributes: { userID: { value: 'u-1', state: 'plain' } },
  };
}

function decisions(body: unknown, random: Random): object[] {
  const { resources = [] } = JSON.parse(String(body ?? '{}')) as { resources?: string[] };
  return resources.map((resource) => {
    const common = { resource, mvpd: 'HarborTV', source: 'mvpd' };
    if (random.share() < 0.3) {
      const error = { status: 403, code: 'authorization_denied_by_mvpd', action: 'none' };
      return { ...common, authorized: false, error };
    }
    return {
      ...common,
      authorized: true,
      token: { notBefore: 1, notAfter: 9e12, serializedToken: 'MEDIA' },
    };
  });
}
