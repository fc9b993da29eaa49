/** The list of requests, the latest first. */
import { $, act, call, el } from './dom.js';

const SHOWN = 500;
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

export function show(entry) {
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

export function clearLog() {
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
