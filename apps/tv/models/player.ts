import type { PlayerView } from '@couchpass/core';
import type { PlayerState, TrackKind } from '@couchpass/platforms';
import { clockTime, countdown } from '../format.ts';
import { type Action, button, type Said, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { titleOf } from './access.ts';
import { type ChoicesModel, choicesModel } from './choices.ts';
import { slowAfter } from './common.ts';
import { type TrackChoice, trackChoices } from './tracks.ts';

export interface PlayerModel extends ScreenModel {
  readonly screen: 'player';
  readonly itemTitle: string;
  readonly playing: boolean;
  readonly busy: boolean;
  /** A text over the picture: a long wait with the way out, or another language than wanted; '' for none. */
  readonly slow: string;
  /** '' when the stream is not live. */
  readonly live: string;
  readonly atEdge: boolean;
  /** Texts below the left and the right end of the bar. */
  readonly position: string;
  readonly duration: string;
  /** 0 to 1; null when seeking is impossible. */
  readonly progress: number | null;
  /** The seek target; null while the viewer is not seeking. */
  readonly seek: { readonly text: string; readonly share: number } | null;
  readonly hint: string;
  readonly toggle: Action;
  /** Below the bar: captions, language, from the start, live. */
  readonly buttons: readonly Action[];
  /** The list that one of the buttons opened. */
  readonly panel: ChoicesModel | null;
  /** The remaining time of a free preview; '' for everything else. */
  readonly preview: string;
  /** The preview ends so soon that the time is shown without the controls too. */
  readonly previewEnding: boolean;
}

/** State that the screen adds to the view. */
export interface Watching {
  readonly state: PlayerState;
  /** s; null while the viewer is not seeking. */
  readonly target: number | null;
  /** s; the time at the pointer on the bar, null when the pointer is not on the bar. */
  readonly hovered?: number | null;
  readonly panel: TrackKind | null;
  /** ms since the picture stopped for loading; 0 while it plays. */
  readonly waited: number;
  /** The audio is in another language than the viewer chose. */
  readonly otherLanguage?: boolean;
  /** ms on the clock of `view.previewEndsAt` */
  readonly now: number;
}

/** ms; the end of a free preview is announced this long before. */
const lastMinute = 60_000;
/** s; closer than this to the end of its seekable range, a live stream counts as live. */
const edge = 12;
/** s; a shorter window of a live stream is only a buffer, and does not allow seeking. */
const shortest = 20;

export function playerModel(
  view: PlayerView,
  { state, target, hovered = null, panel, waited, now, otherLanguage = false }: Watching,
  translate: Translate,
): PlayerModel {
  const live = view.item.live || state.live;
  const busy =
    state.status === 'loading' || state.status === 'buffering' || state.status === 'idle';
  const playing = state.status !== 'paused';
  const range = seekRange(state, live);
  const behind = live && range ? range.to - (target ?? state.position) : 0;
  const atEdge = live && behind < edge;
  const choices = panel === null ? [] : trackChoices(state.tracks ?? [], panel, translate);
  const list = panel === null || choices.length === 0 ? null : panelOf(panel, choices, translate);
  // No event for OK: the player itself handles pauses.
  const toggle = button('play-pause', translate(playing ? 'action.pause' : 'action.play'), null);
  const buttons = buttonsOf(state, { live, atEdge, seekable: range !== null }, translate);
  const times = timesOf(state, { live, atEdge, behind, range: range !== null }, translate);
  const looked = target ?? hovered;
  const seek =
    looked === null || !range
      ? null
      : {
          text: live ? `−${clockTime(range.to - looked)}` : clockTime(looked),
          share: shareOf(looked, range),
        };
  const preview = previewOf(view, now, translate);
  const slow = state.waiting
    ? translate('player.waiting')
    : busy && waited >= slowAfter
      ? translate('player.slow')
      : otherLanguage
        ? translate('player.otherLanguage')
        : '';
  return {
    screen: 'player',
    title: translate('player.title', { title: titleOf(view.item) }),
    itemTitle: titleOf(view.item),
    playing,
    busy,
    slow,
    live: live ? translate('player.live') : '',
    atEdge,
    ...times,
    progress: range ? shareOf(target ?? state.position, range) : null,
    seek,
    hint: range ? translate('player.seekHint') : '',
    toggle,
    buttons,
    panel: list,
    preview: preview.text,
    previewEnding: preview.ending,
    said: saidOf(state, { busy, slow, live, times, seek: seek?.text ?? '', preview }, translate),
    groups: list
      ? list.groups
      : [
          { id: 'transport', name: translate('player.controls'), actions: [toggle] },
          { id: 'actions', name: translate('actions'), actions: buttons },
        ],
    preferred: list ? list.current : toggle.id,
    back: { type: 'BACK' },
  };
}

/** The seekable range; null when it is too short, or its length is not known. */
export function seekRange(
  state: PlayerState,
  live: boolean,
): { readonly from: number; readonly to: number } | null {
  const { duration, range } = state;
  if (live) return range && range.to - range.from >= shortest ? range : null;
  return Number.isFinite(duration) && duration > 0 ? { from: 0, to: duration } : null;
}

function shareOf(position: number, { from, to }: { from: number; to: number }): number {
  return Math.max(0, Math.min(1, (position - from) / (to - from)));
}

function timesOf(
  state: PlayerState,
  about: { live: boolean; atEdge: boolean; behind: number; range: boolean },
  translate: Translate,
): { position: string; duration: string; spoken: string } {
  const { live, atEdge, behind, range } = about;
  if (live) {
    const text = atEdge ? '' : `−${clockTime(behind)}`;
    const time = clockTime(behind);
    const spoken = atEdge ? translate('player.live') : translate('player.behind', { time });
    return { position: text, duration: '', spoken };
  }
  const position = clockTime(state.position);
  if (!range) return { position, duration: '', spoken: position };
  const duration = clockTime(state.duration);
  return { position, duration, spoken: translate('player.progress', { position, duration }) };
}

function buttonsOf(
  state: PlayerState,
  { live, atEdge, seekable }: { live: boolean; atEdge: boolean; seekable: boolean },
  translate: Translate,
): Action[] {
  const chosen = (kind: TrackKind, name: string): string | null => {
    const choices = trackChoices(state.tracks ?? [], kind, translate);
    if (choices.length === 0) return null;
    const choice = choices.find(({ active }) => active)?.label ?? '';
    return choice === '' ? name : translate('player.choice', { name, choice });
  };
  const captions = chosen('captions', translate('player.captions'));
  const audio = chosen('audio', translate('player.audio'));
  return [
    ...(live && seekable && !atEdge
      ? [button('live', translate('action.goLive'), null)]
      : !live && seekable
        ? [button('restart', translate('action.fromStart'), null)]
        : []),
    ...(captions === null ? [] : [button('captions', captions, null)]),
    ...(audio === null ? [] : [button('audio', audio, null)]),
  ];
}

function panelOf(
  kind: TrackKind,
  choices: readonly TrackChoice[],
  translate: Translate,
): ChoicesModel {
  const title = translate(kind === 'captions' ? 'player.captions' : 'player.audio');
  return choicesModel(title, `choice-${kind}`, choices);
}

function previewOf(
  view: PlayerView,
  now: number,
  translate: Translate,
): { text: string; ending: boolean } {
  if (view.previewEndsAt === null) return { text: '', ending: false };
  const left = Math.max(0, view.previewEndsAt - now);
  const text = translate('preview.left', { time: countdown(now + left, now) });
  return { text, ending: left <= lastMinute };
}

function saidOf(
  state: PlayerState,
  about: {
    busy: boolean;
    slow: string;
    live: boolean;
    times: { spoken: string };
    seek: string;
    preview: { text: string; ending: boolean };
  },
  translate: Translate,
): Said[] {
  const { busy, slow, live, times, seek, preview } = about;
  const status = busy
    ? translate('player.loading')
    : translate(state.status === 'paused' ? 'player.paused' : 'player.playing');
  return [
    { id: 'status', text: slow || status, live: 'status' },
    { id: live ? 'live' : 'progress', text: times.spoken },
    ...(seek
      ? [{ id: 'seek', text: translate('player.goingTo', { time: seek }), live: 'status' as const }]
      : []),
    ...(preview.text ? [{ id: 'preview', text: preview.text }] : []),
    ...(preview.ending
      ? [{ id: 'preview-ending', text: translate('player.previewEnding'), live: 'status' as const }]
      : []),
  ];
}
