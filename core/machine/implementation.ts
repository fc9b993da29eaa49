import { assign, fromPromise } from 'xstate';
import type { Item } from '../catalogue/types.ts';
import type { Memory } from '../memory/Memory.ts';
import type { PassService } from '../pass/PassService.ts';
import { pollGap, recoveryGap, shortestPollGap } from '../pass/pace.ts';
import type { CorePorts } from '../ports.ts';
import type { Settings } from '../settings.ts';
import type { Context } from './context.ts';
import { machine } from './machine.ts';
import { createSigningIn } from './signingIn.ts';
import { createSigningOut } from './signingOut.ts';
import { createWatching } from './watching.ts';

/** A catalogue that came less than so long ago is not asked for again when the app comes back, ms. */
const young = 60_000;

/** A live stream that was paused this long is asked for again, ms. */
const longPause = 10 * 60_000;

export interface Dependencies {
  readonly settings: Settings;
  readonly service: PassService;
  readonly memory: Memory;
  readonly ports: CorePorts;
  /** False: there is no catalogue, and the feed is not asked for. */
  readonly browses?: boolean;
  readonly beforePlayback?: BeforePlayback;
}

/**
 * Asked between a permit and the playback endpoint, for what needs a decision of the MVPD `mvpd`: nothing plays
 * when it rejects, and the media token is unspent. @throws PassError
 */
export type BeforePlayback = (item: Item, mvpd: string, signal: AbortSignal) => Promise<void>;

/** The machine with everything that its names stand for. */
export function implement(dependencies: Dependencies) {
  const { settings, service, memory, ports } = dependencies;
  const { clock } = ports;
  const { pass } = settings.appSettings;
  const signingIn = createSigningIn(dependencies);
  const signingOut = createSigningOut(dependencies);
  const watching = createWatching(dependencies);

  return machine.provide({
    actors: {
      recall: actor(signingIn.recall),
      checkProfile: actor(signingIn.checkProfile),
      confirmProfile: actor(signingIn.confirmProfile),
      findProfile: actor(signingIn.findProfile),
      loadCatalogue: actor(watching.loadCatalogue),
      createSession: actor(signingIn.createSession),
      loadProviders: actor((_, signal) => service.providers(signal)),
      learnProviders: actor(signingIn.learnProviders),
      askForProfile: actor(signingIn.askForProfile),
      openBrowser: actor(
        async ({ code }, signal) =>
          (await ports.openUrl?.(service.loginUrl(code?.code ?? ''), {
            returnUrl: pass.activateUrl,
            signal,
          })) ?? false,
      ),
      openStream: actor(watching.openStream),
      preauthorize: actor(watching.preauthorize),
      signOut: actor(signingOut.signOut),
    },
    guards: {
      // Only who was chosen on this device can be opened on this device.
      choosesHere: ({ context }) => pass.chooseProvider === 'tv' || context.here,
      canOpenHere: () => ports.openUrl !== undefined,
      canOpenNow: ({ context }) => ports.openUrl !== undefined && context.chosen !== null,
      asksBeforeExit: () => ports.asksBeforeExit === true,
      pausedLong: ({ context: { item, pausedAt } }) =>
        item?.access === 'subscription' &&
        item.live &&
        pausedAt !== null &&
        clock.monotonic() - pausedAt >= longPause,
      // A device that was asleep may not have counted the time.
      catalogueMayBeOld: ({ context: { stream, catalogueAt } }) =>
        stream === null &&
        (clock.monotonic() - catalogueAt >= young || watching.sinceLoaded() >= young),
      offersPreview: ({ context }) => pass.freePreview !== undefined && !context.previewUsedUp,
    },
    actions: {
      markAsked: assign({ askedAt: () => clock.monotonic() }),
      markLoaded: assign({ catalogueAt: () => clock.monotonic() }),
      markPaused: assign({ pausedAt: () => clock.monotonic() }),
      leaveApp: () => ports.exit?.(),
      forgetProfile: () => void memory.forget('profile'),
      savePositions: ({ context }) => void memory.set('positions', context.positions),
      saveProfile: ({ context, event }) => {
        const mvpd = event.type === 'CHOOSE_PROFILE' ? event.mvpd : '';
        const profile = context.profiles.find((candidate) => candidate.mvpd === mvpd);
        if (profile) void signingIn.remember(profile, context);
      },
      saveProvider: ({ context }) => {
        if (context.remembered) void signingIn.rename(context.remembered);
      },
      beginPreview: assign({
        preview: () =>
          pass.freePreview === undefined
            ? null
            : { mvpd: pass.freePreview, endsAt: Number.POSITIVE_INFINITY },
      }),
    },
    delays: {
      pollInterval: ({ context }) => pollGap(context.failures, ports.random()),
      recoveryInterval: ({ context }) => recoveryGap(context.failures - 1, ports.random()),
      catalogueAge: ({ context }) => {
        const age = settings.appSettings.catalogue.refreshMinutes * 60_000;
        // Not everybody at once.
        const wanted = age * (0.9 + ports.random() / 5);
        return Math.max(0, context.catalogueAt + wanted - clock.monotonic());
      },
      untilAllowed: ({ context }) =>
        Math.max(0, context.askedAt + shortestPollGap - clock.monotonic()),
      previewLeft: ({ context }) => Math.max(0, (context.preview?.endsAt ?? 0) - clock.monotonic()),
      codeLife: ({ context }) => Math.max(0, (context.code?.expiresAt ?? 0) - clock.monotonic()),
    },
  });
}

function actor<T>(work: (context: Context, signal: AbortSignal) => Promise<T>) {
  return fromPromise<T, Context>(({ input, signal }) => work(input, signal));
}
