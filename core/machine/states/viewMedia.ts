import { definition, wholeContext } from '../definition.ts';

/** The viewer picked an item to watch. */
const picked = [
  { guard: 'pickedFree', actions: ['keepPendingItem', 'keepFreeStream'], target: '#playing' },
  { guard: 'mayAuthorize', actions: 'keepPendingItem', target: '#authorization' },
  { actions: ['keepPendingItem', 'beginSignIn'], target: '#registration' },
] as const;

const playAgain = [
  { guard: 'itemIsFree', actions: ['allowRenewal', 'keepFreeStream'], target: '#playing' },
  { target: '#authorization' },
] as const;

/** While the app was in the background or offline, the viewer may have signed in or out elsewhere. */
const away = {
  ONLINE: { guard: 'isNotPlaying', target: 'checking' },
  RESUMED: { guard: 'isNotPlaying', target: 'checking' },
} as const;

const mayBeOld = {
  ONLINE: { guard: 'catalogueMayBeOld', target: 'refreshing' },
  RESUMED: { guard: 'catalogueMayBeOld', target: 'refreshing' },
} as const;

/** Browsing and playing; in parallel the catalogue, the profile and the marks are kept up to date. */
export const viewMedia = definition.createStateConfig({
  id: 'viewMedia',
  type: 'parallel',
  states: {
    screen: {
      initial: 'route',
      states: {
        // A screen opened from an item's page returns to this page.
        route: {
          id: 'screen',
          always: [{ guard: 'hasOpenItem', target: 'title' }, { target: 'browsing' }],
        },
        browsing: {
          id: 'browsing',
          entry: ['dropPendingItem', 'dropOpenItem'],
          on: {
            SHOW: { actions: 'keepOpenItem', target: 'title' },
            PLAY: picked,
            SIGN_IN: { actions: 'beginSignIn', target: '#registration' },
            ACCOUNT: 'account',
            BACK: [{ guard: 'asksBeforeExit', target: 'exiting' }, { actions: 'leaveApp' }],
          },
        },
        title: {
          entry: 'pickOpenItem',
          on: {
            SHOW: { actions: ['keepOpenItem', 'pickOpenItem'] },
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
          initial: 'route',
          states: {
            route: {
              always: [{ guard: 'playsOnPreview', target: 'limited' }, { target: 'open' }],
            },
            open: {},
            // The service does not stop a stream when a TempPass ends; the app must stop it.
            limited: {
              after: { previewLeft: { actions: 'keepPreviewOver', target: '#previewOver' } },
            },
          },
          on: {
            POSITION: { actions: ['keepPosition', 'savePositions'] },
            PLAYED: { actions: 'allowRenewal' },
            PAUSED: { actions: 'markPaused' },
            // Adobe: a long live stream may be authorised again after a pause.
            RESUMED: [
              { guard: 'pausedLong', target: '#authorization' },
              { actions: 'markResumed' },
            ],
            ENDED: 'route',
            BACK: 'route',
            STREAM_FAILED: [
              { guard: 'mayRenewAddress', actions: 'keepStreamFailure', target: 'renewing' },
              // The release of the stream may be over; a new decision gives a new one.
              {
                guard: 'mayAskAgain',
                actions: ['keepStreamFailure', 'markRenewed', 'dropError'],
                target: '#authorization',
              },
              { actions: 'keepStreamFailure', target: 'broken' },
            ],
          },
        },
        // The address may be as old as the catalogue; a new catalogue may have a new address.
        renewing: {
          entry: 'markRenewed',
          invoke: {
            src: 'loadCatalogue',
            input: wholeContext,
            onDone: [
              {
                guard: 'addressIsNew',
                actions: [
                  ...['keepCatalogue', 'markLoaded', 'renewPendingItem'],
                  ...['keepFreeStream', 'dropError'],
                ] as const,
                target: 'playing',
              },
              { actions: ['keepCatalogue', 'markLoaded'], target: 'broken' },
            ],
            onError: 'broken',
          },
          on: { BACK: { actions: 'dropError', target: 'route' } },
        },
        previewOver: {
          id: 'previewOver',
          exit: 'dropError',
          on: {
            SIGN_IN: { actions: 'beginSignIn', target: '#registration' },
            BACK: 'route',
          },
        },
        broken: {
          exit: 'dropError',
          on: { RETRY: playAgain, ONLINE: playAgain, BACK: 'route' },
        },
      },
    },
    catalogue: {
      initial: 'route',
      states: {
        route: {
          always: [{ guard: 'hasCatalogue', target: 'ready' }, { target: 'loading' }],
        },
        loading: {
          invoke: {
            src: 'loadCatalogue',
            input: wholeContext,
            onDone: { actions: ['keepCatalogue', 'markLoaded'], target: 'ready' },
            onError: { actions: ['keepCatalogueError', 'countFailure'], target: 'failed' },
          },
        },
        ready: {
          entry: 'clearFailures',
          after: { catalogueAge: 'refreshing' },
          on: mayBeOld,
        },
        // The current catalogue is kept until a newer one has been loaded.
        refreshing: {
          invoke: {
            src: 'loadCatalogue',
            input: wholeContext,
            onDone: { actions: ['keepCatalogue', 'markLoaded'], target: 'ready' },
            onError: { actions: ['keepCatalogueError', 'countFailure'], target: 'stale' },
          },
        },
        stale: { after: { recoveryInterval: 'refreshing' }, on: mayBeOld },
        failed: {
          after: { recoveryInterval: { guard: 'catalogueErrorIsTransient', target: 'loading' } },
          on: {
            RETRY: 'loading',
            // Also after a permanent error: its cause may have been removed meanwhile.
            ONLINE: 'loading',
            RESUMED: 'loading',
          },
        },
      },
    },
    profile: {
      initial: 'route',
      states: {
        route: {
          always: [{ guard: 'isUnchecked', target: 'checking' }, { target: 'settled' }],
        },
        checking: {
          invoke: {
            src: 'confirmProfile',
            input: wholeContext,
            onDone: { actions: ['keepViewer', 'markChecked'], target: 'settled' },
            onError: [
              {
                guard: 'profileHasEnded',
                actions: ['dropViewer', 'markChecked'],
                target: 'settled',
              },
              // The service is not reachable: the stored profile is used until a decision refuses it.
              { actions: 'markChecked', target: 'settled' },
            ],
          },
        },
        settled: { always: { guard: 'wantsName', target: 'naming' }, on: away },
        naming: {
          invoke: {
            src: 'loadProviderNames',
            input: wholeContext,
            onDone: {
              actions: ['keepProviders', 'nameViewer', 'saveProvider'],
              target: 'settled',
            },
            // The name made from the id is used until Home is entered again.
            onError: 'unnamed',
          },
        },
        unnamed: { on: away },
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
            // The marks are not essential: no second attempt before Home is entered again.
            onError: [
              {
                guard: 'profileHasEnded',
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
});
