import { definition, wholeContext } from '../definition.ts';

/** Who the service knows here: one, nobody, or several to choose from. */
const found = [
  { guard: 'foundSeveral', actions: ['keepProfiles', 'markChecked'], target: '#profiles' },
  { actions: ['keepViewer', 'markChecked'], target: '#viewMedia' },
] as const;

/** What the last launch left, else what the service says; a launch that fails tries again by itself. */
export const startup = definition.createStateConfig({
  id: 'startup',
  initial: 'restoring',
  states: {
    restoring: {
      invoke: {
        src: 'restore',
        input: wholeContext,
        onDone: [
          { guard: 'restoredViewer', actions: 'keepRestored', target: '#viewMedia' },
          { actions: 'keepRestored', target: 'checking' },
        ],
        onError: 'checking',
      },
    },
    checking: {
      invoke: {
        src: 'checkProfile',
        input: wholeContext,
        onDone: found,
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
          after: { recoveryInterval: { guard: 'errorIsTransient', target: 'again' } },
          on: {
            ONLINE: { guard: 'errorIsTransient', target: 'again' },
            RESUMED: { guard: 'errorIsTransient', target: 'again' },
          },
        },
        // By itself, and without taking away what the viewer is reading.
        again: {
          invoke: {
            src: 'checkProfile',
            input: wholeContext,
            onDone: found,
            onError: { actions: ['keepError', 'countFailure'], target: 'resting' },
          },
        },
      },
    },
  },
});
