import type { FeedReport, LogEntry, LoggedRequest, SupportView } from '@couchpass/core';
import { countOf } from '@couchpass/core/catalogue';
import { isFailure, isUnanswered } from '@couchpass/core/pass';
import { clockTime } from '../format.ts';
import { type Action, button, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { joined } from './access.ts';
import { cleanText, maxLength } from './cleanText.ts';
import { plainBar, type TopBarModel } from './topBar.ts';

export interface SupportModel extends ScreenModel {
  readonly screen: 'support';
  readonly topBar: TopBarModel;
  readonly facts: readonly {
    readonly id: string;
    readonly label: string;
    readonly value: string;
  }[];
  readonly requestsTitle: string;
  readonly requests: readonly RequestLine[];
  /** Shown in place of the requests while there are none. */
  readonly none: string;
  /** The content of the QR code, and the caption below it. */
  readonly qr: string;
  readonly qrCaption: string;
  readonly actions: readonly Action[];
}

export interface RequestLine {
  readonly when: string;
  readonly what: string;
  readonly outcome: string;
  /** The service's own reason for the failure; '' without one. */
  readonly code: string;
  readonly failed: boolean;
}

export interface SupportFacts {
  readonly brand: string;
  /** '' when not known. */
  readonly version: string;
  readonly deviceLabel: string;
  readonly entries: readonly LogEntry[];
  /** ms on the clock of the log. */
  readonly now: number;
  /** Interfaces that this device lacks, as found while running. */
  readonly missing?: readonly string[];
}

/** Limits of the list: number of requests, and letters of each part. */
const shown = 7;
const most = { path: 44, code: 60 } as const;

export function supportModel(
  { problem, viewer, feed }: SupportView,
  { brand, version, deviceLabel, entries, now, missing = [] }: SupportFacts,
  translate: Translate,
): SupportModel {
  const code = problem?.code ?? '';
  const trace = problem?.trace ?? '';
  const facts = [
    { id: 'app', label: translate('support.version'), value: joined([brand, version], ' ') },
    { id: 'device', label: translate('support.device'), value: deviceLabel },
    {
      id: 'provider',
      label: translate('support.provider'),
      value:
        cleanText(viewer?.providerName ?? '', maxLength.line) || translate('support.signedOut'),
    },
    {
      id: 'problem',
      label: translate('support.problem'),
      value: code || translate('support.noProblem'),
    },
    ...(trace ? [{ id: 'trace', label: translate('support.trace'), value: trace }] : []),
    { id: 'feed', label: translate('support.feed'), value: sayFeed(feed, translate) },
    { id: 'missing', label: translate('support.missing'), value: missing.join(', ') },
  ].filter(({ value }) => value !== '');
  const requests = entries
    .filter((entry): entry is LoggedRequest => entry.kind === 'request')
    .slice(-shown)
    .reverse()
    .map((entry) => lineOf(entry, now));
  const requestsTitle = translate('support.requests');
  const none = requests.length === 0 ? translate('support.noRequests') : '';
  const actions = [button('back', translate('action.back'), { type: 'BACK' })];
  return {
    screen: 'support',
    title: translate('support.title'),
    topBar: plainBar(''),
    facts,
    requestsTitle,
    requests,
    none,
    qr: joined([brand, version, deviceLabel, viewer?.mvpd ?? '', code, trace], '\n'),
    qrCaption: translate('support.qr'),
    actions,
    said: [
      ...facts.map(({ id, label, value }) => ({ id, text: `${label}: ${value}` })),
      { id: 'requests', text: requestsTitle },
      ...(none ? [{ id: 'none', text: none }] : []),
      ...requests.map(({ when, what, outcome, code }, index) => ({
        id: `request-${index}`,
        text: joined([when, what, outcome, code], ', '),
      })),
    ],
    groups: [{ id: 'actions', name: translate('actions'), actions }],
    preferred: 'button-back',
    back: { type: 'BACK' },
  };
}

/** '' when the feed is complete. */
function sayFeed(feed: FeedReport | null, translate: Translate): string {
  if (!feed) return '';
  const { entries, leftOut, hidden = 0 } = feed;
  const left = countOf(leftOut);
  return joined([
    left > 0 ? translate('support.feedLeft', { left, entries }) : '',
    hidden > 0 ? translate('support.feedHidden', { hidden }) : '',
  ]);
}

function lineOf(entry: LoggedRequest, now: number): RequestLine {
  const { at, method, address, status, took, code = '' } = entry;
  // The end of a path is more informative than its beginning.
  const path = [...cleanText(address.replace(/^[^/]*/, ''), 400)];
  const end = path.length > most.path ? `…${path.slice(-most.path).join('')}` : path.join('');
  return {
    when: `−${clockTime((now - at) / 1000)}`,
    what: `${method} ${end}`,
    outcome: joined([isUnanswered(entry) ? '' : String(status), `${took} ms`]),
    code: cleanText(code, most.code),
    failed: isUnanswered(entry) || isFailure(entry),
  };
}
