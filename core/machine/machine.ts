import { assign, setup } from 'xstate';
import { PassError } from '../pass/errors.ts';
import { ruleOf } from '../pass/remedies.ts';
import { actors, type SessionOutcome } from './actors.ts';
import { type Context, emptyContext } from './context.ts';
import type { MachineEvent } from './events.ts';
import type { Viewer } from './view.types.ts';

/** Every actor gets the whole context: one rule, so that other runtimes need no code for inputs. */
const wholeContext = ({ context }: { context: Context }): Context => context;

const outputOf = (event: unknown): unknown => (event as { output?: unknown }).output ?? null;

const errorOf = (event: unknown): PassError => {
  const { error } = event as { error?: unknown };
  return error instanceof PassError ? error : new PassError({ code: 'defect', cause: error });
};

/** `checkProfile` and `askForProfile` answer with the viewer, `createSession` with one inside. */
const viewerOf = (output: unknown): Viewer | null =>
  output !== null && typeof output === 'object' && 'code' in output
    ? (output as SessionOutcome).viewer
    : (output as Viewer | null);

/**
 * The statechart that drives every shell. Top-level states carry the names of Adobe's flows. Guards,
 * actions, actors and delays by name only, so that diagrams and other runtimes can read it.
 *
 * Rules: every state has a way out by BACK, every wait has a limit, what was picked before signing in
 * is resumed after it, nothing signs the viewer out but the viewer.
 */
const definition = setup({
  types: {
    context: {} as Context,
    events: {} as MachineEvent,
  },
  actors,
  guards: {
    hasCatalogue: ({ context }) => context.catalogue !== null,
    hasItem: ({ context }) => context.item !== null,
    isSignedIn: ({ context }) => context.viewer !== null,
    isUnchecked: ({ context }) => context.viewer !== null && !context.checked,
    pickedFree: ({ event }) => event.type === 'PLAY' && event.item.access === 'free',
    itemIsFree: ({ context }) => context.item?.access === 'free',
    foundViewer: ({ event }) => outputOf(event) !== null,
    hasCode: ({ event }) => (outputOf(event) as { code: unknown }).code !== null,
    errorMayPass: ({ context }) =>
      context.error !== null && ruleOf(context.error).remedy === 'retry',
    errorAsksForSignIn: ({ context }) =>
      context.error !== null && ruleOf(context.error).remedy === 'signIn',
    failedForGood: ({ event }) => {
      const error = errorOf(event);
      const { remedy } = ruleOf(error);
      return remedy !== 'retry' && error.status !== 0;
    },
    codeIsDead: ({ event }) => ruleOf(errorOf(event)).remedy === 'newCode',
    profileIsGone: ({ event }) => ruleOf(errorOf(event)).remedy === 'signIn',
  },
  actions: {
    keepItem: assign({
      item: ({ context, event }) => (event.type === 'PLAY' ? event.item : context.item),
    }),
    dropItem: assign({ item: null }),
    keepFreeStream: assign({ stream: ({ context }) => context.item?.stream ?? null }),
    keepStream: assign({ stream: ({ event }) => outputOf(event) as Context['stream'] }),
    dropStream: assign({ stream: null }),
    keepViewer: assign({ viewer: ({ event }) => viewerOf(outputOf(event)) }),
    doubtProfile: assign({ checked: false }),
    dropViewer: assign({ viewer: null }),
    markChecked: assign({ checked: true }),
    keepCatalogue: assign({
      catalogue: ({ event }) => outputOf(event) as Context['catalogue'],
      catalogueError: null,
    }),
    keepCatalogueError: assign({ catalogueError: ({ event }) => errorOf(event) }),
    keepCode: assign({
      code: ({ event }) => (outputOf(event) as { code: Context['code'] }).code,
      failures: 0,
    }),
    dropCode: assign({ code: null, failures: 0 }),
    keepProviders: assign({ providers: ({ event }) => outputOf(event) as Context['providers'] }),
    countFailure: assign({ failures: ({ context }) => context.failures + 1 }),
    clearFailures: assign({ failures: 0 }),
    keepError: assign({ error: ({ event }) => errorOf(event) }),
    keepStreamFailure: assign({
      error: ({ event }) =>
        new PassError({
          code: 'stream_failed',
          message: event.type === 'STREAM_FAILED' ? event.failure : 'stream_failed',
        }),
    }),
    dropError: assign({ error: null }),
    /** Supplied: writes the time of this poll into the context. */
    markAsked: () => {},
    /** Supplied: drops the remembered profile, keeps the remembered provider. */
    forgetProfile: () => {},
  },
  delays: {
    /** Between two polls; Adobe: "every 3-5 seconds". Supplied with jitter. */
    pollInterval: 4_000,
    /** What is left of the shortest allowed gap when the viewer presses Continue. Supplied. */
    untilAllowed: 3_000,
    /** What is left of the code's life. Supplied. */
    codeLife: 30 * 60_000,
    /** How long "Signed in with …" stays. */
    approvalShown: 1_500,
  },
});

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
              { guard: 'foundViewer', actions: 'keepViewer', target: '#viewMedia' },
              { target: 'checking' },
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
                  { guard: 'isSignedIn', actions: 'keepItem', target: '#authorization' },
                  { actions: 'keepItem', target: '#registration' },
                ],
                SIGN_IN: '#registration',
                ACCOUNT: 'account',
              },
            },
            account: {
              initial: 'shown',
              on: { SIGN_IN: '#registration' },
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
              on: {
                ENDED: 'browsing',
                BACK: 'browsing',
                STREAM_FAILED: { actions: 'keepStreamFailure', target: 'broken' },
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
      },
    },

    registration: {
      id: 'registration',
      entry: ['dropCode', 'dropError'],
      initial: 'creating',
      on: { BACK: '#viewMedia' },
      states: {
        creating: {
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
        failed: { exit: 'dropError', on: { RETRY: 'creating' } },
      },
    },

    polling: {
      id: 'polling',
      initial: 'codeOnScreen',
      on: { BACK: '#viewMedia' },
      states: {
        codeOnScreen: {
          initial: 'waiting',
          after: { codeLife: 'expired' },
          on: { NEW_CODE: '#registration' },
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
        expired: { id: 'expired', on: { NEW_CODE: '#registration' } },
        refused: {
          id: 'refused',
          exit: 'dropError',
          on: { NEW_CODE: '#registration', RETRY: '#registration' },
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
            SIGN_IN: { guard: 'errorAsksForSignIn', target: '#registration' },
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
            onDone: { actions: 'dropViewer', target: '#viewMedia' },
            onError: { actions: 'keepError', target: 'failed' },
          },
          // Whether the service had signed out already is not known: ask it.
          on: { BACK: { actions: 'doubtProfile', target: '#viewMedia' } },
        },
        failed: {
          exit: 'dropError',
          on: { RETRY: 'telling', BACK: '#viewMedia', BROWSE: '#viewMedia' },
        },
      },
    },
  },
});
