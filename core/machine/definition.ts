import { assign, setup } from 'xstate';
import { itemsById, resourcesOf, whatPlays } from '../catalogue/series.ts';
import type { Catalogue, Item } from '../catalogue/types.ts';
import { asPassError, PassError } from '../pass/errors.ts';
import { isUnknown, mayPass, ruleOf } from '../pass/remedies.ts';
import { actors, type Found, type OpenedStream, type Recalled } from './actors.ts';
import type { Context, Likelihood } from './context.ts';
import type { MachineEvent } from './events.ts';
import { startOf, withPosition } from './positions.ts';
import type { Viewer } from './view.types.ts';
import { asRemembered, viewerOf } from './viewer.ts';

/** Every actor gets the whole context: one rule, so that other runtimes need no code for inputs. */
export const wholeContext = ({ context }: { context: Context }): Context => context;

const outputOf = (event: unknown): unknown => (event as { output?: unknown }).output ?? null;

/** An item as a catalogue that has just come has it. */
const itemIn = (event: unknown, item: Item | null): Item | undefined =>
  item ? itemsById(outputOf(event) as Catalogue).get(item.id) : undefined;

const errorOf = (event: unknown): PassError => asPassError((event as { error?: unknown }).error);

const foundIn = (event: unknown): Found => outputOf(event) as Found;

/** Adobe, "Temporary access flows": the time or the titles of a TempPass are used up. */
const endsPreview = ({ code }: PassError): boolean =>
  /^temporary_access_(duration|resources)_limit_exceeded$/.test(code);

const isSameSignIn = (viewer: Viewer, before: Viewer | null): boolean =>
  before !== null && viewer.mvpd === before.mvpd && viewer.until === before.until;

