import type { PlayerView } from '@couchpass/core';
import type { PlayerState } from '@couchpass/platforms';
import { type Action, button } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { type Access, accessOf, episodeOf, marks, ratingWords } from './access.ts';

/** What is offered in the last seconds of an episode. */
export interface NextModel {
  readonly kicker: string;
  /** Season, number and title. */
  readonly title: string;
  /** When it starts by itself, or what is needed to watch it. */
  readonly note: string;
  readonly actions: readonly Action[];
}

/** s; the offer is shown this long before the end, in short episodes for the last quarter. */
const longest = 20;

/** Where the next episode starts by itself: for anything else the viewer has to decide something first. */
const byItself: readonly Access[] = ['free', 'included', 'subscription', 'preview'];

/** s until the end of an episode with a next one; null before its last seconds. */
export function untilNext({ next }: PlayerView, state: PlayerState): number | null {
  const { status, position, duration, live } = state;
  const isShown = status === 'playing' || status === 'paused' || status === 'buffering';
  if (!next || live || !isShown || !Number.isFinite(duration) || duration <= 0) return null;
  const left = Math.max(0, duration - position);
  return left <= Math.min(longest, duration / 4) ? left : null;
}

/** Whether the next episode may start at the end without a press of OK. */
export function startsByItself(view: PlayerView): boolean {
  return view.next !== undefined && byItself.includes(accessOfNext(view));
}

/** @param left s until the end of this episode */
export function nextModel(view: PlayerView, left: number, translate: Translate): NextModel | null {
  const { next, viewer = null } = view;
  if (!next) return null;
  const access = accessOfNext(view);
  const note = startsByItself(view)
    ? translate('next.startsIn', { seconds: Math.ceil(left) })
    : translate(marks[access].access, ratingWords(viewer));
  const play = access === 'signIn' ? 'access.signIn' : 'next.play';
  return {
    kicker: translate('next.title'),
    title: episodeOf(next, translate),
    note,
    actions: [button('next', translate(play), null), button('stay', translate('next.stay'), null)],
  };
}

function accessOfNext(view: PlayerView): Access {
  const { next, viewer = null, nextDecision = null, previewEndsAt } = view;
  return next ? accessOf(next, viewer, nextDecision?.included, previewEndsAt) : 'free';
}
