import type { DrmSystem } from '../catalogue/drm.ts';
import { feedRequest, loadFeed } from '../catalogue/loadFeed.ts';
import { playbackRequest, readPlayback } from '../catalogue/playback.ts';
import { type Catalogue, emptyCatalogue } from '../catalogue/types.ts';
import type { Continued } from '../concurrency/counter.types.ts';
import type { OtherStream } from '../concurrency/types.ts';
import type { Attempts } from '../pass/Attempts.ts';
import { policyFor, previewOver } from '../pass/errorPolicy.ts';
import { PassError } from '../pass/errors.ts';
import { sendWithTimeout } from '../pass/http.ts';
import type { Decision } from '../pass/PassService.ts';
import type { HeartbeatOutcome, OpenedStream, RefusedStream } from './actors.ts';
import type { Context } from './context.ts';
import { unknownResources } from './definition.ts';
import type { Dependencies } from './dependencies.ts';
import type { PreauthorizationDecision } from './viewer.types.ts';

/** How long to wait for the device's list of DRM systems, ms. */
const drmTimeLimit = 2_000;

/** The actors that load the catalogue, preauthorize and open a stream. Every actor rejects with a PassError. */
export function createPlaybackActors(dependencies: Dependencies) {
  const { settings, service, ports, counter, beforePlayback, browses = true } = dependencies;
  const { clock } = ports;
  const { catalogue } = settings.appSettings;
  /** ms since the epoch, by the device's clock. */
  let loadedAt: number | null = null;
  return { loadCatalogue, openStream, sendHeartbeat, loadRunning, preauthorize, sinceLoaded };

  async function loadCatalogue(_: Context, signal: AbortSignal): Promise<Catalogue> {
    if (!browses) return emptyCatalogue;
    const found = await loadFeed(
      await sendWithTimeout(ports, feedRequest(catalogue.feedUrl), signal, 'silence'),
    );
    loadedAt = clock.now();
    return found;
  }

  /** ms by the device's date, which continues while the device is asleep. */
  function sinceLoaded(): number {
    return loadedAt === null ? 0 : Math.abs(clock.now() - loadedAt);
  }

  async function openStream(
    context: Context,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<OpenedStream | RefusedStream> {
    const { pendingItem: item, viewer, preview, endCode } = context;
    const mvpd = viewer?.mvpd ?? preview?.mvpd;
    if (!item?.resource || !mvpd) throw new PassError({ code: 'authenticated_profile_missing' });
    // A free preview has no account whose streams could be counted.
    const counting = viewer === null ? undefined : counter;
    counting?.prepare(mvpd).catch(() => {});
    const decision = await service.authorize(mvpd, item.resource, signal, attempts);
    if (!decision.authorized || !decision.token) {
      throw decision.error ?? new PassError({ code: 'authorization_denied_by_mvpd', status: 403 });
    }
    await beforePlayback?.(item, mvpd, signal);
    const started = await counting?.start(item, mvpd, endCode, signal);
    if (started && 'conflicts' in started) return started;
    const next = started && nextHeartbeat(started);
    try {
      const { serializedToken, notBefore } = decision.token;
      const drm = await drmSystems();
      const request = playbackRequest(catalogue.playbackUrl, item.id, serializedToken, drm);
      const stream = readPlayback(await sendWithTimeout(ports, request, signal));
      const onPreview = viewer === null;
      const previewEndsAt = onPreview
        ? await endOfPreview(mvpd, notBefore, signal, attempts)
        : null;
      return { stream, previewEndsAt, ...next };
    } catch (error) {
      counting?.stop();
      throw error;
    }
  }

  async function sendHeartbeat(_: Context, signal: AbortSignal): Promise<HeartbeatOutcome> {
    const outcome = await counter?.heartbeat(signal);
    if (!outcome) return { heartbeatAt: null };
    return 'heartbeatIn' in outcome ? nextHeartbeat(outcome) : outcome;
  }

  function nextHeartbeat({ heartbeatIn, error }: Continued) {
    return {
      heartbeatAt: heartbeatIn === null ? null : clock.monotonic() + heartbeatIn,
      ...(error && { uncounted: error }),
    };
  }

  async function loadRunning(
    { viewer }: Context,
    signal: AbortSignal,
  ): Promise<readonly OtherStream[] | null> {
    return viewer && counter ? counter.running(viewer.mvpd, signal) : null;
  }

  /** undefined when the engine does not answer in time or rejects. */
  function drmSystems(): Promise<readonly DrmSystem[] | undefined> {
    if (!ports.drmSystems) return Promise.resolve(undefined);
    const asked = ports.drmSystems().catch(() => undefined);
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => resolve(undefined), drmTimeLimit);
      void asked.then((systems) => {
        clock.clearTimeout(timer);
        resolve(systems);
      });
    });
  }

  /**
   * When the TempPass ends, on the monotonic clock. The service gives the end by its own clock; the
   * media token that it has just made gives the present time of that clock, so the device's date is not needed.
   */
  async function endOfPreview(
    mvpd: string,
    serviceNow: number,
    signal: AbortSignal,
    attempts: Attempts,
  ) {
    const [profile] = await service.profilesOf(mvpd, signal, attempts);
    if (!profile) throw previewOver();
    return clock.monotonic() + Math.max(0, profile.notAfter - serviceNow);
  }

  async function preauthorize(
    context: Context,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<Record<string, PreauthorizationDecision>> {
    const resources = unknownResources(context);
    const mvpd = context.viewer?.mvpd ?? '';
    const decisions = await service.preauthorize(mvpd, resources, signal, attempts);
    const said = new Map(decisions.map((decision) => [decision.resource, decision]));
    return Object.fromEntries(
      resources.map((resource) => {
        const decision = said.get(resource);
        const details = decision?.error?.details;
        const included = decision === undefined || isPassing(decision) ? null : decision.authorized;
        return [resource, { included, ...(details === undefined ? {} : { details }) }];
      }),
    );
  }
}

/** An error between the service and the provider, or of this request, does not show what the viewer may watch. */
function isPassing({ error }: Decision): boolean {
  if (error === undefined) return false;
  const { remedy, problem } = policyFor(error);
  return remedy !== 'none' || problem === 'setup' || problem === 'service';
}
