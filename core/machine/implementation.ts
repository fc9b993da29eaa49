import { assign, fromPromise } from 'xstate';
import { isReleaseOver } from '../catalogue/streamFailure.ts';
import { Attempts } from '../pass/Attempts.ts';
import { pollGap, recoveryGap, shortestPollGap } from '../pass/throttling.ts';
import type { Context } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { machine } from './machine.ts';
import { createPlaybackActors } from './playbackActors.ts';
import { createSignInActors } from './signInActors.ts';
import { createSignOutActors } from './signOutActors.ts';

/** A catalogue younger than this is not loaded again when the viewer returns to the app, ms. */
const young = 60_000;

/** A live stream that was paused this long is authorised again, ms. */
const longPause = 10 * 60_000;

/** The machine with the real actors, guards, actions and delays. */
export function implement(dependencies: Dependencies) {
  const { settings, service, memory, ports } = dependencies;
  const { clock } = ports;
  const { pass } = settings.appSettings;
  const signingIn = createSignInActors(dependencies);
  const signingOut = createSignOutActors(dependencies);
  const watching = createPlaybackActors(dependencies);

  return machine.provide({
    actors: {
      restore: actor(signingIn.restore),
      checkProfile: actor(signingIn.checkProfile),
      confirmProfile: actor(signingIn.confirmProfile),
      findProfile: actor(signingIn.findProfile),
      loadCatalogue: actor(watching.loadCatalogue),
      createSession: actor(signingIn.createSession),
      loadProviders: actor((_, signal, attempts) => service.providers(signal, attempts)),
      loadProviderNames: actor(signingIn.loadProviderNames),
      pollProfile: actor(signingIn.pollProfile),
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
      // Only the login of a provider that was chosen on this device can be opened on this device.
      choosesOnDevice: ({ context }) => pass.chooseProvider === 'tv' || context.onDevice,
      canOpenOnDevice: () => ports.openUrl !== undefined,
      canOpenNow: ({ context }) => ports.openUrl !== undefined && context.chosen !== null,
      asksBeforeExit: () => ports.asksBeforeExit === true,
      pausedLong: ({ context: { pendingItem: item, pausedAt } }) =>
        item?.access === 'subscription' &&
        item.live &&
        pausedAt !== null &&
        clock.monotonic() - pausedAt >= longPause,
      mayAskAgain: ({ context: { pendingItem: item, addressRenewed: renewed, stream }, event }) => {
        if (item?.access !== 'subscription' || renewed || event.type !== 'STREAM_FAILED')
          return false;
        const { expiresAt = Number.POSITIVE_INFINITY } = stream ?? {};
        return isReleaseOver(event.failure) || clock.now() >= expiresAt;
      },
      // The monotonic clock may have stopped while the device was asleep.
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
        // Random, so that the apps do not all load the catalogue at the same time.
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

/** All requests of one actor serve one action of the viewer, so they share one budget of attempts. */
function actor<T>(work: (context: Context, signal: AbortSignal, attempts: Attempts) => Promise<T>) {
  return fromPromise<T, Context>(({ input, signal }) => work(input, signal, new Attempts()));
}
