import { definition, wholeContext } from '../definition.ts';

/** One decision for one resource, its media token handed to the playback endpoint. */
export const authorization = definition.createStateConfig({
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
});
