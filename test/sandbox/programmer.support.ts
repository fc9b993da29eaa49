import type { Feed, FeedItem } from '../../apps/sandbox/programmer/index.ts';
import { createProgrammer, type Programmer } from '../../apps/sandbox/programmer/index.ts';

export const ORIGIN = 'http://localhost:8700';

export interface Stage {
  readonly programmer: Programmer;
  /** ms since the epoch; set it to move the clock. */
  now: number;
  /** The requests to the verifier, in order. */
  readonly asked: { token: string; resource: string }[];
  /** Paths are relative to the mount; absolute URLs of the feed and of `play` work, too. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  play(body: unknown): Promise<Response>;
}

/** Only the programmer's services; the verifier accepts tokens such as `good-for NORTHSTAR-MAIN`. */
export function createStage(): Stage {
  const asked: Stage['asked'] = [];
  const stage = { now: Date.parse('2026-03-01T20:00:00Z'), asked } as Stage & { now: number };
  const programmer = createProgrammer({
    clock: { now: () => stage.now },
    publicUrl: () => ORIGIN,
    verifyMediaToken: async (token, resource) => {
      asked.push({ token, resource });
      if (token === 'old') return 'TOKEN_EXPIRED';
      if (token === 'forged') return 'INVALID_SIGNATURE';
      if (!token.startsWith('good-for ')) return 'INVALID_TOKEN_FORMAT';
      return token === `good-for ${resource}` ? 'VALID_TOKEN' : 'INVALID_RESOURCE_ID';
    },
  });
  const local = (path: string) => path.replace(`${ORIGIN}/programmer`, '').replace(/^(?!\/)/, '/');
  return Object.assign(stage, {
    programmer,
    get: async (path: string, headers: Record<string, string> = {}) =>
      programmer.routes.request(local(path), { headers }),
    play: async (body: unknown) =>
      programmer.routes.request('/play', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  });
}

export async function feedOf(stage: Stage): Promise<Feed> {
  return (await (await stage.get('feed.json')).json()) as Feed;
}

export function itemsOf(feed: Feed): FeedItem[] {
  return [...feed.movies, ...feed.tvSpecials, ...feed.shortFormVideos, ...feed.liveFeeds];
}

export async function lines(response: Response): Promise<string[]> {
  return (await response.text()).split('\n').filter((line) => line !== '');
}
