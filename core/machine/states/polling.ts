import { definition, wholeContext } from '../definition.ts';

/** One question about the code; `nobody` is where an answer without a profile leads. */
const poll = <T extends string>(nobody: T) =>
  ({
    entry: 'markAsked',
    invoke: {
      src: 'askForProfile',
      input: wholeContext,
      onDone: [
        { guard: 'foundSeveral', actions: 'keepProfiles', target: '#profiles' },
        { guard: 'foundViewer', actions: ['keepViewer', 'markChecked'], target: '#approved' },
        { actions: 'clearFailures', target: nobody },
      ],
      onError: [
        { guard: 'codeIsDead', target: '#expired' },
        { guard: 'failedForGood', actions: 'keepError', target: '#refused' },
        { actions: 'countFailure', target: nobody },
      ],
    },
  }) as const;

/** A code is there: on the screen, or with its login open in this device's browser. */
export const polling = definition.createStateConfig({
  id: 'polling',
  initial: 'codeOnScreen',
  on: {
    BACK: '#viewMedia',
    FREE_PREVIEW: { guard: 'offersPreview', target: '#preview' },
    OTHER_PROVIDER: [
      { guard: 'choosesHere', target: '#choosing' },
      { actions: 'dropChosen', target: '#creating' },
    ],
  },
  states: {
    codeOnScreen: {
      id: 'codeOnScreen',
      initial: 'waiting',
      after: { codeLife: 'expired' },
      on: {
        NEW_CODE: '#creating',
        HERE: [
          { guard: 'canOpenNow', actions: 'signInHere', target: 'here' },
          { guard: 'canOpenHere', actions: 'signInHere', target: '#choosing' },
        ],
      },
      invoke: {
        src: 'learnProviders',
        input: wholeContext,
        onDone: { actions: 'keepProviders' },
        onError: { actions: [] },
      },
      states: {
        waiting: {
          after: { pollInterval: 'asking' },
          on: { CONTINUE: 'hurrying', ONLINE: 'hurrying' },
        },
        hurrying: { after: { untilAllowed: 'asking' } },
        asking: poll('waiting'),
      },
    },
    // The login is open in this device's browser. Adobe: polling starts when that has come to the
    // address of return; when it was closed without, one question is enough.
    here: {
      id: 'here',
      initial: 'opening',
      after: { codeLife: 'expired' },
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
        waiting: { after: { pollInterval: 'asking' }, on: { CONTINUE: 'returned' } },
        left: { after: { untilAllowed: 'checking' } },
        checking: poll('closed'),
        closed: { on: { HERE: 'opening', CONTINUE: 'left' } },
      },
    },
    expired: { id: 'expired', on: { NEW_CODE: '#creating' } },
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
        approvalShown: [{ guard: 'hasItem', target: '#authorization' }, { target: '#viewMedia' }],
      },
    },
  },
});
