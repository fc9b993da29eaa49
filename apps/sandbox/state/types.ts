/** The types of the stored data. All times in ms since the epoch, by the sandbox's clock. */

/** Client credentials, created by dynamic client registration. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  /** The registered application whose software statement they were registered with. */
  readonly softwareId: string;
  readonly serviceProviders: readonly string[] | 'all';
  readonly scopes: readonly string[];
  /** The grant types with which it may request tokens; `client_credentials` when absent. */
  readonly grantTypes?: readonly string[];
  readonly issuedAt: number;
  revoked: boolean;
}

export interface AccessToken {
  readonly value: string;
  readonly clientId: string;
  readonly expiresAt: number;
}

/** A profile belongs to all three: after a change of any of them the viewer must sign in again. */
export interface Owner {
  readonly clientId: string;
  /** Decoded `AP-Device-Identifier`. */
  readonly deviceId: string;
  readonly serviceProvider: string;
}

export interface Session {
  readonly code: string;
  readonly sessionId: string;
  /** The streaming device and app that created the session; the profile will belong to them. */
  readonly owner: Owner;
  /** The creating device's description of itself, for the second screen. */
  readonly device: SessionDevice;
  readonly notBefore: number;
  readonly notAfter: number;
  mvpd?: string;
  domainName?: string;
  redirectUrl?: string;
  /** Signed in, by a login or because a profile already existed. */
  completed: boolean;
  /** Present for a registration code of REST API V1: the further data of its record. */
  registration?: Registration;
  /** Identities of single sign-on of the creating request (hashes). */
  readonly sso?: readonly string[];
}

/** Data from the device (REST API V1, "Registration Page"). */
export interface Registration {
  readonly mvpd?: string;
  /** Optional members of the record's `info`, repeated in the answer. */
  readonly info: Readonly<Record<string, string>>;
  /** The registered application of the requesting client; absent for signed requests. */
  readonly softwareId?: string;
}

/** A decision that REST API V1 stores as a token. */
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
  /** The MVPD withdrew the profile before its end. */
  invalidated: boolean;
  /** Identities of single sign-on under which the login was made (hashes). */
  readonly sso?: readonly string[];
  /** Home-based authentication: the address that the household was recognised by. */
  readonly home?: string;
  /** The time of the first permitted authorization (ms): some providers give more user metadata after it. */
  authorizedAt?: number;
  /** For a free preview of REST API V1: the identity that a promotional TempPass belongs to. */
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
  /** Resources for which a promotional TempPass was used, in order of use. */
  readonly usedAssets: readonly string[];
}

/** One navigation to a provider's login page; represents its SAML or OAuth request. */
export interface LoginRequest {
  readonly id: string;
  readonly code: string;
  readonly mvpd: string;
  readonly notAfter: number;
}
