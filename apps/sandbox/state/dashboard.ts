/**
 * State that is not set by the client but on Adobe's side, in the TVE Dashboard or through the degradation
 * API, or that depends on a provider. Plain JSON values, by name.
 */
export interface Dashboard {
  /** By TempPass id; replaces the settings of world/providers.ts. */
  readonly tempPasses: Record<string, TempPassSetting>;
  /** Degradation rules by `serviceProvider/mvpd`. */
  readonly degradations: Record<string, Degradation>;
  /** Settings of partner single sign-on that are missing, by `serviceProvider/mvpd`. */
  readonly missingPlatformSettings: Record<string, readonly PlatformSetting[]>;
  /** PEM of the programmer's certificate for user metadata, by service provider; null: none. */
  readonly certificates: Record<string, string | null>;
  /** The failure of a provider's service, by MVPD id. */
  readonly troubles: Record<string, Trouble>;
  /** Resource ids agreed with the providers by an order, besides those of the world, by service provider. */
  readonly resources: Record<string, readonly string[]>;
  /** Resource ids that the providers do not know by an order, even where undeclared resources are accepted. */
  readonly refusedResources: Record<string, readonly string[]>;
  /** Whether devices and browsers are in the subscriber's home, for home-based authentication. */
  atHome: boolean;
}

/** null: not configured, which is an error of configuration. */
export interface TempPassSetting {
  readonly lifeS?: number | null;
  /** A number makes the pass a promotional one. */
  readonly resources?: number | null;
}

export const degradationRules = ['AuthNAll', 'AuthZAll', 'AuthZNone'] as const;

export interface Degradation {
  readonly rule: (typeof degradationRules)[number];
  /** The programmer's message, in answers under AuthZNone. */
  readonly message?: string;
}

/** Each has its own Enhanced Error, `invalid_configuration_` followed by this name. */
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
 * `silent`: no connection. `broken`: the answer is incomplete. `late`: the answer comes after the timeout.
 * `nonsense`: the service cannot read the answer.
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
