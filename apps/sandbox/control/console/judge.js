/** Which published requirements each client met and broke, with the requests that prove it. */
import { $, call, el, say, update } from './dom.js';
import { goTo } from './requests.js';
import { isOpen } from './tabs.js';

const STATES = ['broken', 'met', 'not judged', 'not exercised', 'not observable'];
let report;
let chosen;

function clientChoice(client) {
  const isChosen = client.key === chosen;
  const node = el(
    'button',
    {
      type: 'button',
      role: 'radio',
      ariaChecked: String(isChosen),
      tabIndex: isChosen ? 0 : -1,
      title: client.key,
    },
    el('strong', { textContent: client.label }),
    el('span', {
      className: 'soft',
      textContent: `${client.requests} request${client.requests === 1 ? '' : 's'} · ${client.clientIds.map((id) => id.slice(0, 8)).join(', ') || client.address}`,
    }),
    el('span', {
      className: client.summary.broken > 0 ? 'bad' : 'good',
      textContent: `${client.summary.broken} broken, ${client.summary.met} met`,
    }),
  );
  node.dataset.client = client.key;
  node.addEventListener('click', () => choose(client.key));
  return node;
}

function choose(key) {
  chosen = key;
  draw();
  document.querySelector('#clients [aria-checked=true]')?.focus();
}

$('clients').addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || !report) return;
  event.preventDefault();
  const { clients } = report;
  const here = clients.findIndex(({ key }) => key === chosen);
  choose(clients.at((here + step) % clients.length).key);
});

function evidence(seqs) {
  const shown = seqs.slice(0, 6).map((seq) => {
    const node = el('button', {
      type: 'button',
      className: 'seq',
      textContent: seq,
      ariaLabel: `Show request ${seq}`,
    });
    node.addEventListener('click', () => goTo(seq));
    return node;
  });
  const more = seqs.length - shown.length;
  return more > 0
    ? [...shown, el('span', { className: 'soft', textContent: `and ${more} more` })]
    : shown;
}

function finding(row, { state, advice, evidence: seqs }) {
  return el(
    'tr',
    {},
    el('td', { className: 'soft', textContent: row.id }),
    el(
      'td',
      {},
      el('div', { textContent: row.requirement, title: row.sources.join('; ') }),
      advice && el('div', { className: state === 'broken' ? 'bad' : 'soft', textContent: advice }),
    ),
    el('td', { className: 'soft', textContent: row.level }),
    el('td', {}, el('span', { className: `pill ${state.replace(' ', '-')}`, textContent: state })),
    el('td', { className: 'proof' }, ...evidence(seqs)),
  );
}

function findings(client) {
  const wanted = $('judged').value;
  const byId = new Map(client.rows.map((row) => [row.id, row]));
  const rows = report.rows
    .filter(({ id }) => wanted === '' || byId.get(id)?.state === wanted)
    .sort((a, b) =>
      wanted === ''
        ? STATES.indexOf(byId.get(a.id).state) - STATES.indexOf(byId.get(b.id).state)
        : 0,
    );
  if (rows.length === 0)
    return el('p', { className: 'empty', textContent: 'Nothing of the kind.' });
  const body = el('tbody');
  let phase;
  for (const row of rows) {
    if (wanted !== '' && row.phase !== phase) {
      phase = row.phase;
      body.append(
        el(
          'tr',
          { className: 'phase' },
          el('th', { colSpan: 5, scope: 'rowgroup', textContent: phase }),
        ),
      );
    }
    body.append(finding(row, byId.get(row.id)));
  }
  const headings = ['Row', 'Requirement', 'Level', 'State', 'Requests'];
  return el(
    'table',
    {},
    el('thead', {}, el('tr', {}, ...headings.map((textContent) => el('th', { textContent })))),
    body,
  );
}

function draw() {
  const { clients } = report;
  if (!clients.some(({ key }) => key === chosen))
    chosen = [...clients].sort((a, b) => b.summary.broken - a.summary.broken)[0]?.key;
  const client = clients.find(({ key }) => key === chosen);
  update(
    'clients',
    [clients.map(({ key, summary, requests }) => [key, summary, requests]), chosen],
    () => clients.map(clientChoice),
  );
  $('verdict').textContent = client
    ? STATES.map((state) => `${client.summary[state]} ${state}`).join(', ')
    : 'Nobody has asked anything yet.';
  update('findings', [client?.rows, $('judged').value], () => (client ? findings(client) : []));
}

$('judged').addEventListener('change', () => report && draw());

/** Requests a new report of the judge; the report is drawn when its tab is open. */
export async function showJudge() {
  try {
    report = await call('GET', 'conformance');
  } catch (error) {
    say(`The judge does not answer: ${error.message}`);
    return;
  }
  const broken = report.clients.reduce((sum, { summary }) => sum + summary.broken, 0);
  $('count-judge').textContent = broken > 0 ? `${broken} broken` : '';
  if (isOpen('judge')) draw();
}

document.addEventListener('opened', ({ detail }) => {
  if (detail === 'judge') showJudge();
});
