/**
 * What is set on Adobe's side and not by the client: in the TVE Dashboard, through the degradation API,
 * or by whatever goes on at a provider. Plain JSON values, by name.
 */
export interface Dashboard {
  /** By TempPass id; takes the place of what world/providers.ts says. */
  readonly tempPasses: Record<string, TempPassSetting>;
  /** Degradation rules by `serviceProvider/mvpd`. */
  readonly degradations: Record<string, Degradation>;
  /** Settings of partner single sign-on that are missing, by `serviceProvider/mvpd`. */
  readonly missingPlatformSettings: Record<string, readonly PlatformSetting[]>;
  /** PEM of the programmer's certificate for user metadata, by service provider; null: none. */
  readonly certificates: Record<string, string | null>;
  /** What is wrong with a provider's own service, by MVPD id. */
  readonly troubles: Record<string, Trouble>;
  /** Resource ids agreed with the providers by an order, besides those of the world, by service provider. */
  readonly resources: Record<string, readonly string[]>;
  /** Those that an order says they do not know, whatever else is taken. */
  readonly refusedResources: Record<string, readonly string[]>;
  /** Whether devices and browsers are in the subscriber's home, for home-based authentication. */
  atHome: boolean;
}

/** null: not set up, which is an error of configuration. */
export interface TempPassSetting {
  readonly lifeS?: number | null;
  /** A number makes the pass a promotional one. */
  readonly resources?: number | null;
}

export const degradationRules = ['AuthNAll', 'AuthZAll', 'AuthZNone'] as const;

export interface Degradation {
  readonly rule: (typeof degradationRules)[number];
  /** The programmer's own words, told with AuthZNone. */
  readonly message?: string;
}

/** Each has an Enhanced Error of its own: `invalid_configuration_` and this. */
export const platformSettings = [
  'platform',
  'platform_id',
  'platform_trait',
  'platform_category_trait',
  'platform_services',
  'mvpd_platform',
  'mvpd_platform_boarding_status',
  'mvpd_platform_profile_exchange',
] as const;

export type PlatformSetting = (typeof platformSettings)[number];

/**
 * `silent`: no connection. `broken`: the answer breaks off. `late`: it comes after all patience.
 * `nonsense`: it is nothing that the service can read.
 */
export const troubles = ['silent', 'broken', 'late', 'nonsense'] as const;
export type Trouble = (typeof troubles)[number];

export function defaultDashboard(): Dashboard {
  return {
    tempPasses: {},
    degradations: {},
    missingPlatformSettings: {},
    certificates: {},
    troubles: {},
    resources: {},
    refusedResources: {},
    atHome: true,
  };
}
