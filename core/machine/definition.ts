import { assign, setup } from 'xstate';
import { itemsById, playableItem, resourcesOf } from '../catalogue/series.ts';
import type { Catalogue, Item } from '../catalogue/types.ts';
import {
  isPreviewOver,
  isTransient,
  isUnknown,
  policyFor,
  previewOver,
} from '../pass/errorPolicy.ts';
import { asPassError, PassError } from '../pass/errors.ts';
import { actors, type FoundProfiles, type OpenedStream, type RestoredState } from './actors.ts';
import type { Context } from './context.ts';
import type { MachineEvent } from './events.ts';
import { areOfAnother, startOf, withPosition } from './positions.ts';
import { asRemembered, viewerOf } from './viewer.ts';
import type { PreauthorizationDecision, Viewer } from './viewer.types.ts';

/** Every actor gets the whole context, so that other runtimes need no code for inputs. */
export const wholeContext = ({ context }: { context: Context }): Context => context;

const outputOf = (event: unknown): unknown => (event as { output?: unknown }).output ?? null;

/** The item in the catalogue that has just been loaded. */
const itemIn = (event: unknown, item: Item | null): Item | undefined =>
  item ? itemsById(outputOf(event) as Catalogue).get(item.id) : undefined;

const errorOf = (event: unknown): PassError => asPassError((event as { error?: unknown }).error);

const foundIn = (event: unknown): FoundProfiles => outputOf(event) as FoundProfiles;

const isSameSignIn = (viewer: Viewer, before: Viewer | null): boolean =>
  before !== null && viewer.mvpd === before.mvpd && viewer.until === before.until;

const whereToBegin = ({ pendingItem: item, positions, resumeAt }: Context): number =>
  resumeAt ?? startOf(positions, item?.id ?? '');

/** The positions to keep when `viewer` is signed in: none when they belong to another provider. */
function positionsOf(
  viewer: Viewer,
  { remembered, positions }: Context,
): Pick<Context, 'positions'> {
  return { positions: areOfAnother(remembered?.id, viewer.mvpd) ? {} : positions };
}

/** The resources of the catalogue without a preauthorization decision. */
export function unknownResources({ catalogue, decisions }: Context): string[] {
  const resources = catalogue ? resourcesOf(catalogue) : [];
  return resources.filter((resource) => !Object.hasOwn(decisions, resource));
}

