import { definition, wholeContext } from '../definition.ts';

const forgotten = ['dropViewer', 'dropRemembered', 'dropPositions'] as const;

/** Clears the memory, sends the logout to the service and follows its answer. Always signs out on this device. */
export const logout = definition.createStateConfig({
  id: 'logout',
  initial: 'requesting',
  states: {
    requesting: {
      invoke: {
        src: 'signOut',
        input: wholeContext,
        onDone: [
          { guard: 'partnerLogoutRequired', actions: forgotten, target: 'partnerLogoutRequired' },
          { actions: forgotten, target: '#viewMedia' },
        ],
        onError: { actions: ['keepError', ...forgotten], target: 'failed' },
      },
      on: { BACK: { actions: forgotten, target: '#viewMedia' } },
    },
    partnerLogoutRequired: { on: { BACK: '#viewMedia', BROWSE: '#viewMedia' } },
    // Signed out on this device nevertheless. The profile that the service still has is no longer used.
    failed: {
      exit: 'dropError',
      on: { RETRY: 'requesting', BACK: '#viewMedia', BROWSE: '#viewMedia' },
    },
  },
});
