/**
 * A declaration of the world that a sandbox simulates: the `world` of `startSandbox`, a file (`--world`),
 * the option `--service-provider`, and orders to `/_sandbox/world`. world.schema.json is the same for editors.
 */
export interface WorldDeclaration {
  /** For editors; not read. */
  readonly $schema?: string;
  /** Channels and brands, besides the two built-in ones. */
  readonly serviceProviders?: readonly ServiceProviderDeclaration[];
  /** TV providers, besides the invented ones. */
  readonly mvpds?: readonly MvpdDeclaration[];
}

/**
 * A channel or brand with the settings of Adobe's onboarding and the TVE Dashboard. An absent list is not
 * checked: every value is accepted. Of a list that is present, strict mode accepts only its values; with an
 * empty list it accepts none.
 */
export interface ServiceProviderDeclaration {
  /** The `serviceProvider` of V2's paths, the requestor id of V1. */
  readonly id: string;
  /** The name on login pages; the id when absent. */
  readonly name?: string;
  /** Registered domains: valid for `domainName`, and for the host of a `redirectUrl`. */
  readonly domains?: readonly string[];
  /** Further targets of a login or logout: origins, and custom schemes such as `adbe.acme://signin`. */
  readonly redirects?: readonly string[];
  /** Resource ids agreed with the providers. */
  readonly resources?: readonly string[];
  /** Software statements of its registered applications, as embedded in the apps. */
  readonly softwareStatements?: readonly (string | StatementDeclaration)[];
  /** Key pairs for the signed requests of old V1 clients. */
  readonly signingKeys?: readonly SigningKeyDeclaration[];
}

/** A software statement of a registered application. */
export interface StatementDeclaration {
  readonly statement: string;
  /** The id in orders such as `revokeStatement`; read from the statement when absent. */
  readonly softwareId?: string;
  /** `api:client:v2` for V2, the scopes of V1, or all of them when absent. */
  readonly scopes?: readonly string[];
  /** Answered as `redirect_uris` when a registration names none; their custom schemes are redirects. */
  readonly redirectUris?: readonly string[];
}

/** A key pair for the signed requests of old V1 clients. */
export interface SigningKeyDeclaration {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A TV provider; absent members have the values of most invented providers. */
export interface MvpdDeclaration {
  readonly id: string;
  /** The id when absent. */
  readonly displayName?: string;
  /** `#rrggbb` of its logo and login page. */
  readonly color?: string;
  /** false: logout is `complete` at once. */
  readonly hasLogoutEndpoint?: boolean;
  /** Makes it a TempPass: lifetime in s. */
  readonly tempPassLifeS?: number;
  /** Makes it a promotional TempPass: the maximum of resources. */
  readonly tempPassResources?: number;
  /** Its id in Apple's framework. */
  readonly platformMappingId?: string;
  /** The company through which the provider is connected. */
  readonly proxiedBy?: string;
  /** `form`: the login begins with a page that submits itself, not with a redirect. */
  readonly authenticateAnswer?: 'redirect' | 'form';
  /** `authorization`: some user metadata is available only after the first authorization. */
  readonly metadataAt?: 'authentication' | 'authorization';
  /** The service providers that it has an integration with; all of them when absent. */
  readonly onlyWith?: readonly string[];
}

/** The lists of a service provider that a declaration may leave out. */
export type ListName = 'domains' | 'redirects' | 'resources' | 'softwareStatements';
