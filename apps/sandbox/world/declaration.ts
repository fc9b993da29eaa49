/**
 * What somebody declares of the world that a sandbox plays: the `world` of `startSandbox`, a file
 * (`--world`), the option `--service-provider`, and orders to `/_sandbox/world`. world.schema.json says the
 * same for editors.
 */
export interface WorldDeclaration {
  /** For editors; not read. */
  readonly $schema?: string;
  /** Channels and brands, besides the two that the sandbox has by itself. */
  readonly serviceProviders?: readonly ServiceProviderDeclaration[];
  /** TV providers, besides the invented ones. */
  readonly mvpds?: readonly MvpdDeclaration[];
}

/**
 * A channel or brand as Adobe's onboarding and the TVE Dashboard would know it. A list that is left out is
 * not checked: whatever comes is taken. A list that is there is all that strict mode takes; an empty one
 * takes nothing.
 */
export interface ServiceProviderDeclaration {
  /** The `serviceProvider` of V2's paths, the requestor id of V1. */
  readonly id: string;
  /** What viewers read on login pages; the id when absent. */
  readonly name?: string;
  /** Registered domains: valid for `domainName`, and for the host of a `redirectUrl`. */
  readonly domains?: readonly string[];
  /** Where a login or logout may end besides: origins, and custom schemes such as `adbe.acme://signin`. */
  readonly redirects?: readonly string[];
  /** Resource ids agreed with the providers. */
  readonly resources?: readonly string[];
  /** Statements of its registered applications, as the apps embed them. */
  readonly softwareStatements?: readonly (string | StatementDeclaration)[];
  /** Key pairs for the signed requests of old V1 clients. */
  readonly signingKeys?: readonly SigningKeyDeclaration[];
}

/** A software statement of a registered application. */
export interface StatementDeclaration {
  readonly statement: string;
  /** What it is called in orders such as `revokeStatement`; told by the statement when absent. */
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

/** A TV provider; what is left out is as with most of the invented ones. */
export interface MvpdDeclaration {
  readonly id: string;
  /** The id when absent. */
  readonly displayName?: string;
  /** `#rrggbb` of its logo and login page. */
  readonly color?: string;
  /** false: logout is `complete` at once. */
  readonly hasLogoutEndpoint?: boolean;
  /** Makes it a TempPass: life in s. */
  readonly tempPassLifeS?: number;
  /** Makes it a promotional TempPass: most resources. */
  readonly tempPassResources?: number;
  /** Its id in Apple's framework. */
  readonly platformMappingId?: string;
  /** The company through which it is connected. */
  readonly proxiedBy?: string;
  /** `form`: the login begins with a page that submits itself, not with a redirect. */
  readonly authenticateAnswer?: 'redirect' | 'form';
  /** `authorization`: some user metadata is told only after the first authorization. */
  readonly metadataAt?: 'authentication' | 'authorization';
  /** The service providers that it has an integration with; all of them when absent. */
  readonly onlyWith?: readonly string[];
}

/** The lists of a service provider that a declaration may leave out. */
export type ListName = 'domains' | 'redirects' | 'resources' | 'softwareStatements';
