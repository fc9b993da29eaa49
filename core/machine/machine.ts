import { emptyContext } from './context.ts';
import { definition, wholeContext } from './definition.ts';

/** Something was picked to be watched. */
const picked = [
  { guard: 'pickedFree', actions: ['keepItem', 'keepFreeStream'], target: '#playing' },
  { guard: 'mayAsk', actions: 'keepItem', target: '#authorization' },
  { actions: ['keepItem', 'beginSignIn'], target: '#registration' },
] as const;

const playAgain = [
  { guard: 'itemIsFree', actions: 'keepFreeStream', target: '#playing' },
  { target: '#authorization' },
] as const;

/** One question about the code; `nobody` is where an answer without a profile leads. */
const poll = <T extends string>(nobody: T) =>
  ({
    entry: 'markAsked',
    invoke: {
      src: 'askForProfile',
      input: wholeContext,
      onDone: [
        { guard: 'foundSeveral', actions: 'keepProfiles', target: '#profiles' },
        { guard: 'foundViewer', actions: ['keepViewer', 'markChecked'], target: '#approved' },
        { actions: 'clearFailures', target: nobody },
      ],
      onError: [
        { guard: 'codeIsDead', target: '#expired' },
        { guard: 'failedForGood', actions: 'keepError', target: '#refused' },
        { actions: 'countFailure', target: nobody },
      ],
    },
  }) as const;

