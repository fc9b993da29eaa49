import { softwareStatement } from '@couchpass/sandbox';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const device = {
  model: 'A55',
  version: '1',
  osName: 'Linux',
  osVersion: '6',
  connectionType: 'LAN',
};

export class Client {
  private readonly url: string;
  private readonly sleep: (ms: number) => Promise<void>;
  private token = '';
  private mvpd = '';

  constructor(url: string, sleep: (ms: number) => Promise<void>) {
    this.url = url;
    this.sleep = sleep;
  }

  async start() {
    const software_statement = softwareStatement('northstar-tv');
    const client = await this.send('/o/client/register', { json: { software_statement } });
    const form = {
      client_id: client.client_id,
      client_secret: client.client_secret,
      grant_type: 'client_credentials',
    };
    this.token = (await this.send('/o/client/token', { form })).access_token;
  }

  async signIn(show: (code: string) => void) {
    await this.send('/api/v2/ACMETV/profiles');
    const { code } = await this.send('/api/v2/ACMETV/sessions', { form: {} });
    show(code);
    while (this.mvpd === '') {
      await this.sleep(4_000);
      const answer = await this.send(`/api/v2/ACMETV/profiles/code/${code}`);
      [this.mvpd = ''] = Object.keys(answer.profiles ?? {});
    }
  }

  async mayWatch(resource: string): Promise<boolean> {
    const path = `/api/v2/ACMETV/decisions/authorize/${this.mvpd}`;
    return (await this.send(path, { json: { resources: [resource] } })).decisions[0].authorized;
  }

  private async send(path: string, { form, json }: { form?: object; json?: object } = {}) {
    const isPost = form !== undefined || json !== undefined;
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
    const answer = await fetch(this.url + path, {
      method: isPost ? 'POST' : 'GET',
      headers: {
        'User-Agent': 'AcmeTV/1.0',
        'X-Device-Info': base64(JSON.stringify({ ...device, applicationId: 'tv.acme.app' })),
        'AP-Device-Identifier': `fingerprint ${base64('2f6b7a52-1c0d-4e5f-8a9b-0c1d2e3f4a5b')}`,
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
        ...(isPost ? { 'Content-Type': type } : {}),
      },
      ...(isPost && { body: form ? new URLSearchParams({ ...form }) : JSON.stringify(json) }),
    });
    const text = await answer.text();
    return text.startsWith('{') ? JSON.parse(text) : {};
  }
}
