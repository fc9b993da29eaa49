import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Check } from '../../apps/cli/checks/report.ts';
import { makeSigners } from '../../tools/package/tizen/temporaryCertificates.ts';
import { type CliRig, openCliRig, type Result } from './cliRig.ts';

/** The answer of a network, a proxy or a filter to every request. */
interface Everything {
  status: number;
  headers: Record<string, string>;
  body: string;
}

let everything: Everything;
let network: Server;
let url: string;
let cliRig: CliRig;

beforeEach(async () => {
  network = createServer((_, response) => {
    response.writeHead(everything.status, everything.headers);
    response.end(everything.body);
  });
  await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(network.address() as AddressInfo).port}`;
  cliRig = await openCliRig(url);
});

afterEach(async () => {
  network.closeAllConnections();
  await new Promise((resolve) => network.close(resolve));
  await cliRig.close();
});

const page = '<!doctype html><title>\n Free\u001b[31m WiFi </title><p>Log in';
const html = { 'content-type': 'text/html; charset=utf-8', server: 'squid/5.7' };

const checkOf = ({ reports }: Result, name: string) =>
  reports.find((it): it is Check => it.event === 'check' && it.check === name);

const examine = () => cliRig.pass(['doctor', '--json']);

describe('a network that answers in place of the service', () => {
  it.each([200, 201, 203, 302, 303, 307, 308, 511])(
    'and wants something first (%i): said of the service, exit code 3, nothing said to be well',
    async (status) => {
      const location = 'https://login.example/?from=secret-token';
      everything = { status, headers: { ...html, ...(status >= 300 && { location }) }, body: page };
      const result = await examine();
      expect(result.exit).toBe(3);
      const found = `${url} is answered for by somebody else: ${status} text/html "Free`;
      expect(checkOf(result, 'service')).toMatchObject({
        result: 'wrong',
        found: expect.stringContaining(found),
        advice: expect.stringContaining('This network asks for something first: open a page'),
      });
      expect(checkOf(result, 'service')?.found).toContain('from squid/5.7');
      expect(result.out).not.toContain('secret-token');
      // The network's page is not the second-screen page, though it is a page.
      for (const name of ['registration', 'configuration', 'second screen']) {
        expect(checkOf(result, name)).toMatchObject({ result: 'skipped' });
      }
      expect(result.reports.at(-1)).toMatchObject({ event: 'health', well: false });
    },
  );

  it.each([
    204, 304, 400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 418, 421, 425, 429, 451, 500, 502,
    503, 504,
  ])(
    'with a page under %i: something is wrong, and it is said what to look for',
    async (status) => {
      const body = status === 204 || status === 304 ? '' : page;
      everything = { status, headers: html, body };
      const result = await examine();
      expect(result.reports.at(-1)).toMatchObject({ event: 'health', well: false });
      expect([1, 3]).toContain(result.exit);
      const wrong = ['service', 'registration'].map((name) => checkOf(result, name));
      const [first] = wrong.filter((it) => it?.result === 'wrong');
      expect(first?.found, result.out).toContain(String(status));
      expect(first?.advice).toMatch(/proxy|network|Wait/);
      if (body !== '' && ![401, 407, 429].includes(status)) {
        expect(first?.found).toContain(`${status} text/html "Free\u001b[31m WiFi" from squid/5.7`);
      }
      expect(result.reports).not.toContainEqual({ event: 'defect' });
    },
    60_000,
  );

  it.each<[string, string]>([
    ['JSON of somebody else', '{"ok":true}'],
    ['cut JSON', '{"requestor":{"mvpds":['],
    ['nothing', ''],
    ['a text', 'blocked by policy'],
  ])(
    'with 200 and %s',
    async (_, body) => {
      everything = { status: 200, headers: { 'content-type': 'application/json' }, body };
      const result = await examine();
      expect(result.exit).toBe(1);
      expect(checkOf(result, 'registration')).toMatchObject({ result: 'wrong' });
    },
    60_000,
  );
});

describe('a service that is not reached', () => {
  const found = async (base: string) => {
    const result = await cliRig.pass(['doctor', '--json'], { env: { PASS_BASE_URL: base } });
    expect(result.exit).toBe(3);
    return checkOf(result, 'service')?.found;
  };

  it('because nothing listens', async () => {
    network.closeAllConnections();
    await new Promise((resolve) => network.close(resolve));
    expect(await found(url)).toBe(`${url} does not answer: nothing listens there (ECONNREFUSED)`);
  });

  it('because its name is not known', async () => {
    expect(await found('https://pass.invalid')).toMatch(
      /does not answer: the name server does not know its name \((ENOTFOUND|EAI_AGAIN)\)/,
    );
  });

  it('because somebody reads along: the certificate is not trusted', async () => {
    const { key, certificates } = (await makeSigners()).author;
    const cert = certificates.map(
      (der) =>
        `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`,
    );
    const pem = { key: key.export({ type: 'pkcs8', format: 'pem' }), cert: cert.join('') };
    const server = createTlsServer(pem, (_, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await found(`https://127.0.0.1:${port}`)).toMatch(
      /its certificate is not trusted: it is wrong, or a proxy reads along \([A-Z_]+\)$/,
    );
    server.closeAllConnections();
    server.close();
  });

  it('because what answers is no web server', async () => {
    const server = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await found(`http://127.0.0.1:${port}`)).toMatch(
      /what answers does not speak HTTP|the connection was cut/,
    );
    server.close();
  });
});
