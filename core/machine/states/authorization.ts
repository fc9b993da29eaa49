import { definition, wholeContext } from '../definition.ts';

/** Gets one decision for one resource and sends its media token to the playback endpoint. */
export const authorization = definition.createStateConfig({
  id: 'authorization',
  initial: 'authorizing',
  on: { BACK: '#viewMedia' },
  states: {
    authorizing: {
      invoke: {
        src: 'openStream',
        input: wholeContext,
        onDone: { actions: 'keepStream', target: '#playing' },
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
