/** The clock, faults, and rules: the controls that are used most. */
import { providers } from './codes.js';
import { $, act, button, call, el, options, update } from './dom.js';
import { clearLog } from './requests.js';

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

const v2 = '/api/v2/**';
const decisions = '/api/v2/*/decisions/authorize/*';
for (const [label, what, path, body] of [
  ['Expire tokens', 'Access tokens no longer work.', 'rules', { revokeTokens: true }],
  ['Revoke clients', 'Client credentials no longer work.', 'rules', { revokeCredentials: true }],
  ['Expire codes', 'Codes no longer work.', 'rules', { expireCodes: true }],
  ['429 once', 'The next call is throttled.', 'faults', { path: v2, status: 429 }],
  ['500 once', 'The next call fails.', 'faults', { path: v2, error: 'internal_server_error' }],
  ['Reset once', 'The next connection breaks.', 'faults', { path: v2, reset: true }],
  ['Cut once', 'The next answer breaks off.', 'faults', { path: v2, cut: true }],
  ['5 s late once', 'The next answer is late.', 'faults', { path: v2, delayMs: 5000 }],
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

/** Check boxes whose order is not answered yet: an older answer that arrives meanwhile must not change them back. */
const ordered = new Set();
for (const name of ['throttle', 'atHome'])
  $(name).addEventListener('change', async () => {
    ordered.add(name);
    await act('The rule is changed.', () => call('POST', 'rules', { [name]: $(name).checked }));
    ordered.delete(name);
  });

$('bend-mvpd').append(...options(providers));
const bend = (rules) => () => call('POST', 'rules', rules($('bend-mvpd').value));
for (const [label, what, rules] of [
  ['Switch off', 'The integration is off.', (mvpd) => ({ integration: { mvpd, active: false } })],
  ...['AuthNAll', 'AuthZAll', 'AuthZNone'].map((rule) => [
    rule,
    `${rule} is in force.`,
    (mvpd) => ({ degradation: { mvpd, rule } }),
  ]),
  ['No answer', 'It answers nobody.', (mvpd) => ({ trouble: { mvpd, kind: 'silent' } })],
])
  $('bends').append(button(label, what, bend(rules)));

$('reset').addEventListener('click', () =>
  act('Everything is as new.', async () => {
    await call('POST', 'reset');
    clearLog();
  }),
);

function describe(fault) {
  const what =
    fault.error ??
    (fault.reset ? 'reset' : fault.cut ? 'cut' : (fault.status ?? `${fault.delayMs} ms late`));
  return fault.times === 0 ? `${what}, always` : `${what}, ${fault.times - fault.hits} more`;
}

const listed = (text, undo) =>
  el('li', {}, el('span', { className: 'soft', textContent: text }), undo);

function bentItems(rules) {
  const split = (key) => {
    const [serviceProvider, mvpd] = key.split('/');
    return { serviceProvider, mvpd };
  };
  const undo = (text, order) =>
    listed(
      text,
      button('Undo', 'As before.', () => call('POST', 'rules', order), {
        ariaLabel: `Undo ${text}`,
      }),
    );
  return [
    ...rules.inactiveIntegrations.map((key) =>
      undo(`${key} is off`, { integration: { ...split(key), active: true } }),
    ),
    ...Object.entries(rules.degradations ?? {}).map(([key, { rule }]) =>
      undo(`${key}: ${rule}`, { degradation: { ...split(key), rule: 'off' } }),
    ),
    ...Object.entries(rules.troubles ?? {}).map(([mvpd, kind]) =>
      undo(`${mvpd} is ${kind}`, { trouble: { mvpd, kind: 'none' } }),
    ),
    ...Object.entries(rules.resources ?? {}).flatMap(([serviceProvider, ids]) =>
      ids.map((id) =>
        undo(`${serviceProvider} has agreed on ${id}`, {
          resource: { serviceProvider, id, agreed: false },
        }),
      ),
    ),
    ...rules.revokedStatements.map((id) =>
      undo(`Statement ${id} is revoked`, { approveStatement: id }),
    ),
  ];
}

export function showControlPanel(clock, faults, rules) {
  offset = clock.now - Date.now();
  tick();
  $('at-home-label').hidden = rules.atHome === undefined;
  for (const name of ['throttle', 'atHome'])
    if (!ordered.has(name)) $(name).checked = rules[name] === true;
  update('faults', faults, () =>
    faults.map((fault) =>
      listed(
        `${fault.method ?? 'any'} ${fault.path}: ${describe(fault)}`,
        button('Remove', 'Removed.', () => call('DELETE', `faults/${fault.id}`), {
          ariaLabel: `Remove fault ${fault.id}`,
        }),
      ),
    ),
  );
  update('bent', bentItemsKey(rules), () => bentItems(rules));
}

const bentItemsKey = (rules) => [
  rules.inactiveIntegrations,
  rules.degradations,
  rules.troubles,
  rules.resources,
  rules.revokedStatements,
];

let offset = 0;
function tick() {
  $('now').textContent = new Date(Date.now() + offset).toLocaleString([], { hour12: false });
}
setInterval(tick, 1000);
