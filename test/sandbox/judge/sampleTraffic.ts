import { factsOf } from '../../../apps/sandbox/judge/facts.ts';
import type { Exchange, Play, Traffic } from '../../../apps/sandbox/judge/traffic.ts';
import { error } from './errorBodies.ts';
import { base64, phone, type Speaker, tv } from './sampleClients.ts';

export { error } from './errorBodies.ts';
export { info, phone, tv } from './sampleClients.ts';

type More = Partial<Exchange> & { readonly headers?: Record<string, string> };

export const permit = 'permit';

/**
 * Records traffic as a client would cause it: one call a line. Each takes 20 ms, and half a second passes
 * before the next; `wait` adds time.
 */
export class Talk {
  private readonly exchanges: Exchange[] = [];
  private now = Date.UTC(2026, 4, 1, 12);
  private moved = 0;
  private speaker: Speaker = tv;
  private tokens = 0;

  /** Time passes on every clock. */
  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  /** Another program moves the sandbox's clock; the client does not notice. */
  advance(ms: number): this {
    this.moved += ms;
    return this.wait(ms);
  }

  as(speaker: Partial<Speaker>): this {
    this.speaker = { ...this.speaker, ...speaker };
    return this;
  }

  add(method: string, path: string, more: More = {}): this {
    const { headers = {}, ...rest } = more;
    const all = Object.fromEntries(
      Object.entries({ host: 'pass.example', 'user-agent': this.speaker.agent, ...headers }).filter(
        ([, value]) => value !== '',
      ),
    );
    const [bare = '', query = ''] = path.split('?');
    this.exchanges.push({
      seq: this.exchanges.length + 1,
      time: this.now,
      durationMs: 20,
      method,
      host: 'pass.example',
      path: bare,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: all,
      status: 200,
      address: this.speaker.address,
      facts: factsOf((name) => all[name]),
      ...(this.moved === 0 ? {} : { moved: this.moved }),
      ...rest,
    });
    this.now += 500;
    return this;
  }

  register(more: More = {}): this {
    const { client, info } = this.speaker;
    return this.add('POST', '/o/client/register', {
      body: { software_statement: '#statement' },
      status: 201,
      answer: { client_id: client, client_secret: `secret-${client}`, scopes: ['api:client:v2'] },
      ...more,
      headers: { 'content-type': 'application/json', 'x-device-info': info, ...more.headers },
    });
  }

