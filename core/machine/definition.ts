import { assign, setup } from 'xstate';
import { PassError } from '../pass/errors.ts';
import { mayPass, ruleOf } from '../pass/remedies.ts';
import { actors, type OpenedStream, type Recalled, type SessionOutcome } from './actors.ts';
import type { ChosenProvider, Context, Likelihood } from './context.ts';
import type { MachineEvent } from './events.ts';
import type { Viewer } from './view.types.ts';

/** Every actor gets the whole context: one rule, so that other runtimes need no code for inputs. */
export const wholeContext = ({ context }: { context: Context }): Context => context;

const outputOf = (event: unknown): unknown => (event as { output?: unknown }).output ?? null;

const errorOf = (event: unknown): PassError => {
  const { error } = event as { error?: unknown };
  return error instanceof PassError ? error : new PassError({ code: 'defect', cause: error });
};

/** `checkProfile` and `askForProfile` answer with the viewer, `createSession` with one inside. */
const viewerOf = (output: unknown): Viewer | null =>
  output !== null && typeof output === 'object' && 'code' in output
    ? (output as SessionOutcome).viewer
    : (output as Viewer | null);

/** Adobe, "Temporary access flows": the time or the titles of a TempPass are used up. */
const endsPreview = ({ code }: PassError): boolean =>
  /^temporary_access_(duration|resources)_limit_exceeded$/.test(code);

/** Who is offered for confirmation once this profile has ended. */
const asRemembered = (viewer: Viewer): ChosenProvider => ({
  id: viewer.mvpd,
  displayName: viewer.providerName,
  ...(viewer.providerLogo === undefined ? {} : { logoUrl: viewer.providerLogo }),
});

/** The resources of the catalogue about which preauthorization has not been asked. */
export function unknownResources({ catalogue, decisions }: Context): string[] {
  const items = catalogue?.rows.flatMap((row) => row.items) ?? [];
  const resources = items.flatMap(({ resource }) => resource ?? []);
  return [...new Set(resources)].filter((resource) => !Object.hasOwn(decisions, resource));
}

