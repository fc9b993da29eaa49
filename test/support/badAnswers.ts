import { html, json } from './ports.ts';
import { enhanced, type Said } from './scripted.ts';

const reset = (): Said => {
  throw new TypeError('socket hang up');
};

/** Bad answers that any call may get. */
export const badAnswers: Readonly<Record<string, () => Said>> = {
  refused: () => 'unreachable',
  reset,
  'time-out': () => 'never',
  slow: () => 'slow',
  '401': () => html(401),
  '401 application-registration': () =>
    enhanced(401, 'invalid_access_token_client_application', 'application-registration'),
  '403 none': () => enhanced(403, 'authorization_denied_by_mvpd', 'none'),
  '403 configuration': () => enhanced(403, 'too_many_resources', 'configuration'),
  '403 application-registration': () =>
    enhanced(403, 'invalid_access_token_service_provider', 'application-registration'),
  '403 authentication': () => enhanced(403, 'authenticated_profile_expired', 'authentication'),
  '403 authorization': () => enhanced(403, 'authorization_expired', 'authorization'),
  '403 retry': () => enhanced(403, 'network_received_error', 'retry'),
  '400 dead code': () => enhanced(400, 'invalid_authentication_session'),
  '400 provider off': () => enhanced(400, 'invalid_integration'),
  '400 DCR': () => json(400, { error: 'invalid_client' }),
  '404': () => html(404),
  '429 HTML': () => html(429),
  '500': () => enhanced(500, 'internal_server_error'),
  '503 HTML': () => html(503),
  'HTML for JSON': () => html(200),
  'cut off': () => ({ status: 200, contentType: 'application/json', text: '{"profiles":{"Val' }),
  'empty body': () => ({ status: 200, contentType: 'application/json', text: '' }),
  'wrong types': () =>
    json(200, { profiles: 7, decisions: 'x', logouts: [], code: 1, url: 2, requestor: [] }),
  'unknown code': () => enhanced(418, 'brand_new_code', 'dance'),
};

const bare = (status: number): Said => ({ status, contentType: '', text: '' });
const statuses = [400, 401, 403, 404, 405, 408, 410, 418, 421, 425, 451, 500, 502, 503, 511];

/** RFC 9457 */
const problem = (status: number): Said => ({
  ...json(status, { type: 'about:blank', title: 'No', status, detail: 'No.' }),
  contentType: 'application/problem+json',
});
const accessDenied =
  '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>No</Message></Error>';

/** Answers that proxies, filters, portals and content delivery networks give in place of the service. */
export const foreignAnswers: Readonly<Record<string, () => Said>> = {
  ...Object.fromEntries(statuses.map((status) => [`${status} HTML`, () => html(status)])),
  ...Object.fromEntries([401, 403, 404].map((status) => [`${status} empty`, () => bare(status)])),
  '200 HTML': () => html(200),
  '200 HTML of no type': () => ({ ...html(200, '<script>go()</script>'), contentType: '' }),
  '205': () => bare(205),
  '206 HTML': () => html(206),
  '300': () => bare(300),
  '308': () => bare(308),
  '407 problem': () => problem(407),
  '409 problem': () => problem(409),
  '413 HTML': () => html(413),
  '431 empty': () => bare(431),
  '499 empty': () => bare(499),
  '507 problem': () => problem(507),
  '525 HTML': () => html(525),
  '200 {}': () => json(200, {}),
  '200 []': () => json(200, []),
  '200 null': () => json(200, null),
  '200 JSON with a mark': () => ({ ...json(200, 0), text: '\ufeff{"ok":true}' }),
  '200 bytes': () => ({ status: 200, contentType: '', text: '\u001f\ufffd\b\u0000\ufffd' }),
  '403 {"error":{}}': () => json(403, { error: { code: 403, status: 'DENIED', message: 'No' } }),
  '403 {"status":0}': () => json(403, { status: 0, message: 'blocked' }),
  '412 {"status":1}': () => json(412, { status: '1', message: 'blocked', details: null }),
  '403 XML': () => ({ status: 403, contentType: 'application/xml', text: accessDenied }),
  '404 XML': () => ({ status: 404, contentType: 'application/xml', text: accessDenied }),
  '200 words': () => ({ status: 200, contentType: 'text/plain', text: 'Blocked.' }),
  '204': () => bare(204),
  '302': () => bare(302),
  '304': () => bare(304),
  'cut JSON': () => ({ status: 200, contentType: 'application/json', text: '{"profiles":{"Val' }),
  '200 JSON of others': () => json(200, { ok: true }),
  '403 {"error"}': () => json(403, { error: 'forbidden' }),
  '403 {"code"}': () => json(403, { code: 'blocked' }),
  '404 of a server': () =>
    json(404, { timestamp: 1, status: 404, error: 'Not Found', message: 'No', path: '/' }),
  '401 DCR of others': () => json(401, { error: 'invalid_client' }),
};

/** Years by which the television's date is wrong; everything else works. */
export const wrongDates: Readonly<Record<string, number>> = {
  'clock ten years slow': -10,
  'clock ten years fast': 10,
};
