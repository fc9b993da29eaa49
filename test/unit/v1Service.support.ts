import { Memory } from '../../core/memory/Memory.ts';
import { createPassService } from '../../core/pass/createPassService.ts';
import type { HttpRequest } from '../../core/ports.ts';
import { readSettings } from '../../core/settings.ts';
import { type Answer, json, rawSettings, testPorts } from '../support/ports.ts';

export const never = new AbortController().signal;
export const { appSettings } = rawSettings;
export const { pass } = readSettings({
  ...rawSettings,
  appSettings: { ...appSettings, pass: { ...appSettings.pass, api: 'v1' } },
}).appSettings;

export const empty = (status: number): Answer => ({ status, contentType: '', text: '' });
export const refused = (status: number, message: string, more = {}) =>
  json(status, { status, message, ...more });

export type Call = string;
export type Script = Partial<Record<Call, (nth: number) => Answer>>;

export const answers: Record<Call, (nth: number) => Answer> = {
  'POST /o/client/register': () =>
    json(201, { client_id: 'c', client_secret: 's', grant_types: ['client_credentials'] }),
  'POST /o/client/token': (n) => json(201, { access_token: `t${n}`, expires_in: 21_600 }),
  'POST /reggie/v1/NORTHSTAR/regcode': (n) =>
    json(201, { code: `CODE${n}`, generated: 1790000000000, expires: 1790001800000, info: {} }),
  'GET /reggie/v1/NORTHSTAR/regcode/CODE1': () =>
    json(200, { code: 'CODE1', generated: 1790000000000, expires: 1790001800000, info: {} }),
  'GET /api/v1/config/NORTHSTAR': () =>
    json(200, {
      requestor: {
        mvpds: [
          { id: 'ValleyCable', displayName: 'Valley Cable' },
          { id: 'TempPass_N', displayName: 'Free preview', isTempPass: true },
        ],
      },
    }),
  'GET /api/v1/checkauthn': () => refused(403, 'Forbidden'),
  'GET /api/v1/checkauthn/CODE1': () => refused(403, 'Forbidden'),
  'GET /api/v1/tokens/authn': () => refused(404, 'Not Found'),
  'GET /api/v1/tokens/usermetadata': () =>
    json(200, { updated: 1790000000, encrypted: ['zip'], data: { userID: 'u', zip: 'b64' } }),
  'GET /api/v1/authorize': () =>
    json(200, { mvpd: 'ValleyCable', resource: 'N-1', requestor: 'NORTHSTAR', expires: '1' }),
  'GET /api/v1/tokens/media': () =>
    json(200, { serializedToken: 'MEDIA', expires: '1790000420000', mvpdId: 'ValleyCable' }),
  'DELETE /api/v1/logout': () => empty(204),
  'POST /api/v1/authenticate/freepreview': () => empty(204),
};

export const authnToken = json(200, {
  mvpd: 'ValleyCable',
  requestor: 'NORTHSTAR',
  userId: 'u',
  expires: '1792592000000',
});

export function testEnv(script: Script = {}, stored = new Map<string, unknown>()) {
  const log: { call: Call; request: HttpRequest; at: number }[] = [];
  const ports = testPorts((request) => {
    const call = `${request.method} ${new URL(request.url).pathname}`;
    log.push({ call, request, at: ports.clock.monotonic() });
    const answer = script[call] ?? answers[call];
    if (!answer) throw new Error(`nothing is scripted for ${call}`);
    return answer(log.filter((entry) => entry.call === call).length);
  }, stored);
  const memory = new Memory(ports.storage);
  return {
    ports,
    memory,
    log,
    service: createPassService(pass, ports, memory),
    /** All calls except registration. */
    calls: () => log.map(({ call }) => call).filter((call) => !call.includes('/o/client/')),
  };
}
