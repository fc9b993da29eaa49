import type { Problem } from '../../../core/machine/view.types.ts';
import { type Action, button } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { longest, tidy } from './tidy.ts';

export interface ProblemTexts {
  readonly title: string;
  readonly help: string;
  /** The provider's own words, '' when it sent none. */
  readonly details: string;
  /** Code and trace id, for the support desk. */
  readonly support: string;
}

export function problemTexts(problem: Problem, translate: Translate): ProblemTexts {
  const key = textKeyOf(problem);
  return {
    title: translate(`problem.${key}.title`),
    help: translate(`problem.${key}.help`),
    details: tidy(problem.details ?? '', longest.quote),
    support:
      problem.trace === undefined
        ? translate('problem.support', { code: problem.code })
        : translate('problem.supportTrace', { code: problem.code, trace: problem.trace }),
  };
}

/** Problems that are told in words of their own, though the machine does the same about them. */
type TextProblem = Problem['key'] | 'previewOver' | 'homeOnly' | 'streamRights' | 'unsupported';

function textKeyOf(problem: Problem): TextProblem {
  const { key, code, trace = '' } = problem;
  if (isPreviewOver(problem)) return 'previewOver';
  if (code === 'authorization_denied_by_hba_policies') return 'homeOnly';
  if (code !== 'stream_failed') return key;
  // Of a broken stream the trace is the player's own code: who refused, or what cannot be decoded.
  if (/^http_40[13]$/.test(trace)) return 'streamRights';
  // shaka-player: 4xxx is what the manifest asks for, 6xxx protection.
  if (/^(unsupported|no_player|media_4|shaka_[46]\d{3})$/.test(trace)) return 'unsupported';
  return key;
}

/**
 * The remedy is the same as for an ended sign-in, but who watched a free preview has not signed in
 * yet. Adobe: "Enhanced Error Codes", `temporary_access_*`.
 */
export function isPreviewOver({ code }: Problem): boolean {
  return /^temporary_access_\w+_limit_exceeded$/.test(code);
}

/** Waits that last longer than this are explained. ms */
export const sayAfter = 400;
/** Waits that last longer than this are apologised for. ms */
export const slowAfter = 10_000;

/** The same button wherever the machine takes FREE_PREVIEW. */
export function freePreviewButton(translate: Translate): Action {
  return button('free-preview', translate('action.freePreview'), { type: 'FREE_PREVIEW' });
}
