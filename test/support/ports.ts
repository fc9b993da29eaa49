import type { CorePorts, HttpRequest, HttpResponse, KeyValueStore } from '../../core/ports.ts';
import { readSettings, type Settings } from '../../core/settings.ts';
import { TestClock } from './TestClock.ts';

export type Answer = HttpResponse | 'unreachable' | 'never';
export type Responder = (request: HttpRequest, index: number) => Answer | Promise<Answer>;

export interface TestPorts extends CorePorts {
  readonly clock: TestClock;
  readonly requests: HttpRequest[];
  readonly stored: Map<string, unknown>;
}

/**
 * Ports without a real machine: a clock that the test moves, a map as storage, and `respond` as the
 * network.
 */
export function testPorts(respond: Responder, stored = new Map<string, unknown>()): TestPorts {
  const requests: HttpRequest[] = [];
  return {
    clock: new TestClock(),
    requests,
    stored,
    storage: mapStore(stored),
    random: () => 0,
    device: async () => ({ id: 'device-1', info: deviceInfo }),
    async send(request, signal) {
      requests.push(request);
      const answer = await respond(request, requests.length - 1);
      if (answer === 'unreachable') throw new TypeError('fetch failed');
      if (answer === 'never') {
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        });
      }
      return answer;
    },
  };
}

export const deviceInfo = {
  primaryHardwareType: 'TV',
  model: 'Fernseher Übergröße',
  version: '1',
  osName: 'webOS',
  osVersion: '6.0',
  connectionType: 'LAN',
} as const;

export function mapStore(map: Map<string, unknown>): KeyValueStore {
  return {
    get: async (key) => map.get(key),
    set: async (key, value) => void map.set(key, structuredClone(value)),
    delete: async (key) => void map.delete(key),
  };
}

export function json(status: number, body: unknown): HttpResponse {
  return { status, contentType: 'application/json', text: JSON.stringify(body) };
}

export function html(status: number, text = '<html><body>No.</body></html>'): HttpResponse {
  return { status, contentType: 'text/html', text };
}

export const rawSettings = {
  appSettings: {
    brand: { name: 'Northstar', accentColor: '#ffb454' },
    pass: {
      api: 'v2',
      baseUrl: 'https://pass.example',
      serviceProvider: 'NORTHSTAR',
      softwareStatement: 'aaa.bbb.ccc',
      domainName: 'northstar.example',
      activateUrl: 'https://northstar.example/activate',
    },
    catalogue: { feedUrl: '/feed.json', playbackUrl: '/play' },
  },
  platformSettings: {},
};

export const testSettings: Settings = readSettings(rawSettings);