  /** A new access token, used from then on. */
  renew(more: More & { life?: number } = {}): this {
    const { client, info } = this.speaker;
    const { life = 21_600, ...rest } = more;
    if (!rest.status || rest.status < 300) {
      this.tokens += 1;
      this.as({ token: `t-${client}-${this.tokens}` });
    }
    return this.add('POST', '/o/client/token', {
      body: {
        client_id: client,
        client_secret: `secret-${client}`,
        grant_type: 'client_credentials',
      },
      status: 201,
      answer: { access_token: this.speaker.token, expires_in: life },
      ...rest,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-device-info': info,
        ...rest.headers,
      },
    });
  }

  /** Registered, with a token. */
  start(): this {
    return this.register().renew();
  }

  /** A V2 call under NORTHSTAR. `device: false` leaves the device headers out. */
  v2(method: string, path: string, more: More & { device?: boolean } = {}): this {
    const { client, token, device, info } = this.speaker;
    const { device: withDevice = true, ...rest } = more;
    const isLogout = path.startsWith('logout/') && !path.includes('?');
    return this.add(
      method,
      `/api/v2/NORTHSTAR/${path}${isLogout ? '?redirectUrl=https%3A%2F%2Fnorthstar.example%2Fbye' : ''}`,
      {
        ...(client === '' ? {} : { clientId: client }),
        ...rest,
        headers: {
          authorization: token === '' ? '' : `Bearer ${token}`,
          ...(withDevice && device !== ''
            ? { 'ap-device-identifier': `fingerprint ${base64(device)}`, 'x-device-info': info }
            : {}),
          ...rest.headers,
        },
      },
    );
  }

  configuration(ids: readonly string[] = ['ValleyCable', 'HarborTV'], more: More = {}): this {
    const mvpds = ids.map((id) => ({
      id,
      displayName: id.replace(/(.)([A-Z])/, '$1 $2'),
      ...(id.startsWith('TempPass') ? { isTempPass: true } : {}),
    }));
    return this.v2('GET', 'configuration', { answer: { requestor: { mvpds } }, ...more });
  }

  /** All profiles: one for each id, valid for `life` ms. */
  profiles(ids: readonly string[] = [], more: More & { life?: number; type?: string } = {}): this {
    const { life, type, ...rest } = more;
    return this.v2('GET', 'profiles', { answer: this.profileMap(ids, { life, type }), ...rest });
  }

  profilesOf(
    mvpd: string,
    ids: readonly string[] = [mvpd],
    more: More & { life?: number; type?: string } = {},
  ): this {
    const { life, type, ...rest } = more;
    return this.v2('GET', `profiles/${mvpd}`, {
      answer: this.profileMap(ids, { life, type }),
      ...rest,
    });
  }

  private profileMap(
    ids: readonly string[],
    { life = 3_600_000, type = 'regular' }: { life?: number; type?: string },
  ) {
    const attributes = { userID: { value: '#1', state: 'plain' } };
    return {
      profiles: Object.fromEntries(
        ids.map((id) => [id, { notAfter: this.now + life, type, attributes }]),
      ),
    };
  }

  /** A session with `code`. Without `mvpd` nothing is sent and the answer is `resume`. */
  session(code: string, mvpd = '', more: More & { life?: number; answer?: object } = {}): this {
    const { life = 1_800_000, answer = {}, ...rest } = more;
    return this.v2('POST', 'sessions', {
      ...(mvpd === '' ? {} : { body: { mvpd, ...place } }),
      answer: {
        actionName: mvpd === '' ? 'resume' : 'authenticate',
        actionType: mvpd === '' ? 'direct' : 'interactive',
        reasonType: 'none',
        code,
        ...(mvpd === '' ? { missingParameters: ['mvpd', 'domain', 'redirectUrl'] } : { mvpd }),
        notBefore: String(this.now),
        notAfter: String(this.now + life),
        ...answer,
      },
      ...rest,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...rest.headers },
    });
  }

  /** An `authorize` answer: already entitled, no code. */
  entitled(mvpd: string, reasonType = 'authenticated'): this {
    return this.v2('POST', 'sessions', {
      body: { mvpd, ...place },
      answer: { actionName: 'authorize', actionType: 'direct', reasonType, mvpd },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }

  poll(code: string, ids: readonly string[] = [], more: More = {}): this {
    return this.v2('GET', `profiles/code/${code}`, {
      answer: this.profileMap(ids, {}),
      device: false,
      ...more,
    });
  }

  /** `count` empty polls, `gap` ms apart; the clock then stands at the time of the next poll. */
  polls(code: string, count: number, gap = 4_000): this {
    for (let i = 0; i < count; i++) this.poll(code).wait(gap - 500);
    return this;
  }

  inspect(code: string, missing: readonly string[] = [], more: More = {}): this {
    return this.v2('GET', `sessions/${code}`, {
      device: false,
      answer: { existingParameters: { serviceProvider: 'NORTHSTAR' }, missingParameters: missing },
      ...more,
    });
  }

  resume(code: string, body: object = { mvpd: 'ValleyCable', ...place }, more: More = {}): this {
    return this.v2('POST', `sessions/${code}`, {
      device: false,
      body,
      answer: { actionName: 'authenticate', actionType: 'interactive', code },
      ...more,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...more.headers },
    });
  }

  /** A browser opens the login. */
  open(code: string, more: More = {}): this {
    return this.add('GET', `/api/v2/authenticate/NORTHSTAR/${code}`, {
      status: 302,
      ...more,
      headers: { 'user-agent': phone.agent, ...more.headers },
    });
  }

  /** The browser is sent back to `redirectUrl`. */
  loginDone(more: More = {}): this {
    return this.add('POST', '/mvpd/ValleyCable/login', {
      status: 303,
      ...more,
      headers: { 'user-agent': phone.agent, ...more.headers },
    });
  }

  /** `outcome`: `permit`, or the code of the error inside the 200. */
  authorize(
    resource: string,
    outcome = permit,
    more: More & { mvpd?: string; mediaToken?: string; source?: string; life?: number } = {},
  ): this {
    const { mvpd = 'ValleyCable', mediaToken, source = 'mvpd', life = 420_000, ...rest } = more;
    const token = {
      serializedToken: mediaToken ?? `media-${this.exchanges.length}`,
      notAfter: this.now + life,
    };
    return this.decisions('authorize', mvpd, { [resource]: outcome }, source, rest, token);
  }

  preauthorize(outcomes: Record<string, string>, more: More & { mvpd?: string } = {}): this {
    const { mvpd = 'ValleyCable', ...rest } = more;
    return this.decisions('preauthorize', mvpd, outcomes, 'mvpd', rest);
  }

  private decisions(
    kind: string,
    mvpd: string,
    outcomes: Record<string, string>,
    source: string,
    more: More,
    token?: object,
  ): this {
    return this.v2('POST', `decisions/${kind}/${mvpd}`, {
      body: { resources: Object.keys(outcomes) },
      answer: {
        decisions: Object.entries(outcomes).map(([resource, outcome]) =>
          outcome === permit
            ? { resource, mvpd, source, authorized: true, ...(token ? { token } : {}) }
            : { resource, mvpd, source, authorized: false, error: error(outcome) },
        ),
      },
      ...more,
      headers: { 'content-type': 'application/json', ...more.headers },
    });
  }

  /** An answer that is an error as a whole. */
  refuse(method: string, path: string, status: number, code: string, more: More = {}): this {
    return this.v2(method, path, { status, answer: error(code), ...more });
  }

  logout(mvpd = 'ValleyCable', steps: Record<string, string> = { [mvpd]: 'complete' }): this {
    return this.v2('GET', `logout/${mvpd}`, {
      answer: {
        logouts: Object.fromEntries(
          Object.entries(steps).map(([id, actionName]) => [
            id,
            {
              actionName,
              ...(actionName === 'logout' ? { url: `/adobe-services/logout?mso_id=${id}` } : {}),
            },
          ]),
        ),
      },
    });
  }

  browserLogout(mvpd: string, more: More = {}): this {
    return this.add('GET', `/adobe-services/logout?mso_id=${mvpd}`, {
      status: 302,
      ...more,
      headers: { 'user-agent': phone.agent, ...more.headers },
    });
  }

  /** Sends a request to the programmer's backend; accepted unless `more` changes that. */
  play(play: Partial<Play> & { item?: string }, more: More & { grant?: string } = {}): this {
    const { grant = 'g1', ...rest } = more;
    const { item = 'film' } = play;
    return this.add('POST', '/programmer/play', {
      play: { item, free: false, token: '', ...play },
      body: { item, mediaToken: play.token ?? '' },
      answer: { url: `https://pass.example/programmer/streams/${grant}/${item}/master.m3u8` },
      ...rest,
    });
  }

  stream(item = 'film', more: More & { grant?: string } = {}): this {
    const { grant = 'g1', ...rest } = more;
    return this.add('GET', `/programmer/streams/${grant}/${item}/1.m4s`, {
      stream: { item, grant },
      ...rest,
    });
  }

  /** A V1 call; `fields` are sent in the query. */
  v1(method: string, path: string, fields: Record<string, string> = {}, more: More = {}): this {
    const { client, token } = this.speaker;
    return this.add(method, `${path}?${new URLSearchParams(fields)}`, {
      ...(client === '' ? {} : { clientId: client }),
      ...more,
      headers: { authorization: token === '' ? '' : `Bearer ${token}`, ...more.headers },
    });
  }

  traffic(more: Partial<Traffic> = {}): Traffic {
    return {
      source: 'sandbox',
      exchanges: this.exchanges,
      resources: new Map([
        ['NORTHSTAR', ['NORTHSTAR-MAIN', 'NORTHSTAR-SPORT', 'NORTHSTAR-NEWS', 'NORTHSTAR-KIDS']],
      ]),
      ...more,
    };
  }
}

export const talk = (): Talk => new Talk();

/** Started, not signed in, with the code A on the screen. */
export const shown = (): Talk => talk().start().profiles().session('A');

/** The members that every session call sends besides the provider. */
export const place = {
  domainName: 'northstar.example',
  redirectUrl: 'https://northstar.example/done',
};
