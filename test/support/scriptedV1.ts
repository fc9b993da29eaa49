import { type Answer, json } from './ports.ts';

/** Short names of the calls of REST API V1 that the app makes. */
export type V1Call =
  | 'regcode'
  | 'config'
  | 'checkauthn'
  | 'authn'
  | 'metadata'
  | 'v1 authorize'
  | 'media'
  | 'v1 preauthorize'
  | 'v1 logout'
  | 'freepreview';

const codeLifeMs = 30 * 60_000;
const empty: Answer = { status: 204, contentType: '', text: '' };

/** A login. A later login has a later `expires`; this distinguishes the two. */
export const authnToken = (mvpd = 'ValleyCable', expires = 1_792_592_000_000) =>
  json(200, { mvpd, requestor: 'NORTHSTAR', userId: 'u', expires: String(expires) });

export const v1Defaults: Record<V1Call, (nth: number) => Answer> = {
  regcode: (n) =>
    json(201, {
      code: `CODE${n}`,
      generated: 1_790_000_000_000,
      expires: 1_790_000_000_000 + codeLifeMs,
      info: {},
    }),
  config: () =>
    json(200, {
      requestor: {
        mvpds: [
          { id: 'ValleyCable', displayName: 'Valley Cable TV' },
          { id: 'TempPass', displayName: 'Free preview', isTempPass: true },
        ],
      },
    }),
  checkauthn: () => json(403, { status: 403, message: 'Forbidden' }),
  authn: () => json(404, { status: 404, message: 'Not Found' }),
  metadata: () => json(200, { updated: 1_790_000_000, encrypted: [], data: { userID: 'u' } }),
  'v1 authorize': () =>
    json(200, { mvpd: 'ValleyCable', resource: 'NORTHSTAR-MAIN', expires: '1790000420000' }),
  media: () =>
    json(200, { serializedToken: 'MEDIA', expires: '1790000420000', mvpdId: 'ValleyCable' }),
  'v1 preauthorize': () => json(200, { resources: [{ id: 'NORTHSTAR-MAIN', authorized: true }] }),
  'v1 logout': () => empty,
  freepreview: () => empty,
};

/** undefined when the path belongs to none of the calls. */
export function v1CallOf(pathname: string): V1Call | undefined {
  if (/^\/reggie\/v1\/NORTHSTAR\/regcode$/.test(pathname)) return 'regcode';
  const names: Record<string, V1Call> = {
    'config/NORTHSTAR': 'config',
    checkauthn: 'checkauthn',
    'tokens/authn': 'authn',
    'tokens/usermetadata': 'metadata',
    authorize: 'v1 authorize',
    'tokens/media': 'media',
    preauthorize: 'v1 preauthorize',
    logout: 'v1 logout',
    'authenticate/freepreview': 'freepreview',
  };
  return names[/^\/api\/v1\/(.+)$/.exec(pathname)?.[1] ?? ''];
}
