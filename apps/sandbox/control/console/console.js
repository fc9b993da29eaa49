/** The console of the sandbox: what is asked of it, live, and the levers people need most. */
import { $, act, button, call } from './dom.js';
import { clearLog, show } from './requests.js';
import { refresh, tick } from './state.js';

for (const [label, ms] of [
  ['+1 min', 60_000],
  ['+5 min', 300_000],
  ['+30 min', 1_800_000],
  ['+6 h', 21_600_000],
  ['+1 day', 86_400_000],
  ['+31 days', 2_678_400_000],
])
  $('steps').append(
    button(label, `${label} passed.`, () => call('POST', 'clock', { advanceMs: ms })),
  );

const decisions = '/api/v2/*/decisions/authorize/*';
for (const [label, what, path, body] of [
  ['Expire tokens', 'Access tokens no longer work.', 'rules', { revokeTokens: true }],
  ['Revoke clients', 'Client credentials no longer work.', 'rules', { revokeCredentials: true }],
  ['Expire codes', 'Codes no longer work.', 'rules', { expireCodes: true }],
  ['429 once', 'The next call is throttled.', 'faults', { path: '/api/v2/**', status: 429 }],
  [
    '500 once',
    'The next call fails.',
    'faults',
    { path: '/api/v2/**', error: 'internal_server_error' },
  ],
  ['Reset once', 'The next connection breaks.', 'faults', { path: '/api/v2/**', reset: true }],
  ['5 s late once', 'The next answer is late.', 'faults', { path: '/api/v2/**', delayMs: 5000 }],
  [
    'Deny once',
    'The next authorization is denied.',
    'faults',
    {
      method: 'POST',
      path: decisions,
      shape: 'item',
      error: 'authorization_denied_by_mvpd',
      details: 'Your package does not include this channel.',
    },
  ],
])
  $('moments').append(button(label, what, () => call('POST', path, body)));

$('reset').addEventListener('click', () =>
  act('Everything is as new.', async () => {
    await call('POST', 'reset');
    clearLog();
  }),
);

document.addEventListener('changed', refresh);
$('address').textContent = location.origin;
for (const entry of await call('GET', 'requests')) show(entry);
await refresh();
setInterval(tick, 1000);

let waiting;
const events = new EventSource('/_sandbox/events');
events.addEventListener('hello', () => {
  $('link').textContent = 'live';
  $('link').classList.add('live');
});
events.addEventListener('request', (event) => {
  show(JSON.parse(event.data));
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 150);
});
events.addEventListener('error', () => {
  $('link').textContent = 'the sandbox does not answer';
  $('link').classList.remove('live');
});
