import type { LoginRoundTrip } from './loginRoundTrip.ts';
import type { PersistedCode } from './persistence.ts';
import { codeOf, type Place } from './places.ts';

/** The data that is available when the page has been loaded. */
export interface LoadedState {
  /** `#code=` or `?code=` of the address; '' for none. */
  readonly code: string;
  /** `#return=` of the address; '' for none. */
  readonly returned: string;
  /** The place of this entry in the tab's history. */
  readonly place: Place | undefined;
  /** Set when the tab was sent to the provider. */
  readonly trip: LoginRoundTrip | undefined;
  /** Stored by an earlier tab. */
  readonly kept: PersistedCode;
  /** The page was loaded by Back, Forward or a reload. */
  readonly again: boolean;
}

/** The first step of a visit. */
export type InitialStep =
  | { readonly does: 'start'; readonly code: string }
  | { readonly does: 'restore'; readonly place: Place }
  /** `asks`: number of requests whether the viewer is signed in; undefined for the usual number. */
  | { readonly does: 'comeBack'; readonly trip: LoginRoundTrip; readonly asks: number | undefined }
  /** A login was begun in a tab that is closed now. */
  | { readonly does: 'pickUp'; readonly code: string };

/**
 * In order of precedence: a code in the address, a login that ended at this address, a login whose result was
 * not requested yet, this entry of the history, the code that an earlier tab stored.
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
    // The code is still in the address only where the address cannot be changed: then the place is newer.
    const isFurther = place !== undefined && codeOf(place) === code;
    return isFurther ? { does: 'restore', place } : { does: 'start', code };
  }
  if (returned !== '') {
    const isOver = place !== undefined && [returned, undefined].includes(codeOf(place));
    if (isOver && place.at !== 'return' && again) return { does: 'restore', place };
    return { does: 'comeBack', trip: roundTripTo(returned, trip), asks };
  }
  // The result of the login was not requested yet.
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
 * The login that ended with `code`. A viewer who comes here in another browser has confirmed nothing: the
 * provider is unknown then.
 */
export function roundTripTo(code: string, own: LoginRoundTrip | undefined): LoginRoundTrip {
  return own?.code === code ? own : { code, mvpd: '', name: '' };
}
