import { type ProblemKey, sayFault } from '@couchpass/core';
import { printableReport } from '@couchpass/terminal';
import { sayCall } from './calls/text.ts';
import { sayCheck } from './checks/text.ts';
import type { Io } from './io.ts';
import { enlarge } from './largeText.ts';
import { qrCode } from './qr.ts';
import type { Report, SignedIn } from './report.ts';
import { sayStreams } from './streams/text.ts';
import { sayTime } from './time.ts';
import type { ExchangeReport } from './trace/report.ts';
import { sayExchange } from './trace/text.ts';

/** A report as text; control characters from outside are made harmless. */
export function asText(report: Report, terminal: Io['terminal']): string {
  // Bodies have several lines, each of which `sayExchange` marks.
  if (report.event === 'exchange') return sayExchange(report);
  return inWords(printableReport(report), terminal);
}

function inWords(report: Exclude<Report, ExchangeReport>, terminal: Io['terminal']): string {
  switch (report.event) {
    case 'code':
      return sayCode(report, terminal);
    case 'signedIn':
      return `${report.already ? 'Already signed in' : 'Signed in'} ${sayViewer(report)}`;
    case 'status':
      return report.signedIn ? `Signed in ${sayViewer(report)}` : 'Nobody is signed in.';
    case 'decision':
      return report.authorized ? `Permitted: ${report.resource}` : sayDenial(report);
    case 'stream':
      return `${report.title}\n${report.url}\n${report.type}`;
    case 'signedOut':
      return saySignedOut(report);
    case 'notSignedIn':
      return 'Nobody is signed in. "npm run pass -- login" does that.';
    case 'expired':
      return 'The code expired before anybody used it. "npm run pass -- login" makes a new one.';
    case 'cancelled':
      return 'Cancelled.';
    case 'problem':
      return sayProblem(report);
    case 'usage':
      return `${report.message}\n"npm run pass -- --help" tells what there is.`;
    case 'settings':
      return [
        'The settings cannot be used:',
        ...report.faults.map((it) => `  ${sayFault(it)}`),
      ].join('\n');
    case 'store':
      return `${report.path} ${report.wrong}. Nothing was asked.\n${report.advice}`;
    case 'notKept':
      return 'The store cannot be written: what was learnt is forgotten at the end.';
    case 'defect':
      return 'Couchpass itself failed; this should not happen.';
    case 'state':
      return `* ${report.state}`;
    case 'streams':
    case 'crowded':
    case 'ending':
    case 'ended':
    case 'counted':
    case 'uncounted':
    case 'taken':
    case 'left':
      return sayStreams(report);
    case 'check':
    case 'health':
    case 'comparison':
    case 'migration':
      return sayCheck(report);
    default:
      return sayCall(report);
  }
}

const complaints: readonly Report['event'][] = [
  'notSignedIn',
  'noSession',
  'expired',
  'cancelled',
  'problem',
  'usage',
  'settings',
  'store',
  'notKept',
  'defect',
  'crowded',
  'ending',
  'counted',
  'uncounted',
  'taken',
  'left',
  // On standard error, as curl does it.
  'exchange',
  'state',
];

/** True for reports that go to standard error, because scripts do not need them. */
export function isComplaint({ event }: Report): boolean {
  return complaints.includes(event);
}

function sayCode(report: Report & { event: 'code' }, terminal: Io['terminal']): string {
  const minutes = Math.max(1, Math.round(report.expiresIn / 60));
  const validity = `It is good for ${minutes} minute${minutes === 1 ? '' : 's'}.`;
  if (terminal === null) {
    return `Open ${report.address} and type this code: ${report.code}\n${validity}`;
  }
  const qr = qrCode(report.url, terminal);
  return [
    '',
    `Open ${report.address} on a phone or a computer, and type this code:`,
    '',
    enlarge(report.code, terminal.columns),
    ...(qr === null ? [] : ['', 'Or point a phone at this:', '', qr]),
    '',
    `${validity} Enter asks at once, Ctrl-C cancels.`,
  ].join('\n');
}

function saySignedOut({ provider, told, inSettings }: Report & { event: 'signedOut' }): string {
  if (!told) {
    return `Signed out from ${provider} on this computer only: the service could not be told, and may still know it.`;
  }
  const more = ' Sign out in the settings of this device, too: the sign-in came from there.';
  return `Signed out from ${provider}.${inSettings ? more : ''}`;
}

function sayViewer({ provider, until }: SignedIn): string {
  return `with ${provider} until ${sayTime(until)}.`;
}

function sayDenial({ resource, details, code, trace }: Report & { event: 'decision' }): string {
  return [`Denied: ${resource}`, details, sayReference(code, trace)]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

const problems: Readonly<Record<ProblemKey, string>> = {
  offline: 'The service cannot be reached.',
  kept: 'The service answers, and this program may not read it.',
  slow: 'The service takes too long to answer.',
  portal: 'This network asks for something first: open a page in a browser on it, then try again.',
  intercepted: 'Something else answered in place of the service: a proxy or a filter, perhaps.',
  busy: 'The service is busy. Try again in a little while.',
  service: 'The service failed to answer as it should.',
  setup: 'The service does not accept these settings or this client.',
  signInAgain: 'The provider wants a new sign-in. "npm run pass -- login" does that.',
  notInPackage: 'This is not part of what the provider includes.',
  parentalControl: "The account's parental controls do not allow this.",
  providerPause: 'The provider has paused this for the moment.',
  providerUnavailable: 'This provider cannot be used here at the moment.',
  playback: 'The playback endpoint did not release the stream.',
  notReleased: 'The playback endpoint does not release this title.',
  feed: 'The feed cannot be had, or has nothing to show: "doctor" says more.',
  stream: 'The stream broke.',
  unknown: 'The service refused.',
};

function sayProblem({ problem, code, trace, details }: Report & { event: 'problem' }): string {
  return [problems[problem], details, sayReference(code, trace)]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

/** Code and trace for support. */
function sayReference(code: string | undefined, trace: string | undefined): string {
  const parts = [code && `code ${code}`, trace && `trace ${trace}`].filter((part) => part);
  return parts.length > 0 ? `(${parts.join(', ')})` : '';
}
