import { definition, wholeContext } from '../definition.ts';

const forgotten = ['dropViewer', 'dropRemembered', 'dropPositions'] as const;

/** Memory cleared, the service told, its instruction followed. It ends here whatever the service says. */
export const logout = definition.createStateConfig({
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
        onError: { actions: ['keepError', ...forgotten], target: 'untold' },
      },
      on: { BACK: { actions: forgotten, target: '#viewMedia' } },
    },
    told: { on: { BACK: '#viewMedia', BROWSE: '#viewMedia' } },
    // Signed out here all the same. What the service still has is not used any more.
    untold: {
      exit: 'dropError',
      on: { RETRY: 'telling', BACK: '#viewMedia', BROWSE: '#viewMedia' },
    },
  },
});
