/** The sandbox's service providers and applications; values that clients sent without a declaration are marked. */
import { $, el, table, update } from './dom.js';

const ORIGINS = {
  'built-in': 'of the demo',
  declared: 'declared',
  taken: 'taken on first use',
};

/** One value per line; taken values (accepted without a declaration) are marked. */
function list(values, taken, isOpen) {
  if (values.length === 0)
    return el('span', { className: 'soft', textContent: isOpen ? 'any' : 'none' });
  const line = (value) =>
    el(
      'li',
      {},
      el('span', { textContent: value }),
      ...(taken.includes(value) ? [' ', mark()] : []),
    );
  return el('ul', {}, ...values.map(line));
}

const mark = () => el('span', { className: 'taken', textContent: 'taken' });

function providerRow({ id, name, origin, domains, redirects, resources, open, taken }) {
  return [
    [id, ...(name === id ? [] : [el('div', { className: 'soft', textContent: name })])],
    ORIGINS[origin],
    list(domains, taken.domains, open.includes('domains')),
    list(redirects, taken.redirects, open.includes('redirects')),
    list(resources, taken.resources, open.includes('resources')),
  ];
}

function applicationRow({ softwareId, serviceProviders, scopes, isTaken }) {
  const whose = serviceProviders === 'all' ? 'any' : serviceProviders.join(', ');
  return [[softwareId, ...(isTaken ? [' ', mark()] : [])], whose, scopes.join(', ')];
}

export function showWorld({ serviceProviders, applications }) {
  const count =
    applications.filter(({ isTaken }) => isTaken).length +
    serviceProviders
      .map(
        ({ origin, taken }) =>
          (origin === 'taken' ? 1 : 0) +
          taken.domains.length +
          taken.redirects.length +
          taken.resources.length,
      )
      .reduce((sum, one) => sum + one, 0);
  $('count-world').textContent = count || '';
  $('world-note').textContent =
    count === 0
      ? 'Clients have come with nothing that was not declared.'
      : `Clients came with ${count} ${count === 1 ? 'thing' : 'things'} that nobody had declared; each was taken on first use.`;
  // The most recently taken service provider comes first.
  const newest = [...serviceProviders].reverse();
  update('service-providers', newest, () =>
    table(
      ['Service provider', 'Known', 'Domains', 'Redirects', 'Resources'],
      newest.map(providerRow),
      'There is no service provider.',
    ),
  );
  const latest = [...applications].reverse();
  update('applications', latest, () =>
    table(
      ['Software statement', 'Service providers', 'Scopes'],
      latest.map(applicationRow),
      'There is no software statement.',
    ),
  );
}
