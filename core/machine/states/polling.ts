import { definition, wholeContext } from '../definition.ts';

/** One poll of the code; `nobody` is the target state after an answer without a profile. */
const poll = <T extends string>(nobody: T) =>
  ({
    entry: 'markAsked',
    invoke: {
      src: 'pollProfile',
      input: wholeContext,
      onDone: [
        { guard: 'foundSeveral', actions: 'keepProfiles', target: '#profiles' },
        { guard: 'foundViewer', actions: ['keepViewer', 'markChecked'], target: '#approved' },
        { actions: 'clearFailures', target: nobody },
      ],
      onError: [
        { guard: 'codeIsInvalid', target: '#ending' },
        { guard: 'failedForGood', actions: 'keepError', target: '#refused' },
        { actions: ['countFailure', 'keepTrouble'], target: nobody },
      ],
    },
  }) as const;

/** There is a code: it is on the screen, or its login is open in this device's browser. */
export const polling = definition.createStateConfig({
  id: 'polling',
  initial: 'codeOnScreen',
  on: {
    BACK: { actions: 'giveUpCode', target: '#viewMedia' },
    FREE_PREVIEW: { guard: 'offersPreview', target: '#preview' },
    OTHER_PROVIDER: [
      { guard: 'choosesOnDevice', actions: 'requestOtherProvider', target: '#choosing' },
      { actions: ['dropChosen', 'requestOtherProvider'], target: '#creating' },
    ],
  },
  states: {
    codeOnScreen: {
      id: 'codeOnScreen',
      initial: 'waiting',
      after: { codeLife: 'ending' },
      on: {
        NEW_CODE: '#creating',
        SIGN_IN_ON_DEVICE: [
          { guard: 'canOpenNow', actions: 'signInOnDevice', target: 'onDevice' },
          { guard: 'canOpenOnDevice', actions: 'signInOnDevice', target: '#choosing' },
        ],
      },
      invoke: {
        src: 'loadProviderNames',
        input: wholeContext,
        onDone: { actions: 'keepProviders' },
        onError: { actions: [] },
      },
      states: {
        waiting: {
          after: { pollInterval: 'asking' },
          on: { CONTINUE: 'hurrying', ONLINE: 'hurrying', RESUMED: 'hurrying' },
        },
        hurrying: { after: { untilAllowed: 'asking' } },
        asking: poll('waiting'),
      },
    },
    // The login is open in this device's browser. Adobe: polling starts when the browser has reached the
    // return address; when the browser was closed before that, one poll is enough.
    onDevice: {
      id: 'onDevice',
      initial: 'opening',
      after: { codeLife: 'ending' },
      on: {
        NEW_CODE: '#creating',
        ON_PHONE: { actions: 'signInOnPhone', target: 'codeOnScreen' },
      },
      states: {
        opening: {
          invoke: {
            src: 'openBrowser',
            input: wholeContext,
            onDone: [{ guard: 'reachedReturn', target: 'returned' }, { target: 'left' }],
            onError: 'closed',
          },
          on: { CONTINUE: 'left' },
        },
        returned: { after: { untilAllowed: 'asking' } },
        asking: poll('waiting'),
        waiting: {
          after: { pollInterval: 'asking' },
          on: { CONTINUE: 'returned', ONLINE: 'returned', RESUMED: 'returned' },
        },
        left: { after: { untilAllowed: 'checking' } },
        checking: poll('closed'),
        closed: {
          on: { SIGN_IN_ON_DEVICE: 'opening', CONTINUE: 'left', ONLINE: 'left', RESUMED: 'left' },
        },
      },
    },
    // The code may have been used just before it ended, or while the service was not reachable.
    ending: {
      id: 'ending',
      invoke: {
        src: 'findProfile',
        input: wholeContext,
        onDone: [
          { guard: 'foundSeveral', actions: 'keepProfiles', target: '#profiles' },
          { guard: 'foundViewer', actions: ['keepViewer', 'markChecked'], target: '#approved' },
          { target: 'expired' },
        ],
        onError: 'expired',
      },
      on: { NEW_CODE: '#creating' },
    },
    expired: { on: { NEW_CODE: '#creating', ONLINE: 'ending', RESUMED: 'ending' } },
    refused: {
      id: 'refused',
      exit: 'dropError',
      on: {
        NEW_CODE: '#creating',
        RETRY: '#creating',
      },
    },
    approved: {
      id: 'approved',
      entry: 'dropCode',
      after: {
        approvalShown: [
          { guard: 'hasPendingItem', target: '#authorization' },
          { target: '#viewMedia' },
        ],
      },
    },
  },
});
