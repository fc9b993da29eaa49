/** What the sandbox remembers. All times in ms since the epoch, by the sandbox's clock. */

/** Client credentials, made by dynamic client registration. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  /** The registered application whose software statement made them. */
  readonly softwareId: string;
  readonly serviceProviders: readonly string[] | 'all';
  readonly scopes: readonly string[];
  /** What it may ask tokens with; `client_credentials` when absent. */
  readonly grantTypes?: readonly string[];
  readonly issuedAt: number;
  revoked: boolean;
}

export interface AccessToken {
  readonly value: string;
  readonly clientId: string;
  readonly expiresAt: number;
}

/** Profiles are bound to all three: a change of any of them means signing in again. */
export interface Owner {
  readonly clientId: string;
  /** Decoded `AP-Device-Identifier`. */
  readonly deviceId: string;
  readonly serviceProvider: string;
}

export interface Session {
  readonly code: string;
  readonly sessionId: string;
  /** The streaming device and app that created it; the profile will be theirs. */
  readonly owner: Owner;
  /** What the creating device told about itself, for the second screen. */
  readonly device: SessionDevice;
  readonly notBefore: number;
  readonly notAfter: number;
  mvpd?: string;
  domainName?: string;
  redirectUrl?: string;
  /** Signed in, by a login or because a profile was already there. */
  completed: boolean;
  /** Present for a registration code of REST API V1: what its record holds besides. */
  registration?: Registration;
  /** Identities of single sign-on that the creating request presented (hashes). */
  readonly sso?: readonly string[];
}

/** As the device gave it (REST API V1, "Registration Page"). */
export interface Registration {
  readonly mvpd?: string;
  /** Optional members of the record's `info`, echoed. */
  readonly info: Readonly<Record<string, string>>;
  /** The registered application whose client asked; none asked with a signature. */
  readonly softwareId?: string;
}

/** REST API V1 keeps a decision as a token of its own. */
export interface AuthorizationToken {
  readonly mvpd: string;
  readonly resource: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface SessionDevice {
  readonly info: Readonly<Record<string, unknown>>;
  readonly userAgent: string;
  readonly address: string;
  readonly port: string;
}

export interface Profile {
  readonly mvpd: string;
  readonly user: string;
  readonly issuer: string;
  readonly type: 'regular' | 'appleSSO';
  readonly notBefore: number;
  notAfter: number;
  readonly attributes: Readonly<Record<string, ProfileAttribute>>;
  /** The MVPD withdrew it before its time. */
  invalidated: boolean;
  /** Identities of single sign-on that the login was made under (hashes). */
  readonly sso?: readonly string[];
  /** Home-based authentication: the address that the household was recognised by. */
  readonly home?: string;
  /** When the provider first permitted something to it (ms): some tell more of the viewer from then on. */
  authorizedAt?: number;
  /** A free preview of REST API V1: whom a promotional TempPass is for. */
  readonly identity?: string;
}

export interface ProfileAttribute {
  readonly value: unknown;
  readonly state: 'plain' | 'enc';
}

/** One TempPass in use: by one device, or by the devices and identities that share it. */
export interface Trial {
  readonly notBefore: number;
  readonly notAfter: number;
  /** Resources that a promotional TempPass was spent on, in that order. */
  readonly usedAssets: readonly string[];
}

/** One navigation to a provider's login page; stands for the SAML or OAuth request behind it. */
export interface LoginRequest {
  readonly id: string;
  readonly code: string;
  readonly mvpd: string;
  readonly notAfter: number;
}
