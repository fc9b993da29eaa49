/** The registration codes that wait for a sign-in, each with a form that signs a viewer in. */
import { $, act, call, el, options, timeOf, update } from './dom.js';

export const world = await call('GET', 'world');
export const providers = world.mvpds
  .filter((mvpd) => !mvpd.isTempPass)
  .map((mvpd) => [mvpd.id, mvpd.displayName]);
const viewers = world.accounts.map(({ user, what }) => [user, `${user}: ${what}`]);

export const deviceOf = ({ device }) =>
  [device.vendor, device.model].filter(Boolean).join(' ') || 'a device';

function codeItem(session) {
  const mvpd = el('select', { ariaLabel: 'Provider' }, ...options(providers, session.mvpd));
  const user = el('select', { ariaLabel: 'Viewer' }, ...options(viewers));
  const label = { className: 'main', textContent: 'Sign in', ariaLabel: `Sign in ${session.code}` };
  const what = `${session.serviceProvider} · ${deviceOf(session)} · until ${timeOf(session.notAfter)}`;
  const form = el(
    'form',
    {},
    el('div', { className: 'code', textContent: session.code }),
    el('div', { className: 'soft one-line', textContent: what, title: what }),
    mvpd,
    user,
    el('button', label),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    act(`${session.code} is signed in.`, () =>
      call('POST', 'signin', { code: session.code, mvpd: mvpd.value, user: user.value }),
    );
  });
  return el('li', {}, form);
}

export function showCodes(sessions) {
  const waiting = sessions.filter((session) => !session.completed);
  // While a select in the list has the focus, the list is not redrawn: that would discard the choice.
  if ($('codes').contains(document.activeElement) && document.activeElement.matches('select'))
    return;
  update('codes', waiting, () =>
    waiting.length > 0
      ? waiting.map(codeItem)
      : el('li', { className: 'soft', textContent: 'No TV is showing a code.' }),
  );
}
