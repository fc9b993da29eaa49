import type { Item, Problem } from '@couchpass/core';
import { isAwayFromHome, isPreviewOver, isStreamFailure } from '@couchpass/core/pass';
import { type Action, button } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { cleanText, maxLength } from './cleanText.ts';

export interface ProblemTexts {
  readonly title: string;
  readonly help: string;
  /** The provider's own text, '' when it sent none. */
  readonly details: string;
  /** Code and trace id, for the support desk. */
  readonly support: string;
}

/** @param item the item that the problem is about, if any */
export function problemTexts(problem: Problem, translate: Translate, item?: Item): ProblemTexts {
  const key = textKeyOf(problem, item);
  return {
    title: translate(`problem.${key}.title`),
    help: translate(`problem.${key}.help`),
    details: cleanText(problem.details ?? '', maxLength.quote),
    support:
      problem.trace === undefined
        ? translate('problem.support', { code: problem.code })
        : translate('problem.supportTrace', { code: problem.code, trace: problem.trace }),
  };
}

/** Problems with texts of their own, though the machine handles them in the same way as others. */
type TextProblem =
  | Problem['key']
  | 'previewOver'
  | 'homeOnly'
  | 'streamRights'
  | 'streamRefused'
  | 'streamPage'
  | 'outputProtection'
  | 'unsupported';

function textKeyOf(problem: Problem, item?: Item): TextProblem {
  const { key, trace = '' } = problem;
  if (isPreviewOver(problem)) return 'previewOver';
  if (isAwayFromHome(problem)) return 'homeOnly';
  if (!isStreamFailure(problem)) return key;
  // For a failed stream `trace` is the player's own code: what refused it, or what cannot be decoded.
  const isRefused = /^http_4\d\d$/.test(trace);
  // A free item needs no rights.
  if (isRefused && item?.access === 'free') return 'streamRefused';
  if (/^(http_40[13]|drm_(refused|expired|keys))$/.test(trace)) return 'streamRights';
  if (trace === 'drm_output') return 'outputProtection';
  // The answer is not a playlist.
  if (/^(shaka_40(00|01|15)|drm_answer)$/.test(trace)) return 'streamPage';
  // shaka-player: 4xxx concerns the manifest, 6xxx content protection.
  if (/^(unsupported|drm_unsupported|no_player|media_4|shaka_[46]\d{3})$/.test(trace))
    return 'unsupported';
  return key;
}

// The remedy is the same as for an expired sign-in, but a viewer of a free preview has not signed in yet.
export { isPreviewOver };

/** ms; a longer wait is explained. */
export const sayAfter = 400;
/** ms; after a longer wait the screen apologises. */
export const slowAfter = 10_000;

/** The same button on every screen where the machine accepts FREE_PREVIEW. */
export function freePreviewButton(translate: Translate): Action {
  return button('free-preview', translate('action.freePreview'), { type: 'FREE_PREVIEW' });
}
