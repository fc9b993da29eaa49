import type { JournalEntry } from '../control/entry.ts';
import { titleById } from '../programmer/titles/index.ts';
import type { World } from '../world/world.ts';
import { type Exchange, field, type Traffic } from './traffic.ts';

/** Converts the sandbox's journal to traffic; its world contains the resource of each item. */
export function trafficOfJournal(
  entries: readonly JournalEntry[],
  world?: Pick<World, 'serviceProviders' | 'taken'>,
): Traffic {
  return {
    source: 'sandbox',
    exchanges: entries.map(exchangeOf),
    ...(world === undefined ? {} : { resources: declaredResources(world) }),
  };
}

/** The declared resources; those that the sandbox created from a client's own request are left out. */
function declaredResources(
  world: Pick<World, 'serviceProviders' | 'taken'>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    world.serviceProviders().map(({ id, resources }) => {
      const taken = new Set(world.taken(id).resources);
      return [id, resources.filter((resource) => !taken.has(resource))];
    }),
  );
}

function exchangeOf(entry: JournalEntry): Exchange {
  const { headers, path } = entry;
  const [, grant = '', item = ''] = /^\/programmer\/streams\/([^/]+)\/([^/]+)\//.exec(path) ?? [];
  return {
    ...entry,
    ...(entry.client === undefined ? {} : { clientName: entry.client }),
    host: headers.host ?? '',
    // Only a TLS proxy in front of the sandbox sets this header; otherwise the protocol is unknown.
    ...(headers['x-forwarded-proto'] === 'https' ? { secure: true } : {}),
    ...(path === '/programmer/play' && entry.method === 'POST' ? { play: playOf(entry) } : {}),
    ...(grant === '' || grant === 'free' ? {} : { stream: { grant, item } }),
  };
}

function playOf({ body }: JournalEntry) {
  const item = field(body, 'item');
  const title = titleById(item);
  return {
    item,
    ...(title?.resource === undefined ? {} : { resource: title.resource }),
    // An item that does not exist needs no decision either.
    free: title?.resource === undefined,
    token: field(body, 'mediaToken'),
  };
}
