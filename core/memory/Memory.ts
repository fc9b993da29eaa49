import * as v from 'valibot';
import type { ClientCredentials } from '../pass/dcr.ts';
import type { Profile } from '../pass/PassService.ts';
import type { KeyValueStore } from '../ports.ts';

/**
 * The data that is stored between launches: typed keys over a key-value store. Values that cannot be read or have
 * the wrong shape are dropped; values that cannot be written are kept for this session, and `persistent`
 * becomes false. Media tokens, decisions and registration codes are never stored.
 */
const shapes = {
  client: v.object({
    clientId: v.string(),
    clientSecret: v.string(),
    grantType: v.string(),
    /** Fingerprint of the integration for which the credentials were made. */
    boundTo: v.string(),
  }),
  token: v.object({
    value: v.string(),
    /** s */
    expiresIn: v.number(),
    /** ms by the device's clock. */
    receivedAt: v.number(),
    clientId: v.string(),
  }),
  provider: v.object({
    id: v.string(),
    displayName: v.string(),
    logoUrl: v.optional(v.string()),
    /** `displayName` was made from the id: the real name is not known yet. */
    nameIsGuess: v.optional(v.literal(true)),
    /** The login was in this device's own browser, so the logout is, too. */
    here: v.optional(v.boolean()),
  }),
  /** Profiles that the viewer signed out of, and that the service may still have; the newest last. */
  left: v.array(v.object({ mvpd: v.string(), notAfter: v.number() })),
  /** By item id: how far the item was watched, s. */
  positions: v.record(
    v.string(),
    v.object({ position: v.number(), duration: v.number(), order: v.optional(v.number()) }),
  ),
  profile: v.object({
    mvpd: v.string(),
    notBefore: v.number(),
    notAfter: v.number(),
    issuer: v.string(),
    type: v.string(),
    attributes: v.record(v.string(), v.object({ value: v.unknown(), state: v.string() })),
  }),
} as const;

type Shapes = typeof shapes;
/** The keys that can be stored. */
export type MemoryKey = keyof Shapes;
/** The shape of the value under `K`. */
export type Remembered<K extends MemoryKey> = v.InferOutput<Shapes[K]>;
export type RememberedClient = ClientCredentials & { readonly boundTo: string };

/** Increased when a stored shape changes incompatibly; older entries are then dropped or converted here. */
const version = 1;
const prefix = 'couchpass/';

/** Typed memory over the shell's store: calls do not reject when the store fails. */
export class Memory {
  private readonly store: KeyValueStore;
  private readonly session = new Map<MemoryKey, unknown>();
  private refused = false;

  constructor(store: KeyValueStore) {
    this.store = store;
  }

  /** False once the store has failed: everything works, but may be lost after this session. */
  get persistent(): boolean {
    return !this.refused;
  }

  /** The value under `key`; undefined when there is none, or none with the right shape. */
  async get<K extends MemoryKey>(key: K): Promise<Remembered<K> | undefined> {
    if (this.session.has(key)) return this.session.get(key) as Remembered<K> | undefined;
    const value = await this.read(key);
    this.session.set(key, value);
    return value;
  }

  /** Like `get`, but also returns what another process has written since. */
  async reread<K extends MemoryKey>(key: K): Promise<Remembered<K> | undefined> {
    const value = await this.read(key);
    if (value !== undefined) this.session.set(key, value);
    return value ?? this.get(key);
  }

  /** Runs `work` while no other process with the same store runs such work. Rejects when `work` rejects. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.store.exclusive ? this.store.exclusive(work) : work();
  }

  /** Keeps the value for this session, and in the store if possible. */
  async set<K extends MemoryKey>(key: K, value: Remembered<K>): Promise<void> {
    this.session.set(key, value);
    await this.write(() => this.store.set(prefix + key, { version, value }));
  }

  /** Deletes these keys in this session and in the store. */
  async forget(...keys: MemoryKey[]): Promise<void> {
    for (const key of keys) {
      this.session.set(key, undefined);
      await this.write(() => this.store.delete(prefix + key));
    }
  }

  /** Stores `profile`, so that the next launch can show the sign-in without a request. */
  async rememberProfile(profile: Profile): Promise<void> {
    await this.set('profile', {
      ...profile,
      attributes: Object.fromEntries(
        Object.entries(profile.attributes).map(([key, { value, state }]) => [
          key,
          { value, state },
        ]),
      ),
    });
  }

  private async read<K extends MemoryKey>(key: K): Promise<Remembered<K> | undefined> {
    try {
      const stored = await this.store.get(prefix + key);
      const entry = v.safeParse(
        v.object({ version: v.literal(version), value: shapes[key] }),
        stored,
      );
      if (entry.success) return entry.output.value as Remembered<K>;
      if (stored !== undefined) await this.store.delete(prefix + key);
    } catch {
      this.refused = true;
    }
    return undefined;
  }

  private async write(operation: () => Promise<void>): Promise<void> {
    try {
      await operation();
    } catch {
      this.refused = true;
    }
  }
}
