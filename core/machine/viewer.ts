import type { Profile } from '../pass/PassService.ts';
import type { ChosenProvider, Viewer } from './viewer.types.ts';

/** An MVPD id as words, used when its display name is not known: `ValleyCable` becomes `Valley Cable`. */
export function nameFromMvpdId(id: string): string {
  return id
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .trim();
}

/** The viewer of a profile, with the provider's name and logo from `providers` if it is there. */
export function viewerOf(profile: Profile, providers: readonly ChosenProvider[]): Viewer {
  const known = providers.filter(({ id }) => id === profile.mvpd);
  const provider = known.find(({ nameIsGuess }) => !nameIsGuess) ?? known[0];
  const maxRating = ratingIn(profile);
  return {
    mvpd: profile.mvpd,
    providerName: provider?.displayName ?? nameFromMvpdId(profile.mvpd),
    ...(provider?.logoUrl === undefined ? {} : { providerLogo: provider.logoUrl }),
    ...(provider === undefined || provider.nameIsGuess ? { nameIsGuess: true } : {}),
    since: profile.notBefore,
    until: profile.notAfter,
    ...(maxRating === '' ? {} : { maxRating }),
  };
}

/**
 * The only user metadata that is shown, because guests see the screen: no id, no address.
 * Adobe, "User metadata": `maxRating`, plain text or a rating by system, such as `{"MPAA":"PG-13"}`.
 */
function ratingIn({ attributes }: Profile): string {
  const { value, state } = attributes.maxRating ?? { value: undefined, state: '' };
  if (state !== 'plain') return '';
  const said = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  return said.filter((rating) => typeof rating === 'string' && rating.length <= 12).join(', ');
}

/** The provider that is offered for confirmation after this profile has ended. */
export function asRemembered(viewer: Viewer): ChosenProvider {
  return {
    id: viewer.mvpd,
    displayName: viewer.providerName,
    ...(viewer.providerLogo === undefined ? {} : { logoUrl: viewer.providerLogo }),
    ...(viewer.nameIsGuess ? { nameIsGuess: true } : {}),
  };
}

/** Several profiles: the one that is valid longest, as Adobe's checklist suggests. */
export function longestValid(profiles: readonly Profile[]): Profile | undefined {
  return [...profiles].sort((a, b) => b.notAfter - a.notAfter)[0];
}
