/** The list of requests, the latest first. */
import { curlOf, queryOf } from './curl.js';
import { $, act, call, el, say, timeOf } from './dom.js';
import { open } from './tabs.js';

/** The maximum of rows drawn: the latest that match the filter. */
const SHOWN = 500;
/** The number of requests that the filter searches, equal to the sandbox's limit. */
const KEPT = 5000;
/** Entries by sequence number, each with the text that the filter searches. */
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
    cell('wide right', `${tookOf(entry)} ms`),
    cell(
      'wide right',
      entry.client ?? entry.clientId?.slice(0, 8) ?? '',
      entry.clientId ?? 'no client id',
    ),
  );
  const details = el('details', {}, summary);
  // Most rows are never opened: the details are created when the row is opened for the first time.
  details.addEventListener('toggle', () => details.append(inside(entry)), { once: true });
  const item = el('li', {}, details);
  item.dataset.seq = entry.seq;
  return item;
}

/** Durations below 100 ms keep their decimals. */
const tookOf = ({ durationMs }) => (durationMs < 100 ? durationMs : Math.round(durationMs));

function inside(entry) {
  const copy = el('button', { type: 'button', textContent: 'Copy as curl' });
  copy.addEventListener('click', () => copyCurl(entry, box));
  const lines = (object) =>
    Object.entries(object)
      .flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`))
      .join('\n');
  const json = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  const parts = [
    ['Taken on first use', (entry.taken ?? []).map(takenLine).join('\n')],
    ['Query', lines(entry.query)],
    ['Headers', lines(entry.headers)],
    ['Body', entry.body === undefined ? '' : json(entry.body)],
    ['Answer', entry.answer === undefined ? (entry.answerType ?? '') : json(entry.answer)],
  ].filter(([, text]) => text !== '');
  const when = `${new Date(entry.time).toLocaleString([], { hour12: false })} from ${entry.address}`;
  const name = entry.client ? ` “${entry.client}”` : '';
  const who = entry.clientId || name ? `, client${name} ${entry.clientId ?? ''}` : '';
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

const KINDS = {
  serviceProvider: 'service provider',
  softwareStatement: 'software statement',
  mvpd: 'TV provider',
};

const takenLine = ({ kind, id, serviceProvider }) =>
  `${KINDS[kind] ?? kind} ${id}${serviceProvider ? ` of ${serviceProvider}` : ''}`;

async function copyCurl(entry, box) {
  const text = curlOf(entry, location.origin);
  try {
    await navigator.clipboard.writeText(text);
    say('Copied. Secrets are #hashes in it: put your own there.');
  } catch {
    // Browsers allow access to the clipboard only for pages over https or from this machine.
    const area = el('textarea', { value: text, readOnly: true, rows: 6, ariaLabel: 'As curl' });
    box?.prepend(area);
    area.select();
    say('Press Ctrl+C to copy. Secrets are #hashes in it.');
  }
}

const textOf = (entry) =>
  `${entry.seq} ${entry.method} ${entry.path} ${queryOf(entry)} ${entry.status} ${entry.clientId} ${entry.client ?? ''} ${entry.taken ? 'taken' : ''}`.toLowerCase();

/** The kept entries that match the filter, in order of arrival. */
function fitting() {
  const words = $('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  const has = ({ entry, text }, word) =>
    word[0] === '#' ? word === `#${entry.seq}` : text.includes(word);
  const fits = (kept) =>
    words.every((word) =>
      word[0] === '-' ? word === '-' || !has(kept, word.slice(1)) : has(kept, word),
    );
  return [...entries.values()].filter(fits);
}

/** Adds an entry; entries that arrive within one animation frame are drawn together. */
export function show(entry) {
  if (arrived.length === 0) requestAnimationFrame(takeIn);
  arrived.push(entry);
}

function takeIn() {
  for (const entry of arrived)
    if (!entries.has(entry.seq)) entries.set(entry.seq, { entry, text: textOf(entry) });
  arrived = [];
  for (const seq of entries.keys()) {
    if (entries.size <= KEPT) break;
    entries.delete(seq);
  }
  draw();
}

/** Draws the matching entries; a row that remains is not changed, so it stays open and keeps the focus. */
function draw() {
  const fit = fitting();
  const wanted = fit.slice(-SHOWN).reverse();
  const seqs = new Set(wanted.map(({ entry }) => String(entry.seq)));
  for (const item of [...$('log').children]) if (!seqs.has(item.dataset.seq)) item.remove();
  let next = $('log').firstChild;
  for (const { entry } of wanted) {
    if (next?.dataset.seq === String(entry.seq)) next = next.nextSibling;
    else $('log').insertBefore(row(entry), next);
  }
  $('count-requests').textContent =
    fit.length === entries.size ? fit.length || '' : `${fit.length} of ${entries.size}`;
  $('empty').hidden = entries.size > 0;
  $('more').textContent =
    fit.length > SHOWN
      ? `The latest ${SHOWN} of ${fit.length} are listed; the filter looks through all of them.`
      : '';
}

export function clearLog() {
  arrived = [];
  entries.clear();
  draw();
}

/** Opens the list at one request. */
export function goTo(seq) {
  if (!entries.has(seq)) return say(`Request ${seq} is no longer in the list.`);
  open('requests');
  const item = () => $('log').querySelector(`[data-seq="${seq}"]`);
  if (!item()) filter('');
  // An old request is not among the rows drawn: filter by its number.
  if (!item()) filter(`#${seq}`);
  const details = item().firstChild;
  details.open = true;
  details.firstChild.focus();
  details.scrollIntoView({ block: 'start' });
}

function filter(text) {
  $('filter').value = text;
  draw();
}

$('filter').addEventListener('input', draw);
$('clear').addEventListener('click', () =>
  act('Requests cleared.', async () => {
    await call('DELETE', 'requests');
    clearLog();
  }),
);

// Single-key shortcuts work only inside the list, where no text is typed.
$('log').addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('textarea')) return;
  const items = [...$('log').children];
  const here = items.findIndex((item) => item.contains(event.target));
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[to]?.querySelector('summary').focus();
  else if (event.key === 'c' && here >= 0)
    copyCurl(
      entries.get(Number(items[here].dataset.seq)).entry,
      items[here].querySelector('.inside'),
    );
  else if (event.key === '/') $('filter').focus();
  else return;
  event.preventDefault();
});
