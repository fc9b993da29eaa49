/** Styles of the report's page, first for paper, then for the screen. */
export const STYLE = `
:root { color-scheme: light; --ink: #171a24; --quiet: #565c6c; --line: #ddd8cc; --paper: #fffdf9;
  --bad: #b3261e; --good: #1d6b45; --open: #a9adb8; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f1ea; color: var(--ink);
  font: 16px/1.5 "Atkinson Hyperlegible Next", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.top, main { width: min(100% - 40px, 1040px); margin: 0 auto; }
.top { padding: 44px 0 26px; }
.kicker { margin: 0; font-weight: 700; color: var(--quiet); }
h1 { margin: 2px 0 6px; font-size: 40px; line-height: 1.1; letter-spacing: -0.02em; }
h2 { margin: 0 0 4px; font-size: 25px; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h3 { margin: 28px 0 8px; font-size: 18px; }
.lead { margin: 0 0 18px; font-size: 21px; }
.facts { display: flex; flex-wrap: wrap; gap: 10px 34px; margin: 0 0 14px; }
.facts dt { font-size: 14px; color: var(--quiet); }
.facts dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.notes { max-width: 76ch; margin: 0 0 14px; padding: 0; list-style: none; font-size: 15px; }
.fine { max-width: 76ch; margin: 0 0 20px; font-size: 14px; color: var(--quiet); }
.card { margin: 0 0 22px; padding: 26px 28px; background: var(--paper); border: 1px solid var(--line);
  border-radius: 16px; }
.who { margin: 0 0 16px; color: var(--quiet); overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
.is-broken { color: var(--bad); } .is-met { color: var(--good); }
a { color: inherit; text-underline-offset: 3px; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; border-radius: 4px; }
code { font: 0.93em ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
.bar { display: flex; height: 12px; gap: 2px; overflow: hidden; border-radius: 6px; }
.part { min-width: 4px; } .part.broken { background: var(--bad); } .part.met { background: var(--good); }
.part.open { background: #d9d5ca; } .part.unsure { background: #8a8fa0; }
.counts { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 10px 0 0; padding: 0; list-style: none; }
.counts b { font-size: 20px; font-variant-numeric: tabular-nums; }
.allgood { margin: 24px 0 0; padding: 12px 16px; background: #eaf4ee; color: var(--good); border-radius: 10px;
  font-weight: 600; }
.findings { margin: 0; padding: 0; list-style: none; }
.findings li { margin: 0 0 12px; padding: 14px 18px; background: #fdf0ee; border-left: 5px solid var(--bad);
  border-radius: 10px; break-inside: avoid; }
.findings p { margin: 0; overflow-wrap: anywhere; }
.head { font-size: 15px; color: var(--quiet); }
.id { font-weight: 700; color: var(--ink); white-space: nowrap; }
.findings .advice { margin: 4px 0 6px; font-size: 17px; font-weight: 600; }
.source { font-size: 14px; color: var(--quiet); }
.level { display: inline-block; padding: 0 7px; font-size: 12px; font-weight: 700; line-height: 18px;
  letter-spacing: 0.03em; border-radius: 9px; color: #fff; background: var(--ink); vertical-align: 1px; }
.level.should { background: #6a7080; } .level.may { background: #fff; color: var(--quiet); box-shadow: inset 0 0 0 1px var(--open); }
table { width: 100%; border-collapse: collapse; font-size: 15px; }
th, td { padding: 7px 12px 7px 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line);
  overflow-wrap: anywhere; }
thead th { border-top: 0; font-size: 14px; color: var(--quiet); }
.rows { table-layout: fixed; }
.rows th:first-child { width: 156px; font-weight: 600; white-space: nowrap; }
.rows th:last-child:not(:first-child) { width: 34%; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead.unseen th { height: 0; padding-block: 0; line-height: 0; font-size: 0; }
.proof, .when { color: var(--quiet); font-variant-numeric: tabular-nums; }
.when { white-space: nowrap; }
.requests .path { font: 14px/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; width: 70%; }
tr:target td { background: #fff3c9; }
details { margin-top: 26px; } section > details:first-child { margin: 0; }
summary { cursor: pointer; font-weight: 600; }
details table { margin-top: 12px; }
@media (max-width: 640px) {
  .top, main { width: calc(100% - 24px); } .card { padding: 20px 16px; } h1 { font-size: 32px; }
  .rows, .rows tbody { display: block; }
  .rows thead { position: absolute; clip-path: inset(50%); }
  .rows tbody tr { display: block; padding: 8px 0; border-top: 1px solid var(--line); }
  .rows tbody th:first-child, .rows td { display: block; width: auto; padding: 1px 0; border: 0; }
}
@media print {
  body { background: #fff; font-size: 10.5pt; }
  .top, main { width: auto; } .top { padding-top: 0; }
  .card { padding: 0; border: 0; border-radius: 0; background: none; }
  .client + .client { break-before: page; }
  .findings li { background: none; border: 1px solid var(--line); border-left: 4px solid var(--bad); }
  .bar, .level, .part { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  a { text-decoration: none; } tr, h2, h3 { break-inside: avoid; break-after: auto; } h3 { break-after: avoid; }
  @page { margin: 16mm 14mm; }
}
`;
