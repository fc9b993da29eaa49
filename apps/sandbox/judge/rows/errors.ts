import { hidden, type Row, seen } from './row.ts';

export const errorRows: readonly Row[] = [
  hidden(
    'ERR-01',
    'MUST',
    ['CL', 'EEC', 'AI'],
    "Decide by the error's action, in one place for all endpoints.",
    'How an app is built inside cannot be seen; what it does after each action is judged as ERR-03 to ERR-07.',
  ),
  seen(
    'ERR-02',
    'MUST',
    ['EEC', 'CL'],
    'Understand errors at the top and inside items, and look at both statuses.',
    'Order authenticated_profile_expired for an authorization once at the top and once inside the decision.',
  ),
  seen(
    'ERR-03',
    'MUST',
    ['CL', 'EEC', 'AI'],
    'Bound all retries to two or three, or let the pauses grow; no endless loop.',
    'Order answers 500 for a call, and use the app for a minute.',
  ),
  seen(
    'ERR-04',
    'MUST',
    ['EEC', 'CL'],
    'Do not repeat a request on the actions "none" and "configuration" or on 400, 404 and 405.',
    'Order invalid_configuration_platform for a call.',
  ),
  seen(
    'ERR-05',
    'MUST',
    ['EEC'],
    'On the action "authentication" ask for a login.',
    'Order authenticated_profile_invalidated for an authorization.',
  ),
  seen(
    'ERR-06',
    'MUST',
    ['EEC'],
    'On the action "application-registration" register again, get a token, and repeat the call once.',
    'Order invalid_access_token_client_application for a call.',
  ),
  seen(
    'ERR-07',
    'MUST',
    ['EEC'],
    'Survive unknown codes, actions and fields.',
    'Order an answer 403 with a code of your own invention.',
  ),
  hidden(
    'ERR-08',
    'SHOULD',
    ['EEC', 'AI'],
    'Show message or details where it fits, keep the whole error for support, log nothing sensitive.',
    'What is shown is on the screen only, and what is logged in the log.',
  ),
  seen(
    'ERR-09',
    'MUST',
    ['THR', 'PUA'],
    'Accept error bodies that are not JSON.',
    'Order an answer 500 with an HTML body, or a 429.',
  ),
];

export const throttlingRows: readonly Row[] = [
  seen(
    'THR-01',
    'MUST',
    ['THR', 'FAQ'],
    'After 429 send nothing to the service for at least a second, from any part of the app.',
    'Order one answer 429.',
  ),
  seen(
    'THR-02',
    'MUST',
    ['THR'],
    'Stay within one request a second and a burst of ten, for each device.',
    'Use the app as usual; ten requests are enough to judge.',
  ),
  seen(
    'THR-03',
    'SHOULD',
    ['THR'],
    'Finish starting within the burst.',
    'Record the app from its start until the catalogue is there.',
  ),
];

export const securityRows: readonly Row[] = [
  seen(
    'SEC-01',
    'MUST',
    ['V1.REF', 'ROKU'],
    'Use HTTPS for all calls.',
    'Record calls to the real service as a HAR file; a sandbox speaks plain HTTP.',
  ),
  seen(
    'SEC-02',
    'MUST',
    ['CL', 'HAU', 'PUA'],
    'Send Authorization: Bearer on every V2 request but the navigation to /authenticate.',
    'Record any V2 call; browsers export HAR files without Authorization unless told otherwise.',
  ),
  seen(
    'SEC-03',
    'MUST',
    ['CL', 'AI'],
    'Send only parameters and headers that the API reference names for V2.',
    'Record any V2 call.',
  ),
  hidden(
    'SEC-04',
    'SHOULD',
    ['AI', 'S2S'],
    'Store credentials and tokens securely; put none on screen or into logs.',
    'Storage, screen and log have to be looked at for this.',
  ),
  hidden(
    'SEC-05',
    'MUST',
    ['UM', 'S2S', 'PRC'],
    "Decrypt metadata only with the programmer's private key; cope with plain and encrypted values.",
    'Where a value is decrypted leaves no trace in the traffic.',
  ),
];