/** The chart's guards, actions and delays, each small enough to be written again for another runtime. */
export const definition = setup({
  types: {
    context: {} as Context,
    events: {} as MachineEvent,
  },
  actors,
  guards: {
    hasCatalogue: ({ context }) => context.catalogue !== null,
    hasPendingItem: ({ context }) => context.pendingItem !== null,
    hasOpenItem: ({ context }) => context.openItem !== null,
    isSignedIn: ({ context }) => context.viewer !== null,
    /** Signed in, or on a free preview: a decision can be requested. */
    mayAuthorize: ({ context }) => context.viewer !== null || context.preview !== null,
    playsOnPreview: ({ context }) =>
      context.viewer === null && context.preview !== null && context.pendingItem?.access !== 'free',
    wantsDecisions: ({ context }) =>
      context.viewer !== null && context.profileChecked && unknownResources(context).length > 0,
    remembersProvider: ({ context }) => context.remembered !== null,
    partnerLogoutRequired: ({ event }) => outputOf(event) === true,
    restoredViewer: ({ event }) => (outputOf(event) as RestoredState).viewer !== null,
    errorAsksForProvider: ({ context }) =>
      context.error !== null && policyFor(context.error).remedy === 'chooseProvider',
    /** Supplied: providers are chosen on the television. */
    choosesOnDevice: () => false,
    /** Supplied: the device has a browser that can open the provider's login. */
    canOpenOnDevice: () => false,
    /** Supplied: the device has such a browser, and the provider is known. */
    canOpenNow: () => false,
    /** Supplied: the platform requires a confirmation before the viewer leaves the app. */
    asksBeforeExit: () => false,
    /** Supplied: a protected live stream was paused so long that a new decision should be requested. */
    pausedLong: () => false,
    reachedReturn: ({ event }) => outputOf(event) === true,
    /** Supplied: the settings contain a TempPass, and it is not used up. */
    offersPreview: () => false,
    isUnchecked: ({ context: { profileChecked: checked, codeMayBeUsed, viewer } }) =>
      !checked && (viewer !== null || codeMayBeUsed),
    isNotPlaying: ({ context }) => context.stream === null,
    wantsName: ({ context }) => context.profileChecked && context.viewer?.nameIsGuess === true,
    pickedFree: ({ context, event }) =>
      event.type === 'PLAY' && playableItem(event.item, context.positions).access === 'free',
    itemIsFree: ({ context }) => context.pendingItem?.access === 'free',
    foundViewer: ({ event }) => foundIn(event).viewer !== null,
    foundSeveral: ({ event }) => foundIn(event).profiles.length > 0,
    isOffered: ({ context, event }) =>
      event.type === 'CHOOSE_PROFILE' && context.profiles.some(({ mvpd }) => mvpd === event.mvpd),
    hasCode: ({ event }) => (outputOf(event) as { code: unknown }).code !== null,
    hasCodeForDevice: ({ context, event }) =>
      context.onDevice && (outputOf(event) as { code: unknown }).code !== null,
    /** Supplied: the catalogue was loaded some time ago, and nothing plays. */
    catalogueMayBeOld: () => false,
    /** Supplied: a server refused a stream that needs a decision, and no new decision was requested since. */
    mayAskAgain: () => false,
    mayRenewAddress: ({ context }) =>
      context.pendingItem?.access === 'free' && !context.addressRenewed,
    addressIsNew: ({ context, event }) => {
      const url = itemIn(event, context.pendingItem)?.stream?.url;
      return url !== undefined && url !== context.pendingItem?.stream?.url;
    },
    catalogueErrorIsTransient: ({ context }) =>
      context.catalogueError !== null && isTransient(context.catalogueError),
    errorIsTransient: ({ context }) => context.error !== null && isTransient(context.error),
    errorAsksForSignIn: ({ context }) =>
      context.error !== null && policyFor(context.error).remedy === 'signIn',
    /** An unknown error does not end the polling: the code may still work. */
    failedForGood: ({ event }) => !isTransient(errorOf(event)) && !isUnknown(errorOf(event)),
    codeIsInvalid: ({ event }) => policyFor(errorOf(event)).remedy === 'newCode',
    profileHasEnded: ({ event }) => policyFor(errorOf(event)).remedy === 'signIn',
  },
  actions: {
    keepPendingItem: assign({
      pendingItem: ({ context, event }) =>
        event.type === 'PLAY' ? playableItem(event.item, context.positions) : context.pendingItem,
      addressRenewed: false,
      resumeAt: null,
    }),
    markRenewed: assign({ addressRenewed: true }),
    /** Replaces the item with the same item of the new catalogue. */
    renewPendingItem: assign({
      pendingItem: ({ context, event }) =>
        itemIn(event, context.pendingItem) ?? context.pendingItem,
    }),
    allowRenewal: assign({ addressRenewed: false }),
    dropPendingItem: assign({ pendingItem: null }),
    keepOpenItem: assign({
      openItem: ({ context, event }) => (event.type === 'SHOW' ? event.item : context.openItem),
    }),
    pickOpenItem: assign({
      pendingItem: ({ context: { openItem: shown, positions } }) =>
        shown && playableItem(shown, positions),
    }),
    dropOpenItem: assign({ openItem: null }),
    keepFreeStream: assign({
      stream: ({ context }) => context.pendingItem?.stream ?? null,
      startAt: ({ context }) => whereToBegin(context),
    }),
    keepStream: assign({
      stream: ({ event }) => (outputOf(event) as OpenedStream).stream,
      startAt: ({ context }) => whereToBegin(context),
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
        event.type === 'POSITION' && context.pendingItem !== null && !context.pendingItem.live
          ? withPosition(context.positions, context.pendingItem.id, event)
          : context.positions,
    }),
    dropPositions: assign({ positions: {} }),
    keepViewer: assign(({ context, event }) => {
      const { viewer } = foundIn(event);
      const same = viewer?.mvpd === context.viewer?.mvpd;
      return {
        viewer,
        profiles: [],
        ...(viewer ? positionsOf(viewer, context) : {}),
        ...(viewer ? { remembered: asRemembered(viewer), preview: null } : {}),
        ...(viewer ? { wantsOtherProvider: false, formerViewer: null } : {}),
        // A profile from before an abandoned code does not show whether that code was used.
        ...(viewer && !isSameSignIn(viewer, context.viewer) ? { codeMayBeUsed: false } : {}),
        knownSignedOut: viewer === null,
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
        ...positionsOf(viewer, context),
        ...{
          knownSignedOut: false,
          codeMayBeUsed: false,
          wantsOtherProvider: false,
          formerViewer: null,
        },
      };
    }),
    nameViewer: assign(({ context: { viewer, providers } }) => {
      if (viewer === null) return {};
      // A provider that is not in the list keeps the name made from its id.
      const { nameIsGuess: _, ...guessed } = viewer;
      const known = providers.find(({ id }) => id === viewer.mvpd);
      const named = {
        ...guessed,
        ...(known ? { providerName: known.displayName } : {}),
        ...(known?.logoUrl === undefined ? {} : { providerLogo: known.logoUrl }),
      };
      return { viewer: named, remembered: asRemembered(named) };
    }),
    /** Supplied: stores the provider with its present name. */
    saveProvider: () => {},
    dropProfiles: assign({ profiles: [] }),
    keepRestored: assign(({ event }) => outputOf(event) as RestoredState),
    keepChosen: assign({
      chosen: ({ context, event }) =>
        event.type === 'CHOOSE'
          ? (context.providers.find(({ id }) => id === event.mvpd) ?? null)
          : context.chosen,
    }),
    chooseRemembered: assign({ chosen: ({ context }) => context.remembered }),
    dropChosen: assign({ chosen: null }),
    requestOtherProvider: assign({ wantsOtherProvider: true }),
    beginSignIn: assign({ chosen: null, onDevice: false, wantsOtherProvider: false }),
    signInOnDevice: assign({ onDevice: true }),
    signInOnPhone: assign({ onDevice: false }),
    dropRemembered: assign({ remembered: null }),
    keepDecisions: assign({
      decisions: ({ context, event }) => ({
        ...context.decisions,
        ...(outputOf(event) as Record<string, PreauthorizationDecision>),
      }),
    }),
    keepPreviewOver: assign({
      error: () => previewOver(),
      preview: null,
      previewUsedUp: true,
    }),
    /** Supplied: starts a free preview; its end is not known yet. */
    beginPreview: () => {},
    /** The sign-in may have changed since the service's last answer. */
    recheckSignedOut: assign({ knownSignedOut: false }),
    /** The viewer leaves while there is a code: the code may be used nevertheless. */
    giveUpCode: assign({
      profileChecked: ({ context }) => context.profileChecked && context.code === null,
    }),
    dropViewer: assign({
      viewer: null,
      preview: null,
      decisions: {},
      formerViewer: ({ context }) => context.viewer ?? context.formerViewer,
    }),
    markChecked: assign({ profileChecked: true }),
    keepCatalogue: assign({
      catalogue: ({ event }) => outputOf(event) as Context['catalogue'],
      catalogueError: null,
    }),
    /** Supplied: writes the time at which the catalogue was loaded into the context. */
    markLoaded: () => {},
    keepCatalogueError: assign({
      catalogueError: ({ event }) => errorOf(event),
      lastError: ({ event }) => errorOf(event),
    }),
    keepCode: assign({
      code: ({ event }) => (outputOf(event) as { code: Context['code'] }).code,
      failures: 0,
      trouble: null,
      codeMayBeUsed: true,
    }),
    dropCode: assign({ code: null, failures: 0, trouble: null }),
    keepProviders: assign({ providers: ({ event }) => outputOf(event) as Context['providers'] }),
    countFailure: assign({ failures: ({ context }) => context.failures + 1 }),
    clearFailures: assign({ failures: 0, trouble: null }),
    keepTrouble: assign({ trouble: ({ event }) => errorOf(event) }),
    keepError: assign({
      error: ({ event }) => errorOf(event),
      lastError: ({ event }) => errorOf(event),
      previewUsedUp: ({ context, event }) => context.previewUsedUp || isPreviewOver(errorOf(event)),
    }),
    keepStreamFailure: assign(({ context, event }) => {
      const trace = event.type === 'STREAM_FAILED' ? { trace: event.failure } : {};
      const error = new PassError({ code: 'stream_failed', ...trace });
      const at =
        event.type === 'STREAM_FAILED' && !context.pendingItem?.live ? event.position : undefined;
      const resumeAt = at !== undefined && at > 0 ? at : context.resumeAt;
      return { error, lastError: error, resumeAt };
    }),
    dropError: assign({ error: null }),
    /** Supplied: writes the time of this poll into the context. */
    markAsked: () => {},
    /** Supplied: deletes the stored profile, keeps the stored provider. */
    forgetProfile: () => {},
    /** Supplied: stores the profile that the viewer chose. */
    saveProfile: () => {},
    /** Supplied: stores how far each item was watched. */
    savePositions: () => {},
    /** Supplied: writes the time at which the viewer paused into the context. */
    markPaused: () => {},
    markResumed: assign({ pausedAt: null }),
    /** Supplied: leaves the app in the way that the platform requires. */
    leaveApp: () => {},
  },
  delays: {
    /** Between two polls; Adobe: "every 3-5 seconds". Supplied with jitter. */
    pollInterval: 4_000,
    /** The rest of the shortest allowed time between polls when the viewer presses Continue. Supplied. */
    untilAllowed: 3_000,
    /** The rest of the code's lifetime. Supplied. */
    codeLife: 30 * 60_000,
    /** The rest of the free preview. Supplied. */
    previewLeft: 10 * 60_000,
    /** Until a failed request is repeated automatically. Supplied with jitter. */
    recoveryInterval: 10_000,
    /** Until the catalogue is loaded again. Supplied, from the settings and with jitter. */
    catalogueAge: 6 * 3_600_000,
    /** How long "Signed in with …" is shown. */
    approvalShown: 1_500,
  },
});
