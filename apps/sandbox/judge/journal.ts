import type { JournalEntry } from '../control/entry.ts';
import { titleById } from '../programmer/titles/index.ts';
import { serviceProviders } from '../world/serviceProviders.ts';
import { type Exchange, field, type Traffic } from './traffic.ts';

/** The sandbox's own record as traffic: it knows which item needs which resource. */
export function trafficOfJournal(entries: readonly JournalEntry[]): Traffic {
  return {
    source: 'sandbox',
    exchanges: entries.map(exchangeOf),
    resources: serviceProviders.flatMap(({ resources }) => resources),
  };
}

function exchangeOf(entry: JournalEntry): Exchange {
  const { headers, path } = entry;
  const [, grant = '', item = ''] = /^\/programmer\/streams\/([^/]+)\/([^/]+)\//.exec(path) ?? [];
  return {
    ...entry,
    ...(entry.client === undefined ? {} : { clientName: entry.client }),
    host: headers.host ?? '',
    // A TLS proxy in front of the sandbox says so; nothing else is known of the way here.
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
    // What does not exist needs no decision either.
    free: title?.resource === undefined,
    token: field(body, 'mediaToken'),
  };
}
