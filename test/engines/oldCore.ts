import '../../apps/tv/television.ts';
import { createCouchpass } from '../../core/couchpass.ts';
import type { CorePorts, HttpRequest, HttpResponse } from '../../core/ports.ts';
import { readSettings } from '../../core/settings.ts';
import { readLink } from '../../platforms/television/deepLinks.ts';
import { televisionId } from '../../platforms/television/deviceId.ts';

/**
 * The core on an engine without a page: settings, machine and service go from the launch to Home and to a
 * code, against the sandbox. Bundled like the ES5 build; prints its results as JSON.
 */
declare const given: {
  readonly settings: unknown;
  /** Node's HTTP client, provided by the harness. */
  exchange(request: HttpRequest, done: (error: unknown, answer?: HttpResponse) => void): void;
  print(text: string): void;
};

const stored = new Map<string, unknown>();
const storage = {
  get: async (key: string) => stored.get(key),
  set: async (key: string, value: unknown) => void stored.set(key, value),
  delete: async (key: string) => void stored.delete(key),
};
const asked: string[] = [];

function exchanged(request: HttpRequest): Promise<HttpResponse> {
  asked.push(`${request.method} ${new URL(request.url).pathname}`);
  return new Promise((resolve, reject) =>
    given.exchange(request, (error, answer) => (answer ? resolve(answer) : reject(error))),
  );
}

const ports: CorePorts = {
  clock: {
    now: () => Date.now(),
    monotonic: () => Date.now(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (id) => clearTimeout(id as number),
  },
  storage,
  send: exchanged,
  device: async () => ({
    id: await televisionId({
      storage,
      second: undefined,
      random: (bytes) => bytes.fill(7),
      hardware: () => 'DUID-1',
    }),
    info: {
      model: 'Old',
      version: '1',
      osName: 'Linux',
      osVersion: '3.0',
      connectionType: 'LAN',
    },
  }),
  random: () => 0,
};

const couchpass = createCouchpass(readSettings(given.settings), ports);
const screens: string[] = [];
let done = false;
couchpass.subscribe((view) => {
  if (screens[screens.length - 1] !== view.screen) screens.push(view.screen);
  if (view.screen === 'home' && view.catalogue !== null && !screens.includes('signIn')) {
    couchpass.send({ type: 'SIGN_IN' });
  }
  if (view.screen === 'signIn' && view.code !== '' && !done) {
    done = true;
    const link = readLink('{"title":"quiet-orbit"}');
    given.print(
      JSON.stringify({ screens, code: view.code, link, asked, id: stored.get('device.id') }),
    );
    couchpass.stop();
  }
});
couchpass.start();
