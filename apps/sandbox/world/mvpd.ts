/** A TV provider (MVPD) of the sandbox. Names are invented; the data defines how each behaves. */
export interface Mvpd {
  /** `id` in the configuration and `{mvpd}` in paths. */
  readonly id: string;
  readonly displayName: string;
  /** Brand colour: logo, and the login page's button (white text on it has a contrast of at least 4.5:1). */
  readonly color: string;
  /** Name of the drawing in logoMarks.ts. */
  readonly mark: string;
  /** Whether logout sends the user agent to the provider; without it logout answers `complete`. */
  readonly hasLogoutEndpoint: boolean;
  /** How it differs from others, for its login page and the list at /_sandbox/world. */
  readonly what?: string;
  /** Lifetime of a temporary pass in s; when present, the entry is a TempPass pseudo-MVPD. */
  readonly tempPassLifeS?: number;
  /** Maximum of different resources of a promotional TempPass, which requires AP-TempPass-Identity. */
  readonly tempPassResources?: number;
  /** Identifier of the provider in Apple's framework (partner single sign-on). */
  readonly platformMappingId?: string;
  /** PICKER: listed only in the platform's picker; SUPPORTED when absent. */
  readonly boardingStatus?: 'PICKER';
  /** Every application needs a separate login: no single sign-on. */
  readonly authPerAggregator?: true;
  /** The company through which a small provider is connected. */
  readonly proxiedBy?: string;
  /** Home-based authentication: households in the provider's network are signed in without a form. */
  readonly recognisesHome?: true;
  /** The login page accepts the password, but the session is not completed. */
  readonly failsAfterLogin?: true;
  /** Logins take `slowLoginMs` of the rules. */
  readonly isSlow?: true;
  /** Signs every viewer out this many s after the login, without a message to the app. */
  readonly endsSessionsAfterS?: number;
  /** The channels that it permits to every account: news only, or news and kids. */
  readonly permits?: 'news' | 'family';
  /** The first question about each channel fails in transmission, the next one succeeds. */
  readonly stumbles?: true;
  /** Sends the zip codes of the household, encrypted. */
  readonly tellsZip?: true;
  /** The login begins with a page that submits itself, not with a redirect; see `authenticateAnswer`. */
  readonly authenticateAnswer?: 'redirect' | 'form';
  /** Some user metadata is available only after the first authorization; see `metadataAt`. */
  readonly metadataAt?: 'authentication' | 'authorization';
  /** The service providers that it has an integration with; all of them when absent. */
  readonly onlyWith?: readonly string[];
}
