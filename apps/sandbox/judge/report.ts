import { html, Markup } from './html.ts';
import type { JudgedClient, JudgedRow, Report, ReportedRow } from './judge.ts';
import { STYLE } from './reportStyle.ts';

/** A self-contained HTML page, also suitable for printing and sending. */
export function renderReport(report: Report): string {
  const { clients } = report;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Conformance report</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header class="top">
<p class="kicker">Couchpass sandbox</p>
<h1>Conformance report</h1>
<p class="lead">${headline(report)}</p>
<dl class="facts">
<div><dt>Recorded by</dt><dd>${report.source === 'har' ? 'a HAR file' : 'the sandbox'}</dd></div>
<div><dt>Requests</dt><dd>${report.requests}</dd></div>
${onlyHost(report) ? html`<div><dt>Host</dt><dd>${onlyHost(report)}</dd></div>` : ''}
<div><dt>From</dt><dd>${moment(report.from)}</dd></div>
<div><dt>To</dt><dd>${moment(report.to)}</dd></div>
</dl>
${recordNotes(report)}
<p class="fine">${report.rows.length} requirements taken from Adobe's public documentation of Adobe Pass Authentication, in our own words; ${report.rows.filter(({ observable }) => observable).length} of them can be seen in traffic. Where Adobe's pages contradict each other, the reading that is kinder to the client counts. Not made by Adobe, and no certificate.</p>
</header>
<main>
${clients.length > 1 ? overview(report) : ''}
${clients.map((client, i) => clientSection(client, i, report))}
${report.leftOut > 0 ? html`<p class="fine">${report.leftOut} more clients were not judged; these are the ones that were busy last.</p>` : ''}
${unseenSection(report)}
${citedSection(report)}
</main>
</body>
</html>
`.text;
}

function headline({ clients, broken }: Report): Markup {
  if (clients.length === 0)
    return html`Nothing was asked of the service, so there is nothing to judge.`;
  const count = clients.reduce((sum, { summary }) => sum + summary.broken, 0);
  const who = clients.length === 1 ? 'One client' : `${clients.length} clients`;
  return broken
    ? html`${who}, <strong class="is-broken">${count} ${count === 1 ? 'requirement' : 'requirements'} broken</strong>.`
    : html`${who}, <strong class="is-met">nothing broken</strong>.`;
}

function overview({ clients }: Report): Markup {
  return html`<section class="card" aria-labelledby="clients">
<h2 id="clients">Clients</h2>
<table>
<thead><tr><th scope="col">Client</th><th scope="col" class="number">Broken</th><th scope="col" class="number">Met</th><th scope="col" class="number">Not judged</th><th scope="col" class="number">Not exercised</th><th scope="col" class="number">Requests</th></tr></thead>
<tbody>${clients.map(
    (client, i) => html`<tr>
<td><a href="#client-${i + 1}">${client.label}</a><br><span class="quiet">${client.key}</span></td>
<td class="number${client.summary.broken > 0 ? ' is-broken' : ''}">${client.summary.broken}</td>
<td class="number">${client.summary.met}</td>
<td class="number">${client.summary['not judged']}</td>
<td class="number">${client.summary['not exercised']}</td>
<td class="number">${client.requests}</td>
</tr>`,
  )}</tbody>
</table>
</section>`;
}

function clientSection(client: JudgedClient, i: number, report: Report): Markup {
  const rowOf = new Map(report.rows.map((row) => [row.id, row]));
  const inState = (state: JudgedRow['state']) =>
    client.rows
      .filter((row) => row.state === state)
      .map((row) => ({ judged: row, row: rowOf.get(row.id) as ReportedRow }));
  const [broken, met, open] = [inState('broken'), inState('met'), inState('not exercised')];
  const unsure = inState('not judged');
  const more = client.clientIds.length - 1;
  return html`<section class="card client" id="client-${i + 1}">
<h2>${client.label}</h2>
<p class="who">${client.address}${client.clientIds.slice(0, 1).map((id) => html` · client id <code>${id}</code>`)}${more > 0 ? ` and ${more} more` : ''} · ${client.requests} ${client.requests === 1 ? 'request' : 'requests'}</p>
${bar(client)}
${
  broken.length > 0
    ? html`<h3 class="is-broken">Broken</h3>
<ol class="findings">${broken.map(finding)}</ol>`
    : html`<p class="allgood">No requirement was seen to be broken.</p>`
}
${
  unsure.length > 0
    ? html`<h3>Not judged</h3>
<table class="rows"><thead class="unseen"><tr><th scope="col">Row</th><th scope="col">Requirement</th><th scope="col">Why not</th></tr></thead>
<tbody>${unsure.map(({ judged, row }) => html`<tr><th scope="row">${row.id} ${level(row)}</th><td>${row.requirement}</td><td class="quiet">${judged.advice} ${requests(judged)}</td></tr>`)}</tbody></table>`
    : ''
}
${
  met.length > 0
    ? html`<h3 class="is-met">Met</h3>
<table class="rows"><thead class="unseen"><tr><th scope="col">Row</th><th scope="col">Requirement</th><th scope="col">Proof</th></tr></thead>
<tbody>${met.map(({ judged, row }) => html`<tr><th scope="row">${row.id} ${level(row)}</th><td>${row.requirement}</td><td class="proof">${proof(judged)}</td></tr>`)}</tbody></table>`
    : ''
}
${
  open.length > 0
    ? html`<details><summary>Not exercised (${open.length}): what to do to have it judged</summary>
<table class="rows"><thead class="unseen"><tr><th scope="col">Row</th><th scope="col">Requirement</th><th scope="col">To have it judged</th></tr></thead>
<tbody>${open.map(({ judged, row }) => html`<tr><th scope="row">${row.id} ${level(row)}</th><td>${row.requirement}</td><td class="quiet">${judged.advice}</td></tr>`)}</tbody></table></details>`
    : ''
}
</section>`;
}

function bar({ summary }: JudgedClient): Markup {
  const parts = [
    ['broken', summary.broken],
    ['met', summary.met],
    ['unsure', summary['not judged']],
    ['open', summary['not exercised']],
  ] as const;
  const total = parts.reduce((sum, [, count]) => sum + count, 0) || 1;
  return html`<div class="bar" aria-hidden="true">${parts.map(([name, count]) =>
    count === 0
      ? ''
      : html`<span class="part ${name}" style="width:${((count / total) * 100).toFixed(2)}%"></span>`,
  )}</div>
<ul class="counts"><li><b${summary.broken > 0 ? new Markup(' class="is-broken"') : ''}>${summary.broken}</b> broken</li><li><b class="is-met">${summary.met}</b> met</li><li><b>${summary['not judged']}</b> not judged</li><li><b>${summary['not exercised']}</b> not exercised</li><li><b>${summary['not observable']}</b> not observable</li></ul>`;
}

function finding({ judged, row }: { judged: JudgedRow; row: ReportedRow }): Markup {
  return html`<li>
<p class="head"><span class="id">${row.id}</span> ${level(row)} <span class="requirement">${row.requirement}</span></p>
<p class="advice">${judged.advice}</p>
<p class="source">Requests ${proof(judged)}<span class="dot"> · </span>${row.sources.join(', ')}${row.pagesDiffer ? " (Adobe's pages differ here)" : ''}</p>
</li>`;
}

const level = (row: ReportedRow): Markup =>
  html`<span class="level ${row.level.toLowerCase()}">${row.level.toLowerCase()}</span>`;

const proof = ({ evidence }: JudgedRow): Markup[] =>
  evidence.map((seq, i) => html`${i > 0 ? ', ' : ''}<a href="#r${seq}">${seq}</a>`);

const requests = (judged: JudgedRow): Markup =>
  judged.evidence.length > 0 ? html`Requests ${proof(judged)}.` : html``;

/** The remarks about the record, and the entries that are left out. */
function recordNotes({ entriesLeftOut, remarks }: Report): Markup {
  if (entriesLeftOut.length === 0 && remarks.length === 0) return html``;
  return html`<ul class="notes">${remarks.map((remark) => html`<li>${remark}</li>`)}${entriesLeftOut.map(
    ({ reason, count }) =>
      html`<li><b>${count}</b> ${count === 1 ? 'entry' : 'entries'} left out: ${reason}</li>`,
  )}</ul>`;
}

function unseenSection({ rows, clients }: Report): Markup {
  const [any] = clients;
  const hidden = rows.filter(({ observable }) => !observable);
  const reasons = new Map(any?.rows.map(({ id, advice }) => [id, advice]));
  return html`<section class="card">
<details><summary>What traffic cannot show (${hidden.length} requirements)</summary>
<table class="rows"><thead class="unseen"><tr><th scope="col">Row</th><th scope="col">Requirement</th><th scope="col">Why not</th></tr></thead>
<tbody>${hidden.map((row) => html`<tr><th scope="row">${row.id} ${level(row)}</th><td>${row.requirement}</td><td class="quiet">${reasons.get(row.id)}</td></tr>`)}</tbody></table></details>
</section>`;
}

/** The host of all requests, '' when there are several. */
function onlyHost({ cited }: Report): string {
  const hosts = new Set(cited.map(({ host }) => host));
  return hosts.size === 1 ? ([...hosts][0] ?? '') : '';
}

function citedSection(report: Report): Markup {
  const { cited } = report;
  if (cited.length === 0) return html``;
  const host = onlyHost(report);
  return html`<section class="card" aria-labelledby="cited">
<h2 id="cited">Requests that prove it</h2>
<table class="requests"><thead><tr><th scope="col" class="number">No.</th><th scope="col">Time (UTC)</th><th scope="col">Request</th><th scope="col" class="number">Answer</th></tr></thead>
<tbody>${cited.map(
    ({ seq, time, method, path, status, ...one }) => html`<tr id="r${seq}">
<td class="number">${seq}</td><td class="when">${moment(time, true)}</td><td class="path"><b>${method}</b> ${one.host === host ? '' : html`<span class="quiet">${one.host}</span>`}${path}</td><td class="number">${status === 0 ? 'none' : status}</td>
</tr>`,
  )}</tbody></table>
</section>`;
}

/** `2026-05-01 12:00:03`, with milliseconds where gaps matter. */
function moment(time: number | undefined, exact = false): string {
  if (time === undefined || Number.isNaN(new Date(time).getTime())) return '–';
  const text = new Date(time).toISOString().replace('T', ' ').replace('Z', '');
  return exact ? text.slice(5) : text.slice(0, 19);
}
