import { definition, wholeContext } from '../definition.ts';

/** The profiles that the service has for this device: one, none, or several to choose from. */
const found = [
  { guard: 'foundSeveral', actions: ['keepProfiles', 'markChecked'], target: '#profiles' },
  { actions: ['keepViewer', 'markChecked'], target: '#viewMedia' },
] as const;

/** Uses what the last launch stored, otherwise the service's answer; a failed launch is repeated automatically. */
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
        // Automatic, and the problem stays on the screen while the viewer reads it.
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
