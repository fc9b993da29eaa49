import { randomBytes, randomUUID } from 'node:crypto';
import type { MvpdDeclaration } from '../world/declaration.ts';
import type { MadeServiceProvider } from '../world/made.ts';
import type { RegisteredApplication } from '../world/statements.ts';
import { makeCode } from './code.ts';
import type {
  AccessToken,
  AuthorizationToken,
  Client,
  LoginRequest,
  Owner,
  Profile,
  Session,
  SessionDevice,
  Trial,
} from './types.ts';

/** All data about clients and viewers. In memory; one store for each sandbox. */
export class Store {
  readonly clients = new Map<string, Client>();
  /** Keyed by token value. Insertion order is approximately the order of expiry; see `dropExpired`. */
  readonly tokens = new Map<string, AccessToken>();
  /** Keyed by code. */
  readonly sessions = new Map<string, Session>();
  readonly logins = new Map<string, LoginRequest>();
  /** Owner to MVPD id to profile; expired and invalidated ones are kept, so that errors can name the cause. */
  readonly profiles = new Map<string, Map<string, Profile>>();
  /**
   * Temporary passes, by the key of the device (tempPass.ts). For another device or identity that shares a
   * trial the value is the key under which the trial is stored.
   */
  readonly trials = new Map<string, Trial | string>();
  /** Decisions that REST API V1 stores: owner to channel to token. */
  private readonly authorizations = new Map<string, Map<string, AuthorizationToken>>();
  /** Identity of single sign-on to the keys of owners who signed in under it, including former ones. */
  readonly sharedBy = new Map<string, readonly string[]>();
  private readonly openSessions = new Map<string, string>();
  /** Declared or taken (accepted without a declaration) since the start, see world.ts. */
  readonly serviceProviders = new Map<string, MadeServiceProvider>();
  /** Applications of software statements that were taken, by `software_id`. */
  readonly applications = new Map<string, RegisteredApplication>();
  readonly mvpds = new Map<string, MvpdDeclaration>();

  reset(): void {
    for (const map of [
      this.clients,
      this.tokens,
      this.sessions,
      this.logins,
      this.profiles,
      this.trials,
      this.sharedBy,
      this.authorizations,
      this.openSessions,
      this.serviceProviders,
      this.applications,
      this.mvpds,
    ])
      map.clear();
  }

  addClient(application: RegisteredApplication, now: number): Client {
    const client: Client = {
      id: flat(randomUUID()),
      secret: randomBytes(24).toString('base64url'),
      softwareId: application.softwareId,
      serviceProviders: application.serviceProviders,
      scopes: application.scopes,
      grantTypes: application.grantTypes ?? ['client_credentials'],
      issuedAt: now,
      revoked: false,
    };
    this.clients.set(client.id, client);
    return client;
  }

  /** `value`: the token itself, unique. */
  addToken(client: Client, value: string, now: number, lifeMs: number): AccessToken {
    dropExpired(this.tokens, now, (token) => token.expiresAt);
    const token = { value, clientId: client.id, expiresAt: now + lifeMs };
    this.tokens.set(value, token);
    return token;
  }

  /**
   * A new session for a streaming device. Deletes an earlier session of the same device and app that is not
   * completed: its code is no longer valid after a new one was requested (Basic authentication - secondary
   * application flow).
   */
  addSession(
    owner: Owner,
    device: SessionDevice,
    now: number,
    lifeMs: number,
    sso: readonly string[] = [],
    /** ms for which a completed session is kept after its end. */
    keptMs = 0,
  ): Session {
    dropExpired(this.sessions, now, ({ notAfter, completed }) =>
      completed ? notAfter + keptMs : notAfter,
    );
    const ownerKey = keyOf(owner);
    const earlier = this.sessions.get(this.openSessions.get(ownerKey) ?? '');
    if (earlier && !earlier.completed) this.sessions.delete(earlier.code);
    let code = makeCode();
    while (this.sessions.has(code)) code = makeCode();
    const session: Session = {
      code,
      sessionId: flat(randomUUID()),
      owner,
      device,
      notBefore: now,
      notAfter: now + lifeMs,
      completed: false,
      ...(sso.length === 0 ? {} : { sso }),
    };
    this.sessions.set(code, session);
    this.openSessions.set(ownerKey, code);
    return session;
  }

