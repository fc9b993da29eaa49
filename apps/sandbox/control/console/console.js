/** The console of the sandbox: what is asked of it, live, and the levers people need most. */
const $ = (id) => document.getElementById(id);
const SHOWN = 500;

/** An element; text is always text, whatever a request put into it. */
function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
}

async function call(method, path, body) {
  const response = await fetch(`/_sandbox/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `answered ${response.status}`);
  return answer;
}

let hush;
function say(text) {
  clearTimeout(hush);
  $('said').textContent = text;
  hush = setTimeout(() => {
    $('said').textContent = '';
  }, 5000);
}

/** Does something a person asked for, says how it went, and shows the state after it. */
async function act(what, work) {
  try {
    await work();
    say(what);
  } catch (error) {
    say(`That did not work: ${error.message}`);
  }
  await refresh();
}

function button(label, what, work, className = '') {
  const node = el('button', { type: 'button', className, textContent: label });
  node.addEventListener('click', () => act(what, work));
  return node;
}

// Requests

const entries = new Map();

function row(entry) {
  const status = entry.status === 0 ? 'cut' : String(entry.status);
  const kind =
    entry.status === 0 || entry.status >= 400 ? 'bad' : entry.status >= 300 ? 'moved' : '';
  const query = new URLSearchParams(
    Object.entries(entry.query).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one]),
    ),
  ).toString();
  const path = `${entry.path}${query ? `?${query}` : ''}`;
  const item = el(
    'li',
    { hidden: !fits(entry) },
    el(
      'details',
      {},
      el(
        'summary',
        {},
        el('span', { className: 'wide right', textContent: entry.seq }),
        el('span', { textContent: entry.method }),
        el('span', { className: 'path', textContent: path }),
        el('span', { className: `status ${kind}`, textContent: status }),
        el('span', { className: 'wide right', textContent: `${entry.durationMs} ms` }),
        el('span', {
          className: 'wide right',
          title: entry.clientId ?? 'no client id',
          textContent: entry.clientId?.slice(0, 8) ?? '',
        }),
      ),
    ),
  );
  // Most are never opened: what is inside is made when somebody looks.
  item.firstChild.addEventListener(
    'toggle',
    () => item.firstChild.append(el('pre', { textContent: JSON.stringify(entry, null, 2) })),
    { once: true },
  );
  return item;
}

function fits(entry) {
  const wanted = $('filter').value.trim().toLowerCase();
  return `${entry.method} ${entry.path} ${entry.status}`.toLowerCase().includes(wanted);
}

function show(entry) {
  if (entries.has(entry.seq)) return;
  const item = row(entry);
  entries.set(entry.seq, { entry, item });
  $('log').prepend(item);
  for (const [seq, old] of entries) {
    if (entries.size <= SHOWN) break;
    old.item.remove();
    entries.delete(seq);
  }
  $('empty').hidden = true;
}

function clearLog() {
  entries.clear();
  $('log').replaceChildren();
  $('empty').hidden = false;
}

$('filter').addEventListener('input', () => {
  for (const { entry, item } of entries.values()) item.hidden = !fits(entry);
});
$('clear').addEventListener('click', () =>
  act('Requests cleared.', async () => {
    await call('DELETE', 'requests');
    clearLog();
  }),
);

// State

let world = { mvpds: [], accounts: [] };

function codeItem(session) {
  const options = (list, chosen) =>
    list.map(([value, text]) =>
      el('option', { value, textContent: text, selected: value === chosen }),
    );
  const providers = world.mvpds
    .filter((mvpd) => !mvpd.isTempPass)
    .map((mvpd) => [mvpd.id, mvpd.displayName]);
  const viewers = world.accounts.map((account) => [
    account.user,
    `${account.user}: ${account.what}`,
  ]);
  const mvpd = el('select', { ariaLabel: 'Provider' }, ...options(providers, session.mvpd));
  const user = el('select', { ariaLabel: 'Viewer' }, ...options(viewers));
  const form = el(
    'form',
    {},
    mvpd,
    user,
    el('button', { className: 'main', textContent: `Sign in ${session.code}` }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    act(`${session.code} is signed in.`, () =>
      call('POST', 'signin', { code: session.code, mvpd: mvpd.value, user: user.value }),
    );
  });
  const device = [session.device.vendor, session.device.model].filter(Boolean).join(' ');
  const ends = new Date(session.notAfter).toLocaleTimeString();
  return el(
    'li',
    {},
    el('div', { className: 'code', textContent: session.code }),
    el('div', {
      className: 'soft',
      textContent: `${session.serviceProvider} · ${device || 'a device'} · until ${ends}`,
    }),
    form,
  );
}

const nothing = (text) => el('li', { className: 'soft', textContent: text });

/** Replaces a list only when it changed, so that nobody loses the focus or a half-made choice. */
function list(id, items, make, whenEmpty) {
  const key = JSON.stringify(items);
  if ($(id).dataset.key === key) return;
  $(id).dataset.key = key;
  $(id).replaceChildren(...(items.length > 0 ? items.map(make) : [nothing(whenEmpty)]));
}

let offset = 0;

async function refresh() {
  const [clock, sessions, profiles, faults] = await Promise.all(
    ['clock', 'sessions', 'profiles', 'faults'].map((path) => call('GET', path)),
  );
  offset = clock.now - Date.now();
  tick();
  list(
    'codes',
    sessions.filter((session) => !session.completed),
    codeItem,
    'No TV is showing a code.',
  );
  list(
    'profiles',
    profiles,
    (profile) =>
      el(
        'li',
        {},
        el('span', {
          textContent: `${profile.user} at ${profile.mvpd}${profile.valid ? '' : ' (no longer valid)'}`,
        }),
        button('Expire', 'The profile has expired.', () =>
          call('POST', 'rules', {
            expireProfiles: { clientId: profile.clientId, mvpd: profile.mvpd },
          }),
        ),
      ),
    'Nobody is signed in.',
  );
  list(
    'faults',
    faults,
    (fault) =>
      el(
        'li',
        {},
        el('span', {
          className: 'soft',
          textContent: `${fault.method ?? 'any'} ${fault.path}: ${describe(fault)}`,
        }),
        button('Remove', 'Removed.', () => call('DELETE', `faults/${fault.id}`)),
      ),
    '',
  );
}

function describe(fault) {
  const what = fault.error ?? (fault.reset ? 'reset' : (fault.status ?? 'late'));
  return fault.times === 0 ? `${what}, always` : `${what}, ${fault.times - fault.hits} more`;
}

function tick() {
  $('now').textContent = new Date(Date.now() + offset).toLocaleString();
}

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

// Live

$('address').textContent = location.origin;
world = await call('GET', 'world');
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