/** The resources of the catalogue about which preauthorization has not been asked. */
export function unknownResources({ catalogue, decisions }: Context): string[] {
  const resources = catalogue ? resourcesOf(catalogue) : [];
  return resources.filter((resource) => !Object.hasOwn(decisions, resource));
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
    isShowing: ({ context }) => context.shown !== null,
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
    /** Supplied: the device has a browser that can open the provider's login. */
    canOpenHere: () => false,
    /** Supplied: so it has, and the provider is known. */
    canOpenNow: () => false,
    /** Supplied: the platform wants the app to ask before it is left. */
    asksBeforeExit: () => false,
    /** Supplied: a protected live stream was paused so long that the right to it should be asked again. */
    pausedLong: () => false,
    reachedReturn: ({ event }) => outputOf(event) === true,
    /** Supplied: the settings name a TempPass, and it was not used up. */
    offersPreview: () => false,
    isUnchecked: ({ context: { checked, gaveCode, viewer } }) =>
      !checked && (viewer !== null || gaveCode),
    isNotPlaying: ({ context }) => context.stream === null,
    wantsName: ({ context }) => context.checked && context.viewer?.nameIsGuess === true,
    pickedFree: ({ context, event }) =>
      event.type === 'PLAY' && whatPlays(event.item, context.positions).access === 'free',
    itemIsFree: ({ context }) => context.item?.access === 'free',
    foundViewer: ({ event }) => foundIn(event).viewer !== null,
    foundSeveral: ({ event }) => foundIn(event).profiles.length > 0,
    isOffered: ({ context, event }) =>
      event.type === 'CHOOSE_PROFILE' && context.profiles.some(({ mvpd }) => mvpd === event.mvpd),
    hasCode: ({ event }) => (outputOf(event) as { code: unknown }).code !== null,
    hasCodeForHere: ({ context, event }) =>
      context.here && (outputOf(event) as { code: unknown }).code !== null,
    /** Supplied: it came a while ago, and nothing plays. */
    catalogueMayBeOld: () => false,
    mayRenewAddress: ({ context }) => context.item?.access === 'free' && !context.renewed,
    addressIsNew: ({ context, event }) => {
      const url = itemIn(event, context.item)?.stream?.url;
      return url !== undefined && url !== context.item?.stream?.url;
    },
    catalogueMayCome: ({ context }) =>
      context.catalogueError !== null && mayPass(context.catalogueError),
    errorMayPass: ({ context }) => context.error !== null && mayPass(context.error),
    errorAsksForSignIn: ({ context }) =>
      context.error !== null && ruleOf(context.error).remedy === 'signIn',
    /** What nobody knows ends nothing: the code may still work. */
    failedForGood: ({ event }) => !mayPass(errorOf(event)) && !isUnknown(errorOf(event)),
    codeIsDead: ({ event }) => ruleOf(errorOf(event)).remedy === 'newCode',
    profileIsGone: ({ event }) => ruleOf(errorOf(event)).remedy === 'signIn',
  },
  actions: {
    keepItem: assign({
      item: ({ context, event }) =>
        event.type === 'PLAY' ? whatPlays(event.item, context.positions) : context.item,
      renewed: false,
    }),
    markRenewed: assign({ renewed: true }),
    /** The same item as the new catalogue has it. */
    renewItem: assign({
      item: ({ context, event }) => itemIn(event, context.item) ?? context.item,
    }),
    allowRenewal: assign({ renewed: false }),
    dropItem: assign({ item: null }),
    keepShown: assign({
      shown: ({ context, event }) => (event.type === 'SHOW' ? event.item : context.shown),
    }),
    pickShown: assign({
      item: ({ context: { shown, positions } }) => shown && whatPlays(shown, positions),
    }),
    dropShown: assign({ shown: null }),
    keepFreeStream: assign({
      stream: ({ context }) => context.item?.stream ?? null,
      startAt: ({ context }) => startOf(context.positions, context.item?.id ?? ''),
    }),
    keepStream: assign({
      stream: ({ event }) => (outputOf(event) as OpenedStream).stream,
      startAt: ({ context }) => startOf(context.positions, context.item?.id ?? ''),
      preview: ({ context, event }) => {
        const { previewEndsAt } = outputOf(event) as OpenedStream;
        return context.preview && previewEndsAt !== null
          ? { ...context.preview, endsAt: previewEndsAt }
          : context.preview;
      },
    }),
    dropStream: assign({ stream: null, pausedAt: null }),
    keepPosition: assign({
      positions: ({ context, event }) =>
        event.type === 'POSITION' && context.item !== null && !context.item.live
          ? withPosition(context.positions, context.item.id, event)
          : context.positions,
    }),
    dropPositions: assign({ positions: {} }),
    keepViewer: assign(({ context, event }) => {
      const { viewer } = foundIn(event);
      // Another provider's viewer may watch other things.
      const same = viewer?.mvpd === context.viewer?.mvpd;
      const stranger =
        viewer !== null && context.remembered !== null && viewer.mvpd !== context.remembered.id;
      return {
        viewer,
        profiles: [],
        ...(stranger ? { positions: {} } : {}),
        ...(viewer ? { remembered: asRemembered(viewer), preview: null } : {}),
        ...(viewer ? { otherWanted: false, spent: null } : {}),
        // Whoever was here before says nothing about a code that was given up since.
        ...(viewer && !isSameSignIn(viewer, context.viewer) ? { gaveCode: false } : {}),
        nobody: viewer === null,
        ...(same ? {} : { decisions: {} }),
      };
    }),
    keepProfiles: assign({ profiles: ({ event }) => foundIn(event).profiles }),
    takeProfile: assign(({ context, event }) => {
      const { profiles, providers, remembered } = context;
      const mvpd = event.type === 'CHOOSE_PROFILE' ? event.mvpd : '';
      const profile = profiles.find((candidate) => candidate.mvpd === mvpd);
      if (!profile) return {};
      const viewer = viewerOf(profile, remembered ? [...providers, remembered] : providers);
      const remembers = asRemembered(viewer);
      return {
        ...{ viewer, remembered: remembers, profiles: [], preview: null, decisions: {} },
        ...{ nobody: false, gaveCode: false, otherWanted: false, spent: null },
      };
    }),
    nameViewer: assign(({ context: { viewer, providers } }) => {
      if (viewer === null) return {};
      // Whom the list does not have has no other name.
      const { nameIsGuess: _, ...guessed } = viewer;
      const known = providers.find(({ id }) => id === viewer.mvpd);
      const named = {
        ...guessed,
        ...(known ? { providerName: known.displayName } : {}),
        ...(known?.logoUrl === undefined ? {} : { providerLogo: known.logoUrl }),
      };
      return { viewer: named, remembered: asRemembered(named) };
    }),
    /** Supplied: remembers the provider as it is called now. */
    saveProvider: () => {},
    dropProfiles: assign({ profiles: [] }),
    keepRecalled: assign(({ event }) => outputOf(event) as Recalled),
    keepChosen: assign({
      chosen: ({ context, event }) =>
        event.type === 'CHOOSE'
          ? (context.providers.find(({ id }) => id === event.mvpd) ?? null)
          : context.chosen,
    }),
    chooseRemembered: assign({ chosen: ({ context }) => context.remembered }),
    dropChosen: assign({ chosen: null }),
    wantOther: assign({ otherWanted: true }),
    beginSignIn: assign({ chosen: null, here: false, otherWanted: false }),
    signInHere: assign({ here: true }),
    signInOnPhone: assign({ here: false }),
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
    /** Who is signed in may have changed since the service said it. */
    doubtNobody: assign({ nobody: false }),
    /** The viewer leaves while a code is there: it may be used all the same. */
    giveUpCode: assign({ checked: ({ context }) => context.checked && context.code === null }),
    dropViewer: assign({
      viewer: null,
      preview: null,
      decisions: {},
      spent: ({ context }) => context.viewer ?? context.spent,
    }),
    markChecked: assign({ checked: true }),
    keepCatalogue: assign({
      catalogue: ({ event }) => outputOf(event) as Context['catalogue'],
      catalogueError: null,
    }),
    /** Supplied: writes when the catalogue came into the context. */
    markLoaded: () => {},
    keepCatalogueError: assign({
      catalogueError: ({ event }) => errorOf(event),
      lastError: ({ event }) => errorOf(event),
    }),
    keepCode: assign({
      code: ({ event }) => (outputOf(event) as { code: Context['code'] }).code,
      failures: 0,
      trouble: null,
      gaveCode: true,
    }),
    dropCode: assign({ code: null, failures: 0, trouble: null }),
    keepProviders: assign({ providers: ({ event }) => outputOf(event) as Context['providers'] }),
    countFailure: assign({ failures: ({ context }) => context.failures + 1 }),
    clearFailures: assign({ failures: 0, trouble: null }),
    keepTrouble: assign({ trouble: ({ event }) => errorOf(event) }),
    keepError: assign({
      error: ({ event }) => errorOf(event),
      lastError: ({ event }) => errorOf(event),
      previewUsedUp: ({ context, event }) => context.previewUsedUp || endsPreview(errorOf(event)),
    }),
    keepStreamFailure: assign(({ event }) => {
      const trace = event.type === 'STREAM_FAILED' ? { trace: event.failure } : {};
      const error = new PassError({ code: 'stream_failed', ...trace });
      return { error, lastError: error };
    }),
    dropError: assign({ error: null }),
    /** Supplied: writes the time of this poll into the context. */
    markAsked: () => {},
    /** Supplied: drops the remembered profile, keeps the remembered provider. */
    forgetProfile: () => {},
    /** Supplied: remembers the profile that the viewer chose. */
    saveProfile: () => {},
    /** Supplied: remembers how far everything was watched. */
    savePositions: () => {},
    /** Supplied: writes when the viewer paused into the context. */
    markPaused: () => {},
    markResumed: assign({ pausedAt: null }),
    /** Supplied: hands over to the system, by the platform's rule. */
    leaveApp: () => {},
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
    /** Until what failed is tried again by itself. Supplied with jitter. */
    recoveryInterval: 10_000,
    /** Until the catalogue is asked for again. Supplied, from the settings and with jitter. */
    catalogueAge: 6 * 3_600_000,
    /** How long "Signed in with …" stays. */
    approvalShown: 1_500,
  },
});
