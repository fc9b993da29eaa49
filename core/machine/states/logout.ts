import { definition, wholeContext } from '../definition.ts';

const forgotten = ['dropViewer', 'dropRemembered', 'dropPositions'] as const;

/** The service told, its instruction followed, memory cleared. */
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
        onError: { actions: 'keepError', target: 'failed' },
      },
      // Whether the service had signed out already is not known: ask it.
      on: { BACK: { actions: 'doubtProfile', target: '#viewMedia' } },
    },
    told: { on: { BACK: '#viewMedia', BROWSE: '#viewMedia' } },
    failed: {
      exit: 'dropError',
      on: { RETRY: 'telling', BACK: '#viewMedia', BROWSE: '#viewMedia' },
    },
  },
});
