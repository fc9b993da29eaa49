import type { DrmSystem } from '../catalogue/drm.ts';
import { playbackRequest, readPlayback } from '../catalogue/playback.ts';
import { feedRequest, readFeed } from '../catalogue/readFeed.ts';
import { type Catalogue, emptyCatalogue } from '../catalogue/types.ts';
import type { Attempts } from '../pass/Attempts.ts';
import { policyFor, previewOver } from '../pass/errorPolicy.ts';
import { PassError } from '../pass/errors.ts';
import { sendWithTimeout } from '../pass/http.ts';
import type { Decision } from '../pass/PassService.ts';
import type { OpenedStream } from './actors.ts';
import type { Context } from './context.ts';
import { unknownResources } from './definition.ts';
import type { Dependencies } from './dependencies.ts';
import type { PreauthorizationDecision } from './viewer.types.ts';

/** How long to wait for the device's list of DRM systems, ms. */
const drmPatience = 2_000;

/** The actors that load the catalogue, preauthorize and open a stream. Every actor rejects with a PassError. */
export function createPlaybackActors(dependencies: Dependencies) {
  const { settings, service, ports, beforePlayback, browses = true } = dependencies;
  const { clock } = ports;
  const { catalogue } = settings.appSettings;
  /** ms since the epoch, by the device's clock. */
  let loadedAt: number | null = null;
  return { loadCatalogue, openStream, preauthorize, sinceLoaded };

  async function loadCatalogue(_: Context, signal: AbortSignal): Promise<Catalogue> {
    if (!browses) return emptyCatalogue;
    const found = readFeed(
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
  ): Promise<OpenedStream> {
    const { pendingItem: item, viewer, preview } = context;
    const mvpd = viewer?.mvpd ?? preview?.mvpd;
    if (!item?.resource || !mvpd) throw new PassError({ code: 'authenticated_profile_missing' });
    const decision = await service.authorize(mvpd, item.resource, signal, attempts);
    if (!decision.authorized || !decision.token) {
      throw decision.error ?? new PassError({ code: 'authorization_denied_by_mvpd', status: 403 });
    }
    await beforePlayback?.(item, mvpd, signal);
    const { serializedToken } = decision.token;
    const drm = await drmSystems();
    const request = playbackRequest(catalogue.playbackUrl, item.id, serializedToken, drm);
    const stream = readPlayback(await sendWithTimeout(ports, request, signal));
    const onPreview = viewer === null;
    const previewEndsAt = onPreview
      ? await endOfPreview(mvpd, decision.token.notBefore, signal, attempts)
      : null;
    return { stream, previewEndsAt };
  }

  /** undefined when the engine does not answer in time or rejects. */
  function drmSystems(): Promise<readonly DrmSystem[] | undefined> {
    if (!ports.drmSystems) return Promise.resolve(undefined);
    const asked = ports.drmSystems().catch(() => undefined);
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => resolve(undefined), drmPatience);
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