const forgotten = ['dropViewer', 'dropRemembered', 'dropPositions'] as const;

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
            onDone: [
              {
                guard: 'foundSeveral',
                actions: ['keepProfiles', 'markChecked'],
                target: '#profiles',
              },
              { actions: ['keepViewer', 'markChecked'], target: '#viewMedia' },
            ],
            onError: { actions: ['keepError', 'countFailure'], target: 'failed' },
          },
          on: { BACK: '#viewMedia', BROWSE: '#viewMedia' },
        },
        failed: {
          initial: 'resting',
          on: { RETRY: 'checking', BROWSE: '#viewMedia', BACK: '#viewMedia' },
          exit: 'dropError',
          states: {
            resting: {
              after: { recoveryInterval: { guard: 'errorMayPass', target: 'again' } },
              on: { ONLINE: { guard: 'errorMayPass', target: 'again' } },
            },
            // By itself, and without taking away what the viewer is reading.
            again: {
              invoke: {
                src: 'checkProfile',
                input: wholeContext,
                onDone: [
                  {
                    guard: 'foundSeveral',
                    actions: ['keepProfiles', 'markChecked'],
                    target: '#profiles',
                  },
                  { actions: ['keepViewer', 'markChecked'], target: '#viewMedia' },
                ],
                onError: { actions: ['keepError', 'countFailure'], target: 'resting' },
              },
            },
          },
        },
      },
    },

    viewMedia: {
      id: 'viewMedia',
      type: 'parallel',
      states: {
        screen: {
          initial: 'deciding',
          states: {
            // Whatever was opened from an item's page comes back to it.
            deciding: {
              id: 'screen',
              always: [{ guard: 'isShowing', target: 'title' }, { target: 'browsing' }],
            },
            browsing: {
              id: 'browsing',
              entry: ['dropItem', 'dropShown'],
              on: {
                SHOW: { actions: 'keepShown', target: 'title' },
                PLAY: picked,
                SIGN_IN: { actions: 'beginSignIn', target: '#registration' },
                ACCOUNT: 'account',
                BACK: [{ guard: 'asksBeforeExit', target: 'exiting' }, { actions: 'leaveApp' }],
              },
            },
            title: {
              entry: 'pickShown',
              on: {
                SHOW: { actions: ['keepShown', 'pickShown'] },
                PLAY: picked,
                SIGN_IN: { actions: 'beginSignIn', target: '#registration' },
                BACK: 'browsing',
              },
            },
            exiting: { on: { CONFIRM: { actions: 'leaveApp' }, BACK: 'browsing' } },
            account: {
              initial: 'shown',
              on: { SIGN_IN: { actions: 'beginSignIn', target: '#registration' } },
              states: {
                shown: {
                  on: {
                    SIGN_OUT: { guard: 'isSignedIn', target: 'confirming' },
                    SUPPORT: 'support',
                    BACK: '#browsing',
                  },
                },
                support: { on: { BACK: 'shown' } },
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
                POSITION: { actions: ['keepPosition', 'savePositions'] },
                PAUSED: { actions: 'markPaused' },
                // Adobe: a long live stream may be authorised again after a pause.
                RESUMED: [
                  { guard: 'pausedLong', target: '#authorization' },
                  { actions: 'markResumed' },
                ],
                ENDED: 'deciding',
                BACK: 'deciding',
                STREAM_FAILED: { actions: 'keepStreamFailure', target: 'broken' },
              },
            },
            previewOver: {
              id: 'previewOver',
              exit: 'dropError',
              on: {
                SIGN_IN: { actions: 'beginSignIn', target: '#registration' },
                BACK: 'deciding',
              },
            },
            broken: {
              exit: 'dropError',
              on: { RETRY: playAgain, ONLINE: playAgain, BACK: 'deciding' },
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
                onError: { actions: ['keepCatalogueError', 'countFailure'], target: 'failed' },
              },
            },
            ready: { entry: 'clearFailures' },
            failed: {
              after: { recoveryInterval: { guard: 'catalogueMayCome', target: 'loading' } },
              on: {
                RETRY: 'loading',
                ONLINE: { guard: 'catalogueMayCome', target: 'loading' },
              },
            },
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
            HERE: {
              guard: 'canOpenHere',
              actions: ['chooseRemembered', 'signInHere'],
              target: 'creating',
            },
            OTHER_PROVIDER: [{ guard: 'choosesHere', target: 'choosing' }, { target: 'creating' }],
          },
        },
        choosing: {
          id: 'choosing',
          entry: 'dropChosen',
          initial: 'loading',
          on: { ON_PHONE: { actions: 'signInOnPhone', target: 'creating' } },
          states: {
            loading: {
              invoke: {
                src: 'loadProviders',
                input: wholeContext,
                onDone: { actions: 'keepProviders', target: 'ready' },
                onError: { actions: 'keepError', target: 'failed' },
              },
            },
            ready: {
              on: {
                CHOOSE: { actions: 'keepChosen', target: '#creating' },
                HERE: { guard: 'canOpenHere', actions: 'signInHere' },
              },
            },
            failed: { exit: 'dropError', on: { RETRY: 'loading' } },
          },
        },
        creating: {
          id: 'creating',
          invoke: {
            src: 'createSession',
            input: wholeContext,
            onDone: [
              { guard: 'hasCodeForHere', actions: 'keepCode', target: '#here' },
              { guard: 'hasCode', actions: 'keepCode', target: '#polling' },
              { guard: 'foundSeveral', actions: 'keepProfiles', target: '#profiles' },
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
            ONLINE: { guard: 'errorMayPass', target: 'creating' },
          },
        },
        profiles: {
          id: 'profiles',
          on: {
            CHOOSE_PROFILE: {
              guard: 'isOffered',
              actions: ['saveProfile', 'takeProfile', 'markChecked'],
              target: '#approved',
            },
            BACK: { actions: 'dropProfiles', target: '#viewMedia' },
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
          id: 'codeOnScreen',
          initial: 'waiting',
          after: { codeLife: 'expired' },
          on: {
            NEW_CODE: '#creating',
            HERE: [
              { guard: 'canOpenNow', actions: 'signInHere', target: 'here' },
              { guard: 'canOpenHere', actions: 'signInHere', target: '#choosing' },
            ],
          },
          invoke: {
            src: 'learnProviders',
            input: wholeContext,
            onDone: { actions: 'keepProviders' },
            onError: { actions: [] },
          },
          states: {
            waiting: {
              after: { pollInterval: 'asking' },
              on: { CONTINUE: 'hurrying', ONLINE: 'hurrying' },
            },
            hurrying: { after: { untilAllowed: 'asking' } },
            asking: poll('waiting'),
          },
        },
        // The login is open in this device's browser. Adobe: polling starts when that has come to the
        // address of return; when it was closed without, one question is enough.
        here: {
          id: 'here',
          initial: 'opening',
          after: { codeLife: 'expired' },
          on: {
            NEW_CODE: '#creating',
            ON_PHONE: { actions: 'signInOnPhone', target: 'codeOnScreen' },
          },
          states: {
            opening: {
              invoke: {
                src: 'openBrowser',
                input: wholeContext,
                onDone: [{ guard: 'reachedReturn', target: 'returned' }, { target: 'left' }],
                onError: 'closed',
              },
              on: { CONTINUE: 'left' },
            },
            returned: { after: { untilAllowed: 'asking' } },
            asking: poll('waiting'),
            waiting: { after: { pollInterval: 'asking' }, on: { CONTINUE: 'returned' } },
            left: { after: { untilAllowed: 'checking' } },
            checking: poll('closed'),
            closed: { on: { HERE: 'opening', CONTINUE: 'left' } },
          },
        },
        expired: { id: 'expired', on: { NEW_CODE: '#creating' } },
        refused: {
          id: 'refused',
          exit: 'dropError',
          on: {
            NEW_CODE: '#creating',
            RETRY: '#creating',
          },
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
            ONLINE: { guard: 'errorMayPass', target: 'deciding' },
            SIGN_IN: {
              guard: 'errorAsksForSignIn',
              actions: 'beginSignIn',
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
              { guard: 'mustTell', actions: forgotten, target: 'told' },
              { actions: forgotten, target: '#viewMedia' },
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
