/** Who is signed in on which client, and the codes that can still be used. */
import { deviceOf } from './codes.js';
import { $, button, call, table, timeOf, update } from './dom.js';

const rule = (name, value) => () => call('POST', 'rules', { [name]: value });

function profileRow({ clientId, mvpd, user, type, valid }) {
  const which = { clientId, mvpd };
  const at = `${user} at ${mvpd}`;
  const of = (label, what, name) =>
    button(label, what, rule(name, which), { ariaLabel: `${label} ${at}` });
  return [
    user,
    mvpd,
    type,
    clientId.slice(0, 8),
    valid ? 'valid' : 'no longer valid',
    [
      ...(valid
        ? [
            of('Expire', 'The profile has expired.', 'expireProfiles'),
            of('Withdraw', 'The provider has withdrawn it.', 'invalidateProfiles'),
          ]
        : []),
      of('Delete', 'The profile is gone.', 'deleteProfiles'),
    ],
  ];
}

function sessionRow(session) {
  const { code, serviceProvider, mvpd, completed, notAfter } = session;
  return [
    code,
    deviceOf(session),
    serviceProvider,
    mvpd ?? '',
    completed ? 'signed in' : 'waiting',
    timeOf(notAfter),
    button('Expire', `${code} has run out.`, rule('expireCodes', { code }), {
      ariaLabel: `Expire ${code}`,
    }),
  ];
}

export function showPeople(profiles, sessions) {
  $('count-people').textContent = profiles.filter(({ valid }) => valid).length || '';
  update('profiles', profiles, () =>
    table(
      ['Viewer', 'Provider', 'Type', 'Client', 'State', 'Actions'],
      profiles.map(profileRow),
      'Nobody is signed in.',
    ),
  );
  update('sessions', sessions, () =>
    table(
      ['Code', 'Device', 'Service provider', 'Provider', 'State', 'Until', 'Actions'],
      sessions.map(sessionRow),
      'No code is in use.',
    ),
  );
}
