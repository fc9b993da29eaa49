import type { AccountView } from '@couchpass/core';
import { longDate } from '../format.ts';
import { type Action, button, type ScreenModel } from '../screenModel.ts';
import { languageNames, type Translate } from '../texts/index.ts';
import { type ChoicesModel, choicesModel } from './choices.ts';
import { cleanText, maxLength } from './cleanText.ts';
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
  /** Version of the app and label of the device, for support. */
  readonly about: string;
  readonly actions: readonly Action[];
  /** Language and motion; none while the screen asks a question. */
  readonly settings: readonly Action[];
  readonly panel: ChoicesModel | null;
}

/** Facts that the screen adds to the view. */
export interface AccountFacts {
  /** The app's version, '' when it is not known. */
  readonly version: string;
  /** '' until known. */
  readonly deviceLabel: string;
  /** A key of `languages`; undefined: the device's language. */
  readonly language: string | undefined;
  readonly lessMotion: boolean;
  readonly panel: 'language' | 'motion' | null;
}

/** The languages to choose from, in the order of the list; undefined is the device's own. */
export const languageChoices: readonly (string | undefined)[] = [
  undefined,
  ...Object.keys(languageNames),
];

export function accountModel(
  view: AccountView,
  { version, deviceLabel, language: chosen, lessMotion, panel }: AccountFacts,
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
        ...(viewer.maxRating
          ? [
              {
                id: 'rating',
                label: translate('account.rating'),
                value: cleanText(viewer.maxRating, 24),
              },
            ]
          : []),
      ]
    : [];
  const about = [
    version ? translate('account.version', { version }) : '',
    deviceLabel ? translate('account.device', { id: deviceLabel }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
  const actions = actionsOf(confirming, viewer !== null, translate);
  const title = confirming
    ? translate('account.confirmTitle', {
        provider: cleanText(viewer?.providerName ?? '', maxLength.line),
      })
    : viewer
      ? translate('account.title')
      : translate('account.signedOutTitle');
  const message = confirming
    ? translate('account.confirm')
    : viewer
      ? ''
      : translate('account.signedOut');
  const menu = { id: 'actions', name: translate('actions'), actions };
  const settings = confirming ? [] : settingsOf({ language: chosen, lessMotion }, translate);
  const more = { id: 'settings', name: translate('account.settings'), actions: settings };
  const list = confirming || panel === null ? null : panelOf(panel, chosen, lessMotion, translate);
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
            name: cleanText(viewer.providerName, maxLength.line),
            logo: viewer.providerLogo ?? '',
          }
        : null,
    facts: confirming ? [] : facts,
    about: confirming ? '' : about,
    actions,
    settings,
    panel: list,
    said: [
      ...(message
        ? [{ id: 'message', text: message, ...(confirming ? { live: 'alert' as const } : {}) }]
        : []),
      ...(viewer && !confirming
        ? [
            {
              id: 'provider',
              text: `${translate('account.provider')}: ${cleanText(viewer.providerName, maxLength.line)}`,
            },
            ...facts.map(({ id, label, value }) => ({ id, text: `${label}: ${value}` })),
          ]
        : []),
      ...(about && !confirming ? [{ id: 'version', text: about }] : []),
    ],
    groups: list ? list.groups : confirming ? [menu] : [bar.group, menu, more],
    preferred: list ? list.current : (actions[0]?.id ?? null),
    back: { type: 'BACK' },
  };
}

function settingsOf(
  { language, lessMotion }: Pick<AccountFacts, 'language' | 'lessMotion'>,
  translate: Translate,
): Action[] {
  const labelled = (name: string, choice: string) => translate('player.choice', { name, choice });
  const spokenLanguage =
    languageNames[language ?? translate.language.toLowerCase().split('-')[0] ?? ''] ?? '';
  const motion = translate(lessMotion ? 'account.motionLess' : 'account.motionFull');
  return [
    button('language', labelled(translate('account.language'), spokenLanguage), null),
    button('motion', labelled(translate('account.motion'), motion), null),
    button('support', translate('action.support'), { type: 'SUPPORT' }),
  ];
}

function panelOf(
  panel: 'language' | 'motion',
  language: string | undefined,
  lessMotion: boolean,
  translate: Translate,
): ChoicesModel {
  if (panel === 'motion') {
    return choicesModel(translate('account.motion'), 'choice-motion', [
      { label: translate('account.motionFull'), active: !lessMotion },
      { label: translate('account.motionLess'), active: lessMotion },
    ]);
  }
  const choices = languageChoices.map((choice) => ({
    label: choice ? (languageNames[choice] ?? choice) : translate('account.languageOfDevice'),
    active: choice === language,
  }));
  return choicesModel(translate('account.language'), 'choice-language', choices);
}

function actionsOf(confirming: boolean, signedIn: boolean, translate: Translate): Action[] {
  if (confirming) {
    // Staying is the first button: a second press of OK must not sign the viewer out.
    return [
      button('stay', translate('action.stay'), { type: 'BACK' }),
      button('confirm', translate('action.signOut'), { type: 'CONFIRM' }),
    ];
  }
  return signedIn
    ? [button('sign-out', translate('action.signOut'), { type: 'SIGN_OUT' })]
    : [button('sign-in', translate('action.signIn'), { type: 'SIGN_IN' })];
}
