import type { HttpRequest } from '../../core/ports.ts';
import type { ConcurrencySettings } from '../../core/settings.ts';
import { type Answer, json } from '../support/ports.ts';
import { itemOf, profile, type Scripted, scripted } from '../support/scripted.ts';
import { accepted, empty, type Kind, kindOf, type Script, timed } from './concurrency.support.ts';

const usual: Record<Kind, () => Answer> = {
  metadata: () => json(200, []),
  start: () => accepted(),
  beat: () => empty(202, timed()),
  stop: () => empty(202),
  running: () => json(200, { runningStreams: [] }),
};

export interface CountedWorld {
  readonly world: Scripted;
  /** Requests to Concurrency Monitoring, in order. */
  readonly asked: { readonly kind: Kind; readonly request: HttpRequest; readonly at: number }[];
  /** Their kinds, in order. */
  kinds(): Kind[];
  count(kind: Kind): number;
  /** Answers of Concurrency Monitoring that differ from the usual ones. */
  readonly script: Script;
  /** Picks the title with this id on Home. */
  play(id?: string): Promise<void>;
  send(event: Parameters<Scripted['app']['send']>[0]): Promise<void>;
}

interface Options {
  readonly script?: Script;
  readonly concurrency?: Partial<ConcurrencySettings>;
  /** The type of the viewer's profile. */
  readonly type?: string;
  readonly attributes?: Readonly<Record<string, { value: unknown; state: string }>>;
  readonly freePreview?: string;
  /** The answer to a start arrives after this. */
  readonly startAnswered?: Promise<void>;
}

export const account = {
  userID: { value: 'person-1', state: 'plain' },
  upstreamUserID: { value: 'house/1+a==', state: 'plain' },
};

/** The code that a browser loads when it is needed is loaded beforehand, so that no test waits for a file. */
export async function loadCounter(): Promise<void> {
  await import('../../core/concurrency/PlaybackCounter.ts');
}

/** A signed-in viewer on Home, with scripted answers of Adobe Pass, the programmer and Concurrency Monitoring. */
export async function counted({
  script = {},
  concurrency = {},
  type = 'regular',
  attributes = account,
  freePreview,
  startAnswered,
}: Options = {}): Promise<CountedWorld> {
  const asked: CountedWorld['asked'] = [];
  const profiles = { ValleyCable: { ...profile.ValleyCable, type, attributes } };
  const world = scripted(
    freePreview === undefined
      ? {
          profiles: () => json(200, { profiles }),
          profilesOf: () => json(200, { profiles }),
        }
      : {},
    new Map(),
    freePreview === undefined ? {} : { freePreview },
    {},
    {
      settings: {
        concurrency: {
          baseUrl: 'https://streams.example/v2/',
          applicationId: 'demo-app',
          whenUnreachable: 'play',
          ...concurrency,
        },
      },
      answer: (request) => {
        if (!request.url.startsWith('https://streams.example/')) return undefined;
        const kind = kindOf(request);
        asked.push({ kind, request, at: world.ports.clock.monotonic() });
        const nth = asked.filter((one) => one.kind === kind).length;
        const answer = script[kind]?.(nth, request) ?? usual[kind]();
        return kind === 'start' && startAnswered ? startAnswered.then(() => answer) : answer;
      },
    },
  );
  world.app.start();
  await world.advance(2_000);
  return {
    world,
    asked,
    script,
    kinds: () => asked.map(({ kind }) => kind),
    count: (kind) => asked.filter((one) => one.kind === kind).length,
    async play(id = 'film') {
      world.app.send({ type: 'PLAY', item: itemOf(world, id) });
      await world.advance(2_000);
    },
    async send(event) {
      world.app.send(event);
      await world.advance(2_000);
    },
  };
}
