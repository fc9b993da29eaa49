import type { LoginRoundTrip } from './loginRoundTrip.ts';
import type { PersistedCode } from './persistence.ts';
import { codeOf, type Place } from './places.ts';

/** What is at hand when the page has been loaded. */
export interface LoadedState {
  /** `#code=` or `?code=` of the address; '' for none. */
  readonly code: string;
  /** `#return=` of the address; '' for none. */
  readonly returned: string;
  /** Of this entry in the tab's history. */
  readonly place: Place | undefined;
  /** The tab left for the provider. */
  readonly trip: LoginRoundTrip | undefined;
  /** Outlived a tab. */
  readonly kept: PersistedCode;
  /** Loaded by Back, Forward or a reload: nothing has happened meanwhile. */
  readonly again: boolean;
}

/** How a visit begins. */
export type InitialStep =
  | { readonly does: 'start'; readonly code: string }
  | { readonly does: 'restore'; readonly place: Place }
  /** `asks`: how often the service is asked whether the viewer is signed in; undefined for as usual. */
  | { readonly does: 'comeBack'; readonly trip: LoginRoundTrip; readonly asks: number | undefined }
  /** A login was begun in a tab that is gone. */
  | { readonly does: 'pickUp'; readonly code: string };

/**
 * Newest first: a code in the address, a login that ended at this address, a trip that nobody has asked
 * about, this entry of the history, what outlived the tab.
 */
export function initialStepOf({
  code,
  returned,
  place,
  trip,
  kept,
  again,
}: LoadedState): InitialStep {
  const asks = again ? 1 : undefined;
  if (code !== '') {
    // Still there only where the address cannot be cleaned: then the place is further on.
    const isFurther = place !== undefined && codeOf(place) === code;
    return isFurther ? { does: 'restore', place } : { does: 'start', code };
  }
  if (returned !== '') {
    const isOver = place !== undefined && [returned, undefined].includes(codeOf(place));
    if (isOver && place.at !== 'return' && again) return { does: 'restore', place };
    return { does: 'comeBack', trip: roundTripTo(returned, trip), asks };
  }
  // Nobody has asked yet how it went.
  if (trip !== undefined) return { does: 'comeBack', trip, asks };
  if (place?.at === 'return') return { does: 'comeBack', trip: place, asks };
  if (place !== undefined && (place.at !== 'code' || kept !== 'done')) {
    return { does: 'restore', place };
  }
  if (kept === 'done') return { does: 'restore', place: { at: 'done' } };
  if (kept !== undefined) return { does: 'pickUp', code: kept.code };
  return { does: 'start', code: '' };
}

/**
 * The trip that ended with `code`. Who comes here from elsewhere has confirmed nothing: no provider is
 * known then.
 */
export function roundTripTo(code: string, own: LoginRoundTrip | undefined): LoginRoundTrip {
  return own?.code === code ? own : { code, mvpd: '', name: '' };
}
