import { definition, wholeContext } from '../definition.ts';

/** Who the service knows here: one, nobody, or several to choose from. */
const found = [
  { guard: 'foundSeveral', actions: ['keepProfiles', 'markChecked'], target: '#profiles' },
  { actions: ['keepViewer', 'markChecked'], target: '#viewMedia' },
] as const;

/** What the last launch left, else what the service says; a launch that fails tries again by itself. */
export const startup = definition.createStateConfig({
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
          after: { recoveryInterval: { guard: 'errorMayPass', target: 'again' } },
          on: {
            ONLINE: { guard: 'errorMayPass', target: 'again' },
            RESUMED: { guard: 'errorMayPass', target: 'again' },
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
