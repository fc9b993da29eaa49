/** TV providers (MVPDs) of the sandbox. Names are invented; the data says how each behaves. */
export interface Mvpd {
  /** `id` in the configuration and `{mvpd}` in paths. */
  readonly id: string;
  readonly displayName: string;
  /** Brand colour: logo, and the login page's button (white text on it reads at 4.5:1 or better). */
  readonly color: string;
  /** Name of the drawing in logoMarks.ts. */
  readonly mark: string;
  /** Whether logout sends the user agent to the provider; without it logout answers `complete`. */
  readonly hasLogoutEndpoint: boolean;
  /** How it differs from others, for its login page and the list at /_sandbox/world. */
  readonly what?: string;
  /** Life of a temporary pass in s; its presence makes the entry a TempPass pseudo-MVPD. */
  readonly tempPassLifeS?: number;
  /** Most different resources of a promotional TempPass, which asks for AP-TempPass-Identity. */
  readonly tempPassResources?: number;
  /** Identifier of the provider in Apple's framework (partner single sign-on). */
  readonly platformMappingId?: string;
  /** PICKER: only listed in the platform's own picker; SUPPORTED when absent. */
  readonly boardingStatus?: 'PICKER';
  /** Every application needs a login of its own: no single sign-on. */
  readonly authPerAggregator?: true;
  /** The company through which a small provider is connected. */
  readonly proxiedBy?: string;
  /** Home-based authentication: its own network's households are signed in without a form. */
  readonly recognisesHome?: true;
  /** The password is right, and nothing comes of it. */
  readonly failsAfterLogin?: true;
  /** How long a login takes; see `slowLoginMs` of the rules. */
  readonly isSlow?: true;
  /** Signs everybody out that many s after the login, without a word to the app. */
  readonly endsSessionsAfterS?: number;
  /** Which channels it permits whatever the account: news only, or news and kids. */
  readonly permits?: 'news' | 'family';
  /** The first question about each channel fails on the way, the next one does not. */
  readonly stumbles?: true;
  /** Tells the zip codes of the household, encrypted. */
  readonly tellsZip?: true;
  /** The login begins with a page that submits itself, not with a redirect; see `authenticateAnswer`. */
  readonly authenticateAnswer?: 'redirect' | 'form';
  /** Some user metadata is told only after the first authorization; see `metadataAt`. */
  readonly metadataAt?: 'authentication' | 'authorization';
  /** The service providers that it has an integration with; all of them when absent. */
  readonly onlyWith?: readonly string[];
}
