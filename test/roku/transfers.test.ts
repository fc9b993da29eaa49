import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { manifestOf } from '../../tools/roku/manifest.ts';
import { buildTestChannel } from './buildTestChannel.ts';
import { linesOf } from './console.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();

/** Addresses, and whether a development package may use them; a package for the store may use https only. */
const addresses: Readonly<Record<string, boolean>> = {
  'https://sp.auth.adobe.com/api/v2': true,
  'http://localhost:8700/feed.json': true,
  'http://LOCALHOST': true,
  'http://127.0.0.1:8700': true,
  'http://10.0.0.7:8700/feed.json': true,
  'http://172.16.0.1/': true,
  'http://172.31.255.254:80/x': true,
  'http://192.168.1.5:8700': true,
  'http://192.168.1.5?x': true,
  'http://169.254.10.20:8700': true,
  'http://my-computer.local:8700/x': true,
  'http://a.b.local': true,
  'http://[::1]:8700/': true,
  'http://example.com/': false,
  'http://10.example.com/': false,
  'http://10.0.0.7.example.com/': false,
  'http://10.0.0/': false,
  'http://172.15.0.1/': false,
  'http://172.32.0.1/': false,
  'http://192.169.1.5/': false,
  'http://192.168.1.5@example.com/': false,
  'http://192.168.1.5:8700@example.com/': false,
  'http://localhost.example.com/': false,
  'http://example.com/http://localhost/': false,
  'http://local/': false,
  'ftp://localhost/': false,
  'file:///etc/passwd': false,
};

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.each([true, false])('in a package for development: %s', (development) => {
  it('speaks to private addresses only there, and prints why a transfer failed', async () => {
    const zip = await buildTestChannel('transfers/source', `${folder.path}/${development}`, [
      ['assets/addresses.json', JSON.stringify(Object.keys(addresses))],
      [
        'manifest',
        manifestOf({ title: 'Transfers', version: '1.0.0', development, background: '#0b0d16' }),
      ],
    ]);
    const port = await closedPort();
    const lines = await linesOf(zip, { closed: `http://127.0.0.1:${port}` });
    const allowed = lines
      .filter((line) => line.startsWith('ALLOWED '))
      .map((line) => line.split(' ').slice(1));
    expect(Object.fromEntries(allowed)).toEqual(
      Object.fromEntries(
        Object.entries(addresses).map(([url, isAllowed]) => [
          url,
          String(isAllowed && (development || url.startsWith('https:'))),
        ]),
      ),
    );
    const failed = lines.filter((line) => line.includes(' FAILED '));
    const refused = development ? /\(-?\d+\) .+/ : /\(0\) HTTPS is wanted$/;
    expect(failed[0]).toMatch(
      new RegExp(`^TRANSFER FAILED 127\\.0\\.0\\.1:${port} ${refused.source}`),
    );
    expect(failed[1]).toBe('TRANSFER FAILED example.com (0) HTTPS is wanted');
    expect(lines.filter((line) => line.startsWith('CAME '))).toEqual(
      Array(2).fill('CAME network_unreachable'),
    );
    expect(lines).toContain(
      "SAID Failed to open cdn.example.com:8443 (code 5), then 'other.example'.",
    );
    // Neither the code, nor a value of a query or a header.
    expect(lines.join('\n')).not.toMatch(/K7Q2M9D|secret|register/);
  }, 200_000);
});
