import type { Memory } from '../memory/Memory.ts';
import type { CorePorts, HttpRequest, HttpResponse } from '../ports.ts';
import type { PassSettings } from '../settings.ts';
import {
  type ClientCredentials,
  readRegistration,
  readToken,
  registerRequest,
  tokenRequest,
} from './dcr.ts';
import { policyFor } from './errorPolicy.ts';
import { PassError } from './errors.ts';

/** Renew the token this long before its end, so that it does not expire during a call; ms. */
const renewalMargin = 30_000;

type Kind = 'token' | 'renewal' | 'registration';
type Exchange = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * Client credentials and access token from Dynamic Client Registration, stored.
 * Registers once per installation; renews the token with the stored credentials; registers again only
 * when the service answers that the credentials are void. Adobe: "Dynamic Client Registration Flow".
 */
export class Credentials {
  private readonly settings: PassSettings;
  private readonly ports: Pick<CorePorts, 'clock'>;
  private readonly memory: Memory;
  private readonly deviceInfo: () => Promise<string>;
  private readonly send: Exchange;
  private readonly boundTo: string;
  /** One exchange at a time: many calls at launch must not request many tokens. */
  private pending: { kind: Kind; result: Promise<string> } | undefined;

  constructor(options: {
    settings: PassSettings;
    ports: Pick<CorePorts, 'clock'>;
    memory: Memory;
    deviceInfo: () => Promise<string>;
    exchange: Exchange;
  }) {
    this.settings = options.settings;
    this.ports = options.ports;
    this.memory = options.memory;
    this.deviceInfo = options.deviceInfo;
    this.send = options.exchange;
    this.boundTo = fingerprint(options.settings);
  }

  /** A token that is valid now. @throws PassError */
  token(): Promise<string> {
    return this.single('token', async () => (await this.remembered()) ?? this.renew());
  }

  /** Returns another token after the service refused `stale`, with the stored credentials. @throws PassError */
  tokenInsteadOf(stale: string): Promise<string> {
    return this.single('renewal', async () => {
      const token = await this.memory.get('token');
      // Another call may have renewed the token during this call.
      return token && token.value !== stale ? token.value : this.renew();
    });
  }

  /** After void credentials: registers again and requests a token. The profiles of the old client are lost. */
  registerAgain(): Promise<string> {
    return this.single('registration', async () => {
      const refused = await this.client();
      return this.requestToken(await this.register(refused?.clientId));
    });
  }

  private single(kind: Kind, work: () => Promise<string>): Promise<string> {
    if (this.pending?.kind === kind) return this.pending.result;
    const before = this.pending?.result ?? Promise.resolve();
    const result = before.then(work, work);
    const mine = { kind, result };
    this.pending = mine;
    const done = () => {
      if (this.pending === mine) this.pending = undefined;
    };
    result.then(done, done);
    return result;
  }

  private async remembered(): Promise<string | undefined> {
    const token = await this.memory.get('token');
    const client = await this.client();
    if (!token || token.clientId !== client?.clientId) return undefined;
    const age = this.ports.clock.now() - token.receivedAt;
    // A negative age means that the device's clock was set back: the token may still be valid.
    return age < token.expiresIn * 1000 - renewalMargin ? token.value : undefined;
  }

  private async client(): Promise<ClientCredentials | undefined> {
    const client = await this.memory.get('client');
    return client?.boundTo === this.boundTo ? client : undefined;
  }

  private async renew(): Promise<string> {
    const known = await this.client();
    const client = known ?? (await this.register());
    try {
      return await this.requestToken(client);
    } catch (error) {
      const void_ = error instanceof PassError && policyFor(error).remedy === 'register';
      if (!void_ || !known) throw error;
      return this.requestToken(await this.register(known.clientId));
    }
  }

  /**
   * Registers at most one client for each storage. The data of the old client is deleted only after the new client
   * is stored: a failed registration loses nothing.
   * @param refused the client that the service no longer accepts
   */
  private async register(refused?: string): Promise<ClientCredentials> {
    // Before the lock is taken: creating the device's id takes the same lock.
    const deviceInfo = await this.deviceInfo();
    return this.memory.exclusive(async () => {
      await this.memory.reread('client');
      const other = await this.client();
      if (other && other.clientId !== refused) return other;
      const { baseUrl, softwareStatement } = this.settings;
      const request = registerRequest(baseUrl, softwareStatement, deviceInfo);
      const client = readRegistration(await this.send(request));
      await this.memory.set('client', { ...client, boundTo: this.boundTo });
      if (refused !== undefined) await this.memory.forget('token', 'profile');
      return client;
    });
  }

  private async requestToken(client: ClientCredentials): Promise<string> {
    const request = tokenRequest(this.settings.baseUrl, client, await this.deviceInfo());
    const token = readToken(await this.send(request));
    await this.memory.set('token', {
      ...token,
      receivedAt: this.ports.clock.now(),
      clientId: client.clientId,
    });
    return token.value;
  }
}

/** Differs for another service, service provider or software statement. FNV-1a, 32 bit. */
function fingerprint(settings: PassSettings): string {
  const text = [settings.baseUrl, settings.serviceProvider, settings.softwareStatement].join('\n');
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
