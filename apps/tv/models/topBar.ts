import type { Viewer } from '@couchpass/core';
import type { Action, ActionGroup } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { cleanText, maxLength } from './cleanText.ts';

export interface TopBarModel {
  /** Null where the bar has no menu. */
  readonly group: ActionGroup | null;
  /** A small text at the right: the viewer's provider, the title to watch, or the time left of a preview. */
  readonly note: string;
  readonly providerLogo: string;
}

/** Menu with the sign-in state at its right end. */
export function topBar(
  page: 'home' | 'account',
  viewer: Viewer | null,
  translate: Translate,
): TopBarModel & { readonly group: ActionGroup } {
  const home: Action = {
    id: 'nav-home',
    label: translate('nav.home'),
    role: 'link',
    page: page === 'home',
    event: page === 'home' ? null : { type: 'BACK' },
  };
  const account: Action = {
    id: 'nav-account',
    label: translate('nav.account'),
    role: 'link',
    page: page === 'account',
    event: page === 'account' ? null : { type: 'ACCOUNT' },
  };
  const actions = [home, account];
  if (viewer === null) {
    actions.push({
      id: 'nav-sign-in',
      label: translate('nav.signIn'),
      role: 'button',
      event: { type: 'SIGN_IN' },
    });
  }
  return {
    group: { id: 'nav', name: translate('nav.main'), actions },
    note: cleanText(viewer?.providerName ?? '', maxLength.line),
    providerLogo: viewer?.providerLogo ?? '',
  };
}

/** Brand and a note, without anything that can be focused. */
export function plainBar(note: string): TopBarModel {
  return { group: null, note, providerLogo: '' };
}
