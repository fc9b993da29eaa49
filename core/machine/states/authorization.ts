import { definition, wholeContext } from '../definition.ts';

/**
 * Gets one decision for one resource, lets Concurrency Monitoring count the stream, and sends the media token to the
 * playback endpoint.
 */
export const authorization = definition.createStateConfig({
  id: 'authorization',
  initial: 'authorizing',
  // A termination code belongs to the refusal that contained it.
  exit: 'dropEndCode',
  on: { BACK: '#viewMedia', OPEN: { actions: 'keepLink', target: '#viewMedia' } },
  states: {
    authorizing: {
      id: 'authorizing',
      exit: 'dropEndCode',
      invoke: {
        src: 'openStream',
        input: wholeContext,
        onDone: [
          { guard: 'streamRefused', actions: 'keepConflicts', target: 'crowded' },
          { actions: 'keepStream', target: '#playing' },
        ],
        onError: [
          {
            guard: 'profileHasEnded',
            actions: ['keepError', 'dropViewer', 'forgetProfile'],
            target: 'refused',
          },
          { actions: 'keepError', target: 'refused' },
        ],
      },
    },
    // Too many streams run in this account; only the viewer ends one of them.
    crowded: {
      id: 'crowded',
      initial: 'shown',
      exit: 'dropConflicts',
      states: {
        shown: {
          on: {
            END_STREAM: { guard: 'canEndStream', actions: 'keepEndCode', target: 'confirming' },
            RETRY: '#authorizing',
          },
        },
        confirming: {
          on: { CONFIRM: '#authorizing', BACK: { actions: 'dropEndCode', target: 'shown' } },
        },
      },
    },
    refused: {
      exit: 'dropError',
      on: {
        RETRY: { guard: 'errorIsTransient', target: 'authorizing' },
        ONLINE: { guard: 'errorIsTransient', target: 'authorizing' },
        SIGN_IN: {
          guard: 'errorAsksForSignIn',
          actions: 'beginSignIn',
          target: '#registration',
        },
      },
    },
  },
});
