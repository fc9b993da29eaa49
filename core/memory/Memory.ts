import * as v from 'valibot';
import type { ClientCredentials } from '../pass/dcr.ts';
import type { Profile } from '../pass/PassService.ts';
import type { KeyValueStore } from '../ports.ts';

/**
 * What is remembered between launches: typed keys over a key-value store. What cannot be read or does
 * not look as it should is dropped; what cannot be written is kept for this session, and `persistent`
 * turns false. Media tokens, decisions and registration codes are never stored.
 */
const shapes = {
  client: v.object({
    clientId: v.string(),
    clientSecret: v.string(),
    grantType: v.string(),
    /** Which integration they were made for: other credentials belong to another one. */
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
    /** The name was made of the id: nobody has told it yet. */
    nameIsGuess: v.optional(v.literal(true)),
    /** The login happened in this device's own browser: so does the logout. */
    here: v.optional(v.boolean()),
  }),
  /** Profiles that the viewer signed out of, and that the service may still have; the newest last. */
  left: v.array(v.object({ mvpd: v.string(), notAfter: v.number() })),
  /** By item id: how far it was watched, s. */
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
/** What can be remembered. */
export type MemoryKey = keyof Shapes;
/** The shape of what is remembered under `K`. */
export type Remembered<K extends MemoryKey> = v.InferOutput<Shapes[K]>;
export type RememberedClient = ClientCredentials & { readonly boundTo: string };

/** Raised when a stored shape changes incompatibly; older entries are then dropped or converted here. */
const version = 1;
const prefix = 'couchpass/';

/** Typed memory over the shell's store: no call rejects, whatever the store does. */
export class Memory {
  private readonly store: KeyValueStore;
  private readonly session = new Map<MemoryKey, unknown>();
  private refused = false;

  constructor(store: KeyValueStore) {
    this.store = store;
  }

  /** False once the store refused a write: everything works, nothing survives this session. */
  get persistent(): boolean {
    return !this.refused;
  }

  /** What is remembered under `key`; undefined when there is nothing, or nothing that can be trusted. */
  async get<K extends MemoryKey>(key: K): Promise<Remembered<K> | undefined> {
    if (this.session.has(key)) return this.session.get(key) as Remembered<K> | undefined;
    const value = await this.read(key);
    this.session.set(key, value);
    return value;
  }

  /** As `get`, but what another process has written since counts. */
  async reread<K extends MemoryKey>(key: K): Promise<Remembered<K> | undefined> {
    const value = await this.read(key);
    if (value !== undefined) this.session.set(key, value);
    return value ?? this.get(key);
  }

  /** Runs `work` while no other process with the same store runs one. Rejects as `work` does. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.store.exclusive ? this.store.exclusive(work) : work();
  }

  /** Remembers for this session, and in the store if it takes it. */
  async set<K extends MemoryKey>(key: K, value: Remembered<K>): Promise<void> {
    this.session.set(key, value);
    await this.write(() => this.store.set(prefix + key, { version, value }));
  }

  /** Drops these keys here and in the store. */
  async forget(...keys: MemoryKey[]): Promise<void> {
    for (const key of keys) {
      this.session.set(key, undefined);
      await this.write(() => this.store.delete(prefix + key));
    }
  }

  /** The signed-in state of `profile`, kept so that the next launch needs no answer to show it. */
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
