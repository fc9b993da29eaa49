/** Codes, people, faults and the clock, as the sandbox has them now. */
import { $, act, button, call, el } from './dom.js';

const world = await call('GET', 'world');

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

export async function refresh() {
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

export function tick() {
  $('now').textContent = new Date(Date.now() + offset).toLocaleString();
}
