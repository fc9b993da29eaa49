import type { OtherStream, TakenOverView, TooManyStreamsView } from '@couchpass/core';
import { timeOfDay } from '../format.ts';
import { type Action, button, type Said, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { argb, atmosphere } from '../theme.ts';
import { joined, titleOf } from './access.ts';
import { cleanText, maxLength } from './cleanText.ts';
import { type PageModel, page } from './page.ts';
import { plainBar, type TopBarModel } from './topBar.ts';

/** One running stream; without `action` it cannot be ended from here. */
export interface StreamRow {
  readonly id: string;
  readonly name: string;
  /** The app, the channel and the time of the start. */
  readonly details: string;
  readonly action: Action | null;
}

export interface TooManyStreamsModel extends ScreenModel {
  readonly screen: 'tooManyStreams';
  readonly topBar: TopBarModel;
  readonly help: string;
  /** The operator's own text; '' without one. */
  readonly quote: string;
  readonly rows: readonly StreamRow[];
  readonly actions: readonly Action[];
  readonly tint: number;
}

/** Which streams run, the oldest first, and what can be done; then the question whether to end the chosen one. */
export function tooManyStreamsModel(
  view: TooManyStreamsView,
  translate: Translate,
): TooManyStreamsModel {
  const { item, streams, chosen, message = '' } = view;
  const rows = chosen === null ? streams.map((one, index) => rowOf(one, index, translate)) : [];
  const canEnd = rows.some(({ action }) => action !== null);
  const title = chosen
    ? translate('streams.confirmTitle', { device: deviceOf(chosen, translate) })
    : translate('streams.title');
  const help = translate(chosen ? 'streams.confirm' : canEnd ? 'streams.help' : 'streams.noList');
  const quote =
    chosen === null && message !== ''
      ? `${translate('notAvailable.service')} ${cleanText(message, maxLength.quote)}`
      : '';
  const actions = chosen
    ? [
        button('stop-there', translate('action.stopThere'), { type: 'CONFIRM' }),
        button('back', translate('action.back'), { type: 'BACK' }),
      ]
    : [
        button('retry', translate('action.retry'), { type: 'RETRY' }),
        button('back', translate('action.back'), { type: 'BACK' }),
      ];
  const toWatch = translate('nav.toWatch', { title: titleOf(item) });
  const name = translate('streams.list');
  const choices = rows.flatMap(({ action }) => action ?? []);
  const said: Said[] = [
    { id: 'to-watch', text: toWatch },
    { id: 'help', text: help, live: 'alert' },
    ...rows
      .filter(({ action }) => action === null)
      .map((row) => ({ id: row.id, text: joined([row.name, row.details]) })),
    ...(quote ? [{ id: 'details', text: quote }] : []),
  ];
  return {
    screen: 'tooManyStreams',
    title,
    topBar: plainBar(toWatch),
    help,
    quote,
    rows,
    actions,
    tint: atmosphere(argb(item.tint)),
    said,
    groups: [
      ...choices.map((action) => ({ id: action.id, name, actions: [action] })),
      { id: 'actions', name: translate('actions'), actions },
    ],
    preferred: choices[0]?.id ?? actions[0]?.id ?? null,
    back: { type: 'BACK' },
  };
}

/** Which device took over; the viewer decides whether to watch here again. */
export function takenOverModel(view: TakenOverView, translate: Translate): PageModel {
  const { item, by, message = '' } = view;
  return page(
    {
      screen: 'takenOver',
      title: translate('takenOver.title'),
      kicker: translate('notAvailable.item', { title: titleOf(item) }),
      tone: 'problem',
      tint: atmosphere(argb(item.tint)),
      art: item.art,
      message: by
        ? translate('takenOver.by', { stream: streamLine(by, translate) })
        : translate('takenOver.unknown'),
      quote: message
        ? { by: translate('notAvailable.service'), text: cleanText(message, maxLength.quote) }
        : null,
      actions: [
        button('watch-here', translate('action.watchHere'), { type: 'RETRY' }),
        button('back', translate('action.back'), { type: 'BACK' }),
      ],
      back: { type: 'BACK' },
    },
    translate,
  );
}

/** `Living room · Northstar · Channel 1 · since 20:14`. */
export function streamLine(stream: OtherStream, translate: Translate): string {
  return joined([deviceOf(stream, translate), detailsOf(stream, translate)]);
}

function rowOf(stream: OtherStream, index: number, translate: Translate): StreamRow {
  const id = `stream-${index}`;
  const name = deviceOf(stream, translate);
  const details = detailsOf(stream, translate);
  const { code } = stream;
  const action: Action | null =
    code === undefined
      ? null
      : {
          id,
          label: joined([name, details]),
          role: 'button',
          event: { type: 'END_STREAM', code },
        };
  return { id, name, details, action };
}

function deviceOf({ device }: OtherStream, translate: Translate): string {
  return cleanText(device ?? '', maxLength.line) || translate('streams.unknown');
}

function detailsOf(
  { application = '', channel = '', startedAt }: OtherStream,
  translate: Translate,
): string {
  return joined([
    cleanText(application, maxLength.line),
    // Apps that have one channel only send their own name as the channel.
    channel === application ? '' : cleanText(channel, maxLength.line),
    startedAt === undefined
      ? ''
      : translate('streams.since', { time: timeOfDay(startedAt, translate.language) }),
  ]);
}
