import { definition, wholeContext } from '../definition.ts';

/** Chooses the provider, and gets a code or a profile from the service. */
export const registration = definition.createStateConfig({
  id: 'registration',
  entry: ['dropCode', 'dropError'],
  initial: 'route',
  on: {
    BACK: '#viewMedia',
    FREE_PREVIEW: { guard: 'offersPreview', target: '#preview' },
    ONLINE: { actions: 'recheckSignedOut' },
    RESUMED: { actions: 'recheckSignedOut' },
  },
  states: {
    route: {
      always: [
        { guard: 'remembersProvider', target: 'confirming' },
        { guard: 'choosesOnDevice', target: 'choosing' },
        { target: 'creating' },
      ],
    },
    confirming: {
      on: {
        CONFIRM: { actions: 'chooseRemembered', target: 'creating' },
        SIGN_IN_ON_DEVICE: {
          guard: 'canOpenOnDevice',
          actions: ['chooseRemembered', 'signInOnDevice'],
          target: 'creating',
        },
        OTHER_PROVIDER: [
          { guard: 'choosesOnDevice', actions: 'requestOtherProvider', target: 'choosing' },
          { actions: 'requestOtherProvider', target: 'creating' },
        ],
      },
    },
    choosing: {
      id: 'choosing',
      entry: 'dropChosen',
      initial: 'loading',
      on: { ON_PHONE: { actions: 'signInOnPhone', target: 'creating' } },
      states: {
        loading: {
          invoke: {
            src: 'loadProviders',
            input: wholeContext,
            onDone: { actions: 'keepProviders', target: 'ready' },
            onError: { actions: 'keepError', target: 'failed' },
          },
        },
        ready: {
          on: {
            CHOOSE: { actions: 'keepChosen', target: '#creating' },
            SIGN_IN_ON_DEVICE: { guard: 'canOpenOnDevice', actions: 'signInOnDevice' },
          },
        },
        failed: {
          exit: 'dropError',
          on: {
            RETRY: 'loading',
            ONLINE: { guard: 'errorIsTransient', target: 'loading' },
            RESUMED: { guard: 'errorIsTransient', target: 'loading' },
          },
        },
      },
    },
    creating: {
      id: 'creating',
      invoke: {
        src: 'createSession',
        input: wholeContext,
        onDone: [
          { guard: 'hasCodeForDevice', actions: 'keepCode', target: '#onDevice' },
          { guard: 'hasCode', actions: 'keepCode', target: '#polling' },
          { guard: 'foundSeveral', actions: 'keepProfiles', target: '#profiles' },
          { actions: ['keepViewer', 'markChecked'], target: '#approved' },
        ],
        onError: { actions: 'keepError', target: 'failed' },
      },
    },
    failed: {
      exit: 'dropError',
      on: {
        RETRY: [
          {
            guard: 'errorAsksForProvider',
            actions: ['dropChosen', 'dropRemembered'],
            target: 'route',
          },
          { target: 'creating' },
        ],
        ONLINE: { guard: 'errorIsTransient', target: 'creating' },
        RESUMED: { guard: 'errorIsTransient', target: 'creating' },
      },
    },
    profiles: {
      id: 'profiles',
      on: {
        CHOOSE_PROFILE: {
          guard: 'isOffered',
          actions: ['saveProfile', 'takeProfile', 'markChecked'],
          target: '#approved',
        },
        BACK: { actions: 'dropProfiles', target: '#viewMedia' },
      },
    },
    preview: {
      id: 'preview',
      entry: 'beginPreview',
      always: [{ guard: 'hasPendingItem', target: '#authorization' }, { target: '#viewMedia' }],
    },
  },
});