  liveSession(code: string, now: number): Session | undefined {
    const session = this.sessions.get(code);
    return session && now < session.notAfter ? session : undefined;
  }

  /** The session of a code: a completed one until `keptMs` after its end, any other until its end. */
  sessionByCode(code: string, now: number, keptMs: number): Session | undefined {
    const session = this.sessions.get(code);
    const end = session?.completed ? session.notAfter + keptMs : session?.notAfter;
    return end !== undefined && now < end ? session : undefined;
  }

  addLogin(session: Session, mvpd: string, now: number): LoginRequest {
    dropExpired(this.logins, now, (login) => login.notAfter);
    const login = {
      id: randomBytes(16).toString('base64url'),
      code: session.code,
      mvpd,
      notAfter: session.notAfter,
    };
    this.logins.set(login.id, login);
    return login;
  }

  profilesOf(owner: Owner): Map<string, Profile> {
    return this.profiles.get(keyOf(owner)) ?? new Map();
  }

  setProfile(owner: Owner, profile: Profile): void {
    const key = keyOf(owner);
    const own = this.profiles.get(key) ?? new Map<string, Profile>();
    own.set(profile.mvpd, profile);
    this.profiles.set(key, own);
    for (const identity of profile.sso ?? [])
      this.sharedBy.set(identity, [...new Set([...this.ownersSharing(identity), key])]);
  }

  /** Keys of the owners with a profile that was created under this identity. */
  ownersSharing(identity: string): string[] {
    return (this.sharedBy.get(identity) ?? []).filter((key) =>
      [...(this.profiles.get(key)?.values() ?? [])].some(({ sso }) => sso?.includes(identity)),
    );
  }

  deleteProfile(owner: Owner, mvpd: string): void {
    const own = this.profiles.get(keyOf(owner));
    own?.delete(mvpd);
    if (own?.size === 0) this.profiles.delete(keyOf(owner));
  }

  authorizationsOf(owner: Owner): Map<string, AuthorizationToken> {
    return this.authorizations.get(keyOf(owner)) ?? new Map();
  }

  setAuthorization(owner: Owner, channel: string, token: AuthorizationToken): void {
    const own = this.authorizationsOf(owner);
    own.set(channel, token);
    this.authorizations.set(keyOf(owner), own);
  }

  deleteAuthorizations(owner: Owner): void {
    this.authorizations.delete(keyOf(owner));
  }
}

/** Whether the profile is neither expired nor invalidated. */
export function isValid(profile: Profile | undefined, now: number): profile is Profile {
  return profile !== undefined && !profile.invalidated && now < profile.notAfter;
}

const SEPARATOR = '\u0000';

export function keyOf(owner: Owner): string {
  return [owner.clientId, owner.deviceId, owner.serviceProvider].join(SEPARATOR);
}

export function ownerOfKey(key: string): Owner {
  const [clientId = '', deviceId = '', serviceProvider = ''] = key.split(SEPARATOR);
  return { clientId, deviceId, serviceProvider };
}

/**
 * Deletes expired entries, which limits memory without a timer. All entries of a map have the same lifetime,
 * so the oldest come first and the loop ends at the first entry that has not expired.
 */
function dropExpired<T>(map: Map<string, T>, now: number, endOf: (value: T) => number): void {
  for (const [key, value] of map) {
    if (endOf(value) > now) return;
    map.delete(key);
  }
}

/**
 * Copies a string into one piece. The result of `randomUUID` consists of twenty pieces, which stay in memory
 * as long as the result and take ten times its size.
 */
function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