/** What the chart's names mean: guards, actions and delays, each small enough to be written twice. */
export const definition = setup({
  types: {
    context: {} as Context,
    events: {} as MachineEvent,
  },
  actors,
  guards: {
    hasCatalogue: ({ context }) => context.catalogue !== null,
    hasItem: ({ context }) => context.item !== null,
    isSignedIn: ({ context }) => context.viewer !== null,
    /** Signed in, or on a free preview: a decision can be asked for. */
    mayAsk: ({ context }) => context.viewer !== null || context.preview !== null,
    playsOnPreview: ({ context }) =>
      context.viewer === null && context.preview !== null && context.item?.access !== 'free',
    wantsDecisions: ({ context }) =>
      context.viewer !== null && context.checked && unknownResources(context).length > 0,
    remembersProvider: ({ context }) => context.remembered !== null,
    mustTell: ({ event }) => outputOf(event) === true,
    recalledViewer: ({ event }) => (outputOf(event) as Recalled).viewer !== null,
    errorAsksForProvider: ({ context }) =>
      context.error !== null && ruleOf(context.error).remedy === 'chooseProvider',
    /** Supplied: providers are chosen on the television. */
    choosesHere: () => false,
    /** Supplied: the settings name a TempPass, and it was not used up. */
    offersPreview: () => false,
    isUnchecked: ({ context }) => context.viewer !== null && !context.checked,
    pickedFree: ({ event }) => event.type === 'PLAY' && event.item.access === 'free',
    itemIsFree: ({ context }) => context.item?.access === 'free',
    foundViewer: ({ event }) => outputOf(event) !== null,
    hasCode: ({ event }) => (outputOf(event) as { code: unknown }).code !== null,
    errorMayPass: ({ context }) => context.error !== null && mayPass(context.error),
    errorAsksForSignIn: ({ context }) =>
      context.error !== null && ruleOf(context.error).remedy === 'signIn',
    failedForGood: ({ event }) => !mayPass(errorOf(event)),
    codeIsDead: ({ event }) => ruleOf(errorOf(event)).remedy === 'newCode',
    profileIsGone: ({ event }) => ruleOf(errorOf(event)).remedy === 'signIn',
  },
  actions: {
    keepItem: assign({
      item: ({ context, event }) => (event.type === 'PLAY' ? event.item : context.item),
    }),
    dropItem: assign({ item: null }),
    keepFreeStream: assign({ stream: ({ context }) => context.item?.stream ?? null }),
    keepStream: assign({
      stream: ({ event }) => (outputOf(event) as OpenedStream).stream,
      preview: ({ context, event }) => {
        const { previewEndsAt } = outputOf(event) as OpenedStream;
        return context.preview && previewEndsAt !== null
          ? { ...context.preview, endsAt: previewEndsAt }
          : context.preview;
      },
    }),
    dropStream: assign({ stream: null }),
    keepViewer: assign(({ context, event }) => {
      const viewer = viewerOf(outputOf(event));
      // Another provider's viewer may watch other things.
      const same = viewer?.mvpd === context.viewer?.mvpd;
      return {
        viewer,
        ...(viewer ? { remembered: asRemembered(viewer), preview: null } : {}),
        ...(same ? {} : { decisions: {} }),
      };
    }),
    keepRecalled: assign(({ event }) => outputOf(event) as Recalled),
    keepChosen: assign({
      chosen: ({ context, event }) =>
        event.type === 'CHOOSE'
          ? (context.providers.find(({ id }) => id === event.mvpd) ?? null)
          : context.chosen,
    }),
    chooseRemembered: assign({ chosen: ({ context }) => context.remembered }),
    dropChosen: assign({ chosen: null }),
    dropRemembered: assign({ remembered: null }),
    keepDecisions: assign({
      decisions: ({ context, event }) => ({
        ...context.decisions,
        ...(outputOf(event) as Record<string, Likelihood>),
      }),
    }),
    keepPreviewOver: assign({
      error: () =>
        new PassError({
          code: 'temporary_access_duration_limit_exceeded',
          action: 'authentication',
          status: 403,
        }),
      preview: null,
      previewUsedUp: true,
    }),
    /** Supplied: a free preview, its end not known yet. */
    beginPreview: () => {},
    doubtProfile: assign({ checked: false }),
    dropViewer: assign({ viewer: null, preview: null, decisions: {} }),
    markChecked: assign({ checked: true }),
    keepCatalogue: assign({
      catalogue: ({ event }) => outputOf(event) as Context['catalogue'],
      catalogueError: null,
    }),
    keepCatalogueError: assign({ catalogueError: ({ event }) => errorOf(event) }),
    keepCode: assign({
      code: ({ event }) => (outputOf(event) as { code: Context['code'] }).code,
      failures: 0,
    }),
    dropCode: assign({ code: null, failures: 0 }),
    keepProviders: assign({ providers: ({ event }) => outputOf(event) as Context['providers'] }),
    countFailure: assign({ failures: ({ context }) => context.failures + 1 }),
    clearFailures: assign({ failures: 0 }),
    keepError: assign({
      error: ({ event }) => errorOf(event),
      previewUsedUp: ({ context, event }) => context.previewUsedUp || endsPreview(errorOf(event)),
    }),
    keepStreamFailure: assign({
      error: ({ event }) =>
        new PassError({
          code: 'stream_failed',
          ...(event.type === 'STREAM_FAILED' ? { trace: event.failure } : {}),
        }),
    }),
    dropError: assign({ error: null }),
    /** Supplied: writes the time of this poll into the context. */
    markAsked: () => {},
    /** Supplied: drops the remembered profile, keeps the remembered provider. */
    forgetProfile: () => {},
  },
  delays: {
    /** Between two polls; Adobe: "every 3-5 seconds". Supplied with jitter. */
    pollInterval: 4_000,
    /** What is left of the shortest allowed gap when the viewer presses Continue. Supplied. */
    untilAllowed: 3_000,
    /** What is left of the code's life. Supplied. */
    codeLife: 30 * 60_000,
    /** What is left of the free preview. Supplied. */
    previewLeft: 10 * 60_000,
    /** How long "Signed in with …" stays. */
    approvalShown: 1_500,
  },
});
