import type { PlayerView } from '../../../core/machine/view.types.ts';
import type { PlayerState } from '../../../platforms/platform.ts';
import { clockTime, countdown } from '../format.ts';
import { type Action, button, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';

export interface PlayerModel extends ScreenModel {
  readonly screen: 'player';
  readonly itemTitle: string;
  readonly playing: boolean;
  readonly busy: boolean;
  readonly live: string;
  readonly position: string;
  readonly duration: string;
  /** 0 to 1; null when there is nothing to seek in. */
  readonly progress: number | null;
  readonly hint: string;
  readonly toggle: Action;
  /** What is left of a free preview; '' for everything else. */
  readonly preview: string;
  /** It ends so soon that it is shown without the controls too. */
  readonly previewEnding: boolean;
}

/** The last of a free preview is announced. ms */
const lastMinute = 60_000;

/** @param now ms on the clock of `view.previewEndsAt` */
export function playerModel(
  view: PlayerView,
  state: PlayerState,
  now: number,
  translate: Translate,
): PlayerModel {
  const live = view.item.live || state.live;
  const busy =
    state.status === 'loading' || state.status === 'buffering' || state.status === 'idle';
  const playing = state.status !== 'paused';
  const known = !live && Number.isFinite(state.duration) && state.duration > 0;
  const position = clockTime(state.position);
  const duration = known ? clockTime(state.duration) : '';
  // What OK does is the player's own affair: the machine does not know about pauses.
  const toggle = button('play-pause', translate(playing ? 'action.pause' : 'action.play'), null);
  const status = busy
    ? translate('player.loading')
    : translate(playing ? 'player.playing' : 'player.paused');
  const left = view.previewEndsAt === null ? null : Math.max(0, view.previewEndsAt - now);
  const preview =
    left === null ? '' : translate('preview.left', { time: countdown(now + left, now) });
  const previewEnding = left !== null && left <= lastMinute;
  return {
    screen: 'player',
    title: translate('player.title', { title: view.item.title }),
    itemTitle: view.item.title,
    playing,
    busy,
    live: live ? translate('player.live') : '',
    position: live ? '' : position,
    duration,
    progress: known ? Math.min(1, state.position / state.duration) : null,
    hint: known ? translate('player.seekHint') : '',
    toggle,
    preview,
    previewEnding,
    said: [
      { id: 'status', text: status, live: 'status' },
      live
        ? { id: 'live', text: translate('player.live') }
        : {
            id: 'progress',
            text: known ? translate('player.progress', { position, duration }) : position,
          },
      ...(preview ? [{ id: 'preview', text: preview }] : []),
      ...(previewEnding
        ? [
            {
              id: 'preview-ending',
              text: translate('player.previewEnding'),
              live: 'status' as const,
            },
          ]
        : []),
    ],
    groups: [{ id: 'actions', name: translate('actions'), actions: [toggle] }],
    preferred: toggle.id,
    back: { type: 'BACK' },
  };
}
