import type { AccountView } from '../../../core/machine/view.types.ts';
import { longDate } from '../format.ts';
import { type Action, button, type ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { type TopBarModel, topBar } from './topBar.ts';

export interface AccountModel extends ScreenModel {
  readonly screen: 'account';
  readonly topBar: TopBarModel;
  readonly confirming: boolean;
  readonly signedIn: boolean;
  readonly message: string;
  readonly provider: {
    readonly label: string;
    readonly name: string;
    readonly logo: string;
  } | null;
  readonly facts: readonly {
    readonly id: string;
    readonly label: string;
    readonly value: string;
  }[];
  readonly version: string;
  readonly actions: readonly Action[];
}

/** @param version of the app, '' when it is not known */
export function accountModel(
  view: AccountView,
  version: string,
  translate: Translate,
): AccountModel {
  const { viewer } = view;
  const confirming = view.phase === 'confirming' && viewer !== null;
  const bar = topBar('account', viewer, translate);
  const { language } = translate;
  const facts = viewer
    ? [
        { id: 'since', label: translate('account.since'), value: longDate(viewer.since, language) },
        { id: 'until', label: translate('account.until'), value: longDate(viewer.until, language) },
      ]
    : [];
  const versionText = version ? translate('account.version', { version }) : '';
  const actions = actionsOf(confirming, viewer !== null, translate);
  const title = confirming
    ? translate('account.confirmTitle', { provider: viewer?.providerName ?? '' })
    : viewer
      ? translate('account.title')
      : translate('account.signedOutTitle');
  const message = confirming
    ? translate('account.confirm')
    : viewer
      ? ''
      : translate('account.signedOut');
  const menu = { id: 'actions', name: translate('actions'), actions };
  return {
    screen: 'account',
    title,
    topBar: confirming ? { ...bar, group: null } : bar,
    confirming,
    signedIn: viewer !== null,
    message,
    provider:
      viewer && !confirming
        ? {
            label: translate('account.provider'),
            name: viewer.providerName,
            logo: viewer.providerLogo ?? '',
          }
        : null,
    facts: confirming ? [] : facts,
    version: confirming ? '' : versionText,
    actions,
    said: [
      ...(message
        ? [{ id: 'message', text: message, ...(confirming ? { live: 'alert' as const } : {}) }]
        : []),
      ...(viewer && !confirming
        ? [
            {
              id: 'provider',
              text: `${translate('account.provider')}: ${viewer.providerName}`,
            },
            ...facts.map(({ id, label, value }) => ({ id, text: `${label}: ${value}` })),
          ]
        : []),
      ...(versionText && !confirming ? [{ id: 'version', text: versionText }] : []),
    ],
    groups: confirming ? [menu] : [bar.group, menu],
    preferred: actions[0]?.id ?? null,
    back: { type: 'BACK' },
  };
}

function actionsOf(confirming: boolean, signedIn: boolean, translate: Translate): Action[] {
  if (confirming) {
    // Staying comes first: a second press of OK must not sign anybody out.
    return [
      button('stay', translate('action.stay'), { type: 'BACK' }),
      button('confirm', translate('action.signOut'), { type: 'CONFIRM' }),
    ];
  }
  return signedIn
    ? [button('sign-out', translate('action.signOut'), { type: 'SIGN_OUT' })]
    : [button('sign-in', translate('action.signIn'), { type: 'SIGN_IN' })];
}
