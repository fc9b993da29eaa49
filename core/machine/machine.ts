import { emptyContext } from './context.ts';
import { definition, wholeContext } from './definition.ts';

/**
 * The statechart that drives every shell. Top-level states carry the names of Adobe's flows. Guards,
 * actions, actors and delays by name only, so that diagrams and other runtimes can read it.
 *
 * Rules: every state has a way out by BACK, every wait has a limit, what was picked before signing in
 * is resumed after it, nothing signs the viewer out but the viewer.
 */
export const machine = definition.createMachine({
  id: 'couchpass',
  context: emptyContext,
  initial: 'startup',
  states: {
    startup: {
      id: 'startup',
      initial: 'recalling',
      states: {
        recalling: {
          invoke: {
            src: 'recall',
            input: wholeContext,
            onDone: [
              { guard: 'recalledViewer', actions: 'keepRecalled', target: '#viewMedia' },
              { actions: 'keepRecalled', target: 'checking' },
            ],
            onError: 'checking',
          },
        },
        checking: {
          invoke: {
            src: 'checkProfile',
            input: wholeContext,
            onDone: { actions: ['keepViewer', 'markChecked'], target: '#viewMedia' },
            onError: { actions: 'keepError', target: 'failed' },
          },
          on: { BACK: '#viewMedia', BROWSE: '#viewMedia' },
        },
        failed: {
          on: { RETRY: 'checking', BROWSE: '#viewMedia', BACK: '#viewMedia' },
          exit: 'dropError',
        },
      },
    },

    viewMedia: {
      id: 'viewMedia',
      type: 'parallel',
      states: {
        screen: {
          initial: 'browsing',
          states: {
            browsing: {
              id: 'browsing',
              entry: 'dropItem',
              on: {
                PLAY: [
                  {
                    guard: 'pickedFree',
                    actions: ['keepItem', 'keepFreeStream'],
                    target: 'playing',
                  },
                  { guard: 'mayAsk', actions: 'keepItem', target: '#authorization' },
                  { actions: ['keepItem', 'dropChosen'], target: '#registration' },
                ],
                SIGN_IN: { actions: 'dropChosen', target: '#registration' },
                ACCOUNT: 'account',
              },
            },
            account: {
              initial: 'shown',
              on: { SIGN_IN: { actions: 'dropChosen', target: '#registration' } },
              states: {
                shown: {
                  on: {
                    SIGN_OUT: { guard: 'isSignedIn', target: 'confirming' },
                    BACK: '#browsing',
                  },
                },
                confirming: { on: { CONFIRM: '#logout', BACK: 'shown' } },
              },
            },
            playing: {
              id: 'playing',
              exit: 'dropStream',
              initial: 'deciding',
              states: {
                deciding: {
                  always: [{ guard: 'playsOnPreview', target: 'limited' }, { target: 'open' }],
                },
                open: {},
                // The service does not stop a stream when a TempPass ends: the app has to.
                limited: {
                  after: { previewLeft: { actions: 'keepPreviewOver', target: '#previewOver' } },
                },
              },
              on: {
                ENDED: 'browsing',
                BACK: 'browsing',
                STREAM_FAILED: { actions: 'keepStreamFailure', target: 'broken' },
              },
            },
            previewOver: {
              id: 'previewOver',
              exit: 'dropError',
              on: {
                SIGN_IN: { actions: 'dropChosen', target: '#registration' },
                BACK: 'browsing',
              },
            },
            broken: {
              exit: 'dropError',
              on: {
                RETRY: [
                  { guard: 'itemIsFree', actions: 'keepFreeStream', target: 'playing' },
                  { target: '#authorization' },
                ],
                BACK: 'browsing',
              },
            },
          },
        },
        catalogue: {
          initial: 'deciding',
          states: {
            deciding: {
              always: [{ guard: 'hasCatalogue', target: 'ready' }, { target: 'loading' }],
            },
            loading: {
              invoke: {
                src: 'loadCatalogue',
                input: wholeContext,
                onDone: { actions: 'keepCatalogue', target: 'ready' },
                onError: { actions: 'keepCatalogueError', target: 'failed' },
              },
            },
            ready: {},
            failed: { on: { RETRY: 'loading' } },
          },
        },
        profile: {
          initial: 'deciding',
          states: {
            deciding: {
              always: [{ guard: 'isUnchecked', target: 'checking' }, { target: 'settled' }],
            },
            checking: {
              invoke: {
                src: 'checkProfile',
                input: wholeContext,
                onDone: { actions: ['keepViewer', 'markChecked'], target: 'settled' },
                onError: [
                  {
                    guard: 'profileIsGone',
                    actions: ['dropViewer', 'markChecked'],
                    target: 'settled',
                  },
                  // Not reachable now: what is remembered stands until a decision says otherwise.
                  { actions: 'markChecked', target: 'settled' },
                ],
              },
            },
            settled: {},
          },
        },
        entitlements: {
          initial: 'waiting',
          states: {
            waiting: { always: { guard: 'wantsDecisions', target: 'asking' } },
            asking: {
              invoke: {
                src: 'preauthorize',
                input: wholeContext,
                onDone: { actions: 'keepDecisions', target: 'waiting' },
                // Marks are a help, not a need: no second try before Home is entered again.
                onError: [
                  {
                    guard: 'profileIsGone',
                    actions: ['dropViewer', 'forgetProfile'],
                    target: 'resting',
                  },
                  { target: 'resting' },
                ],
              },
            },
            resting: {},
          },
        },
      },
    },

    registration: {
      id: 'registration',
      entry: ['dropCode', 'dropError'],
      initial: 'deciding',
      on: { BACK: '#viewMedia', FREE_PREVIEW: { guard: 'offersPreview', target: '#preview' } },
      states: {
        deciding: {
          always: [
            { guard: 'remembersProvider', target: 'confirming' },
            { guard: 'choosesHere', target: 'choosing' },
            { target: 'creating' },
          ],
        },
        confirming: {
          on: {
            CONFIRM: { actions: 'chooseRemembered', target: 'creating' },
            OTHER_PROVIDER: [{ guard: 'choosesHere', target: 'choosing' }, { target: 'creating' }],
          },
        },
        choosing: {
          id: 'choosing',
          entry: 'dropChosen',
          initial: 'loading',
          on: { ON_PHONE: 'creating' },
          states: {
            loading: {
              invoke: {
                src: 'loadProviders',
                input: wholeContext,
                onDone: { actions: 'keepProviders', target: 'ready' },
                onError: { actions: 'keepError', target: 'failed' },
              },
            },
            ready: { on: { CHOOSE: { actions: 'keepChosen', target: '#creating' } } },
            failed: { exit: 'dropError', on: { RETRY: 'loading' } },
          },
        },
        creating: {
          id: 'creating',
          invoke: {
            src: 'createSession',
            input: wholeContext,
            onDone: [
              { guard: 'hasCode', actions: 'keepCode', target: '#polling' },
              { actions: ['keepViewer', 'markChecked'], target: '#approved' },
            ],
            onError: { actions: 'keepError', target: 'failed' },
          },
        },
        failed: {
          exit: 'dropError',
          on: {
            RETRY: [
              {
                guard: 'errorAsksForProvider',
                actions: ['dropChosen', 'dropRemembered'],
                target: 'deciding',
              },
              { target: 'creating' },
            ],
          },
        },
        preview: {
          id: 'preview',
          entry: 'beginPreview',
          always: [{ guard: 'hasItem', target: '#authorization' }, { target: '#viewMedia' }],
        },
      },
    },

    polling: {
      id: 'polling',
      initial: 'codeOnScreen',
      on: {
        BACK: '#viewMedia',
        FREE_PREVIEW: { guard: 'offersPreview', target: '#preview' },
        OTHER_PROVIDER: [
          { guard: 'choosesHere', target: '#choosing' },
          { actions: 'dropChosen', target: '#creating' },
        ],
      },
      states: {
        codeOnScreen: {
          initial: 'waiting',
          after: { codeLife: 'expired' },
          on: { NEW_CODE: '#creating' },
          invoke: {
            src: 'learnProviders',
            input: wholeContext,
            onDone: { actions: 'keepProviders' },
            onError: { actions: [] },
          },
          states: {
            waiting: {
              after: { pollInterval: 'asking' },
              on: { CONTINUE: 'hurrying' },
            },
            hurrying: { after: { untilAllowed: 'asking' } },
            asking: {
              entry: 'markAsked',
              invoke: {
                src: 'askForProfile',
                input: wholeContext,
                onDone: [
                  {
                    guard: 'foundViewer',
                    actions: ['keepViewer', 'markChecked'],
                    target: '#approved',
                  },
                  { actions: 'clearFailures', target: 'waiting' },
                ],
                onError: [
                  { guard: 'codeIsDead', target: '#expired' },
                  { guard: 'failedForGood', actions: 'keepError', target: '#refused' },
                  { actions: 'countFailure', target: 'waiting' },
                ],
              },
            },
          },
        },
        expired: { id: 'expired', on: { NEW_CODE: '#creating' } },
        refused: {
          id: 'refused',
          exit: 'dropError',
          on: { NEW_CODE: '#creating', RETRY: '#creating' },
        },
        approved: {
          id: 'approved',
          entry: 'dropCode',
          after: {
            approvalShown: [
              { guard: 'hasItem', target: '#authorization' },
              { target: '#viewMedia' },
            ],
          },
        },
      },
    },

    authorization: {
      id: 'authorization',
      initial: 'deciding',
      on: { BACK: '#viewMedia' },
      states: {
        deciding: {
          invoke: {
            src: 'openStream',
            input: wholeContext,
            onDone: { actions: 'keepStream', target: '#playing' },
            onError: [
              {
                guard: 'profileIsGone',
                actions: ['keepError', 'dropViewer', 'forgetProfile'],
                target: 'refused',
              },
              { actions: 'keepError', target: 'refused' },
            ],
          },
        },
        refused: {
          exit: 'dropError',
          on: {
            RETRY: { guard: 'errorMayPass', target: 'deciding' },
            SIGN_IN: {
              guard: 'errorAsksForSignIn',
              actions: 'dropChosen',
              target: '#registration',
            },
          },
        },
      },
    },

    logout: {
      id: 'logout',
      initial: 'telling',
      states: {
        telling: {
          invoke: {
            src: 'signOut',
            input: wholeContext,
            onDone: [
              { guard: 'mustTell', actions: ['dropViewer', 'dropRemembered'], target: 'told' },
              { actions: ['dropViewer', 'dropRemembered'], target: '#viewMedia' },
            ],
            onError: { actions: 'keepError', target: 'failed' },
          },
          // Whether the service had signed out already is not known: ask it.
          on: { BACK: { actions: 'doubtProfile', target: '#viewMedia' } },
        },
        told: { on: { BACK: '#viewMedia', BROWSE: '#viewMedia' } },
        failed: {
          exit: 'dropError',
          on: { RETRY: 'telling', BACK: '#viewMedia', BROWSE: '#viewMedia' },
        },
      },
    },
  },
});
