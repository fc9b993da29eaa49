/** The list of requests, the latest first. */
import { curlOf, queryOf } from './curl.js';
import { $, act, call, el, say, timeOf } from './dom.js';
import { open } from './tabs.js';

const SHOWN = 500;
const entries = new Map();
let arrived = [];

function row(entry) {
  const status = entry.status === 0 ? 'cut' : String(entry.status);
  const kind =
    entry.status === 0 || entry.status >= 400 ? 'bad' : entry.status >= 300 ? 'moved' : '';
  const query = queryOf(entry);
  const cell = (className, textContent, title = '') =>
    el('span', { className, textContent, title });
  const summary = el(
    'summary',
    {},
    cell('wide right', entry.seq),
    cell('wide soft', timeOf(entry.time)),
    cell('', entry.method),
    cell('path', `${entry.path}${query ? `?${query}` : ''}`),
    cell(`status ${kind}`, status),
    cell('wide right', `${entry.durationMs} ms`),
    cell('wide right', entry.clientId?.slice(0, 8) ?? '', entry.clientId ?? 'no client id'),
  );
  const details = el('details', {}, summary);
  // Most are never opened: what is inside is made when somebody looks.
  details.addEventListener('toggle', () => details.append(inside(entry)), { once: true });
  return el('li', { hidden: !fits(entry) }, details);
}

function inside(entry) {
  const copy = el('button', { type: 'button', textContent: 'Copy as curl' });
  copy.addEventListener('click', () => copyCurl(entry, box));
  const lines = (object) =>
    Object.entries(object)
      .flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`))
      .join('\n');
  const json = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  const parts = [
    ['Query', lines(entry.query)],
    ['Headers', lines(entry.headers)],
    ['Body', entry.body === undefined ? '' : json(entry.body)],
    ['Answer', entry.answer === undefined ? (entry.answerType ?? '') : json(entry.answer)],
  ].filter(([, text]) => text !== '');
  const when = `${new Date(entry.time).toLocaleString([], { hour12: false })} from ${entry.address}`;
  const who = entry.clientId ? `, client ${entry.clientId}` : '';
  const box = el(
    'div',
    { className: 'inside' },
    el('p', { className: 'soft' }, copy, ` ${when}${who}`),
    ...parts.flatMap(([name, text]) => [
      el('h3', { textContent: name }),
      el('pre', { textContent: text }),
    ]),
  );
  return box;
}

async function copyCurl(entry, box) {
  const text = curlOf(entry, location.origin);
  try {
    await navigator.clipboard.writeText(text);
    say('Copied. Secrets are #hashes in it: put your own there.');
  } catch {
    // Browsers give the clipboard only to https and to this machine.
    const area = el('textarea', { value: text, readOnly: true, rows: 6, ariaLabel: 'As curl' });
    box?.prepend(area);
    area.select();
    say('Press Ctrl+C to copy. Secrets are #hashes in it.');
  }
}

function fits(entry) {
  const words = $('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  const text =
    `${entry.seq} ${entry.method} ${entry.path} ${queryOf(entry)} ${entry.status} ${entry.clientId}`.toLowerCase();
  return words.every((word) =>
    word[0] === '-' ? word === '-' || !text.includes(word.slice(1)) : text.includes(word),
  );
}

/** Takes an entry in; many at once are drawn together. */
export function show(entry) {
  if (arrived.length === 0) requestAnimationFrame(draw);
  arrived.push(entry);
}

function draw() {
  for (const entry of arrived.slice(-SHOWN)) {
    if (entries.has(entry.seq)) continue;
    const item = row(entry);
    entries.set(entry.seq, { entry, item });
    $('log').prepend(item);
  }
  arrived = [];
  for (const [seq, old] of entries) {
    if (entries.size <= SHOWN) break;
    old.item.remove();
    entries.delete(seq);
  }
  count();
}

function count() {
  const shown = [...entries.values()].filter(({ item }) => !item.hidden).length;
  $('count-requests').textContent =
    shown === entries.size ? shown || '' : `${shown} of ${entries.size}`;
  $('empty').hidden = entries.size > 0;
}

export function clearLog() {
  arrived = [];
  entries.clear();
  $('log').replaceChildren();
  count();
}

/** Opens the list at one request. */
export function goTo(seq) {
  const found = entries.get(seq);
  if (!found) return say(`Request ${seq} is no longer in the list.`);
  open('requests');
  if (found.item.hidden) filter('');
  const details = found.item.firstChild;
  details.open = true;
  details.firstChild.focus();
  details.scrollIntoView({ block: 'start' });
}

function filter(text) {
  $('filter').value = text;
  for (const { entry, item } of entries.values()) item.hidden = !fits(entry);
  count();
}

$('filter').addEventListener('input', () => filter($('filter').value));
$('clear').addEventListener('click', () =>
  act('Requests cleared.', async () => {
    await call('DELETE', 'requests');
    clearLog();
  }),
);

// Single keys work inside the list only, where nobody types.
$('log').addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('textarea')) return;
  const items = [...entries.values()].filter(({ item }) => !item.hidden).reverse();
  const here = items.findIndex(({ item }) => item.contains(event.target));
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[to]?.item.querySelector('summary').focus();
  else if (event.key === 'c' && here >= 0)
    copyCurl(items[here].entry, items[here].item.querySelector('.inside'));
  else if (event.key === '/') $('filter').focus();
  else return;
  event.preventDefault();
});
