import { gzipSync } from 'node:zlib';
import { har, recording } from './har.ts';

// biome-ignore lint/suspicious/noExplicitAny: entries of every tool's shape.
type Entry = any;

const base64 = (text: string) => Buffer.from(text).toString('base64');

const entriesOf = (calls = recording()): Entry[] => JSON.parse(har(calls)).log.entries;

const later = (entry: Entry, ms: number): string =>
  new Date(Date.parse(entry.startedDateTime) + ms).toISOString();

const file = (creator: string, entries: readonly Entry[], more: object = {}): string =>
  JSON.stringify({
    log: { version: '1.2', creator: { name: creator, version: '1' }, ...more, entries },
  });

/** What each of these tools writes differently, including its unusual entries. */
export const tools: Readonly<Record<string, () => string | Uint8Array>> = {
  Chrome: () => {
    const entries = entriesOf();
    const poll = entries.find(({ request }) => request.url.includes('/code/'));
    const extra = [
      { ...poll, startedDateTime: later(poll, 50), _fromCache: 'disk' },
      {
        ...poll,
        startedDateTime: later(poll, 60),
        request: { ...poll.request, method: 'OPTIONS' },
        response: { ...poll.response, status: 204 },
      },
      {
        ...poll,
        startedDateTime: later(poll, 70),
        response: { status: 0, content: {}, _error: 'net::ERR_BLOCKED_BY_CLIENT' },
      },
      {
        _resourceType: 'websocket',
        _webSocketMessages: [],
        startedDateTime: later(poll, 80),
        request: { method: 'GET', url: 'wss://push.northstar.example/', headers: [] },
        response: { status: 101, headers: [], content: {} },
      },
      ...['data:text/css,a', 'chrome-extension://abc/x.js', 'about:blank', 'blob:https://a/b'].map(
        (url) => ({ ...poll, request: { ...poll.request, url } }),
      ),
    ];
    for (const { request } of entries)
      request.headers.unshift(
        { name: ':authority', value: 'sp.auth.adobe.com' },
        { name: ':path', value: '/' },
      );
    const pages = [{ id: 'page_1' }, { id: 'page_2' }];
    return file('WebInspector', [...extra, ...entries.reverse()], { pages });
  },

  Firefox: () => {
    const entries = entriesOf().map((entry) => {
      const local = new Date(Date.parse(entry.startedDateTime) + 2 * 3_600_000).toISOString();
      const { postData } = entry.request;
      return {
        ...entry,
        startedDateTime: local.replace('Z', '+02:00'),
        request: { ...entry.request, ...(postData && { postData: { ...postData, params: [] } }) },
        cache: {},
        timings: { blocked: -1, dns: 0, connect: 0, ssl: 0, send: 0, wait: 40, receive: 0 },
      };
    });
    return file('Firefox', entries, { pages: [{ id: 'page_1' }, { id: 'page_2' }] });
  },

  Safari: () => {
    const entries = entriesOf();
    const cached = { ...entries[5], _fetchType: 'Memory Cache' };
    return file('WebKit Web Inspector', [
      ...entries.map((entry) => ({ ...entry, _fetchType: 'Network Load', _priority: 'high' })),
      cached,
    ]);
  },

  Charles: () => {
    const entries = entriesOf().map(({ response, ...entry }) => ({
      ...entry,
      response: {
        _charlesStatus: 'COMPLETE',
        ...response,
        content: {
          ...response.content,
          text: base64(response.content.text),
          encoding: 'base64',
        },
      },
    }));
    const tunnel = {
      startedDateTime: entries[0]?.startedDateTime,
      time: -1,
      request: { method: 'CONNECT', url: 'https://192.168.1.20:8009', headers: [], cookies: [] },
      response: { _charlesStatus: 'FAILED', status: 0, headers: [], content: { size: 0 } },
    };
    return `\ufeff${file('Charles Proxy', [tunnel, ...entries])}`;
  },

  Fiddler: () => {
    const entries = entriesOf().map(({ response, ...entry }) => ({
      ...entry,
      // Seven digits of a second; -1 where Fiddler has no duration.
      startedDateTime: entry.startedDateTime.replace('Z', '0000+00:00'),
      time: -1,
      request: {
        ...entry.request,
        postData: { mimeType: '', text: '', ...entry.request.postData },
      },
      response: {
        ...response,
        content: {
          ...response.content,
          text: gzipSync(response.content.text).toString('base64'),
          encoding: 'base64',
        },
      },
    }));
    const tunnel = {
      startedDateTime: entries[0]?.startedDateTime,
      request: { method: 'CONNECT', url: '192.168.1.20:8009', headers: [] },
      response: { status: 200, headers: [], content: {} },
    };
    return Buffer.from(`\ufeff${file('Fiddler', [tunnel, ...entries])}`, 'utf16le');
  },

  mitmproxy: () => {
    const entries = entriesOf().map((entry) => {
      const { postData } = entry.request;
      const isForm = postData?.mimeType === 'application/x-www-form-urlencoded';
      const params = [...new URLSearchParams(isForm ? postData.text : '')];
      const headers = entry.request.headers.filter(
        ({ name }: { name: string }) => name !== 'Content-Type',
      );
      return {
        ...entry,
        startedDateTime: entry.startedDateTime.replace('Z', '123+00:00'),
        request: {
          ...entry.request,
          headers,
          ...(isForm && {
            postData: {
              mimeType: 'application/x-www-form-urlencoded',
              params: params.map(([name, value]) => ({ name, value })),
            },
          }),
        },
      };
    });
    const broken = { request: { method: 'GET', url: 'https://a.example/' }, response: null };
    return gzipSync(file('mitmproxy exporthar', [broken, ...entries, null, 7, {}, 'entry', []]));
  },

  Proxyman: () => {
    const entries = entriesOf().map((entry) => {
      const { postData } = entry.request;
      return {
        ...entry,
        comment: '',
        request: {
          ...entry.request,
          ...(postData && {
            postData: { ...postData, text: base64(postData.text), encoding: 'base64' },
          }),
        },
      };
    });
    return Buffer.concat([
      Buffer.from([0xfe, 0xff]),
      Buffer.from(file('Proxyman', entries), 'utf16le').swap16(),
    ]);
  },
};
