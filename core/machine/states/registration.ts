import { definition, wholeContext } from '../definition.ts';

/** Who the provider is, and a code or an entitlement from the service. */
export const registration = definition.createStateConfig({
  id: 'registration',
  entry: ['dropCode', 'dropError'],
  initial: 'deciding',
  on: {
    BACK: '#viewMedia',
    FREE_PREVIEW: { guard: 'offersPreview', target: '#preview' },
    ONLINE: { actions: 'doubtNobody' },
    RESUMED: { actions: 'doubtNobody' },
  },
  states: {
    deciding: {
      always: [
        { guard: 'remembersProvider', target: 'confirming' },
        { guard: 'choosesHere', target: 'choosing' },
        { target: 'creating' },
      ],
    },
    confirming: {
      on: {
        CONFIRM: { actions: 'chooseRemembered', target: 'creating' },
        HERE: {
          guard: 'canOpenHere',
          actions: ['chooseRemembered', 'signInHere'],
          target: 'creating',
        },
        OTHER_PROVIDER: [
          { guard: 'choosesHere', actions: 'wantOther', target: 'choosing' },
          { actions: 'wantOther', target: 'creating' },
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
            HERE: { guard: 'canOpenHere', actions: 'signInHere' },
          },
        },
        failed: {
          exit: 'dropError',
          on: {
            RETRY: 'loading',
            ONLINE: { guard: 'errorMayPass', target: 'loading' },
            RESUMED: { guard: 'errorMayPass', target: 'loading' },
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
          { guard: 'hasCodeForHere', actions: 'keepCode', target: '#here' },
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
            target: 'deciding',
          },
          { target: 'creating' },
        ],
        ONLINE: { guard: 'errorMayPass', target: 'creating' },
        RESUMED: { guard: 'errorMayPass', target: 'creating' },
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
      always: [{ guard: 'hasItem', target: '#authorization' }, { target: '#viewMedia' }],
    },
  },
});
