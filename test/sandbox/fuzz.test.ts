import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { CODE, DEVICE, MARKUP, redirects, requests, TOKEN } from './fuzz/arbitraries.ts';
import { exchange, type RawAnswer, type RawRequest, send } from './fuzz/rawHttp.ts';
import { ask, clientOf, form } from './rig.ts';

/** For more runs, or another seed: `FUZZ_RUNS=20000 FUZZ_SEED=7 npx vitest run test/sandbox/fuzz.test.ts`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 500);
/** The same seed every time, so that a new failure comes from a change of the code. */
const seed = Number(process.env.FUZZ_SEED ?? 1);

/** Success, a redirect, or a status that the documentation and HTTP define for a bad request. */
const KNOWN_STATUSES = new Set([
  ...[200, 201, 204, 206, 302, 303, 304],
  ...[400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 416, 429, 431],
]);

const OWN_HOSTS =
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|([\w-]+\.)*(northstar|lighthouse)\.example)$/;

let sandbox: Sandbox;
let token = '';
let code = '';
const said: string[] = [];

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation((text) => said.push(String(text)));
  sandbox = await startSandbox({ throttle: false });
  await populate();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await sandbox.close();
});

/** Resets the sandbox; adds a viewer on one device and a code on another. */
async function populate(): Promise<void> {
  sandbox.control.reset();
  const client = await clientOf(sandbox, DEVICE);
  await client.signIn();
  const waiting = await clientOf(sandbox, 'tv-2');
  code = (await waiting.createSession({ mvpd: 'HarborTV' })).json.code;
  token = client.token;
}

function filledIn({ method, target, headers, body }: RawRequest): RawRequest {
  const fill = (text: string) => text.replaceAll(TOKEN, token).replaceAll(CODE, code);
  return {
    method,
    target: fill(target),
    headers: headers.map(([name, value]) => [name, fill(value)]),
    body: Buffer.from(fill(Buffer.from(body).toString('latin1')), 'latin1'),
  };
}

function checkAnswer({ status, headers, body }: RawAnswer): void {
  // The sandbox prints its own failures on the terminal, whatever the answer was.
  expect(said.filter((line) => line.includes('failed at'))).toEqual([]);
  expect(KNOWN_STATUSES, `status ${status}`).toContain(status);
  const type = headers.get('content-type') ?? '';
  if (/html|svg/.test(type)) expect(body).not.toMatch(/<img src=x|<script>alert/);
  expect(headers.has('set-cookie')).toBe(false);
  const location = headers.get('location');
  if (location !== undefined)
    expect(new URL(location, sandbox.url).hostname, location).toMatch(OWN_HOSTS);
}

describe('any request', () => {
  it('is answered with what is asked or a documented error', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        checkAnswer(await exchange(sandbox.port, filledIn(request)));
        // The controls move the clock and revoke data that the next request needs.
        if (/_sandbox|logout/.test(request.target)) await populate();
      }),
      { numRuns: RUNS, seed },
    );
    await populate();
    const later = await clientOf(sandbox);
    await later.signIn();
    expect((await later.call('profiles')).json.profiles).toHaveProperty('ValleyCable');
    expect((await ask(`${sandbox.url}/_sandbox/requests`)).status).toBe(200);
    expect((await ask(`${sandbox.url}/_sandbox/conformance`)).status).toBe(200);
  });

  it('that no HTTP server could read ends in 400, 431 or nothing', async () => {
    const lines = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        'GET / HTTP/9.9',
        'GET  /  HTTP/1.1',
        `GET /${'a'.repeat(20_000)} HTTP/1.1`,
        'GET / HTTP/1.1\r\ncontent-length: -1',
        'POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2',
        'POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\ncontent-length: 3',
        'POST / HTTP/1.1\r\ntransfer-encoding: nonsense',
        `GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}`,
      ),
    );
    await fc.assert(
      fc.asyncProperty(lines, async (line) => {
        const { status } = await send(sandbox.port, Buffer.from(`${line}\r\n\r\n`), true);
        expect([0, 400, 404, 431]).toContain(status);
      }),
      { numRuns: Math.min(RUNS, 200), seed },
    );
    expect((await ask(`${sandbox.url}/_sandbox/clock`)).status).toBe(200);
  });
});

describe('hostile words', () => {
  it('lead no browser to an address that is not registered', { timeout: 600_000 }, async () => {
    sandbox.control.rules({ takes: { redirect: false } });
    const device = await clientOf(sandbox, 'tv-3');
    await fc.assert(
      fc.asyncProperty(redirects, async (redirectUrl) => {
        const created = await device.createSession({ mvpd: 'HarborTV', redirectUrl });
        if (created.status === 400) {
          expect(created.json.code).toBe('invalid_parameter_redirect_url');
          return;
        }
        const opened = await ask(`${sandbox.url}${created.json.url}`);
        const login = new URL(opened.headers.get('location') ?? '', sandbox.url);
        expect(login.origin).toBe(sandbox.url);
        const ended = await ask(login.href, form({ username: 'alex', password: 'sofa' }));
        expect(ended.status).toBe(303);
        const target = new URL(ended.headers.get('location') ?? '');
        expect(target.hostname).toMatch(OWN_HOSTS);
        expect(target.protocol).toMatch(/^https?:$/);
        await device.call('logout/HarborTV?redirectUrl=https%3A%2F%2Fnorthstar.example%2F');
      }),
      { numRuns: Math.min(RUNS, 150), seed },
    );
  });

  it('lead no browser to an address that runs or is read, where any page is taken', {
    timeout: 600_000,
  }, async () => {
    sandbox.control.reset();
    const device = await clientOf(sandbox, 'tv-3');
    await fc.assert(
      fc.asyncProperty(redirects, async (redirectUrl) => {
        const created = await device.createSession({ mvpd: 'HarborTV', redirectUrl });
        if (created.status === 400) {
          expect(created.json.code).toBe('invalid_parameter_redirect_url');
          return;
        }
        const opened = await ask(`${sandbox.url}${created.json.url}`);
        const login = new URL(opened.headers.get('location') ?? '', sandbox.url);
        const ended = await ask(login.href, form({ username: 'alex', password: 'sofa' }));
        expect(ended.status).toBe(303);
        const target = new URL(ended.headers.get('location') ?? '');
        expect(target.protocol).toMatch(/^https?:$/);
        expect(`${target.username}${target.password}`).toBe('');
        await device.call('logout/HarborTV?redirectUrl=https%3A%2F%2Fnorthstar.example%2F');
      }),
      { numRuns: Math.min(RUNS, 150), seed },
    );
  });

  it('appear on pages as text only', async () => {
    const words = fc
      .array(
        fc.constantFrom(MARKUP, '<', '>', '"', "'", '&', '</title>', '{{', '${', 'a', '\u2028'),
        {
          minLength: 1,
          maxLength: 6,
        },
      )
      .map((parts) => parts.join(''));
    const html = { headers: { accept: 'text/html' } };
    const page = await clientOf(sandbox, 'tv-4');
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        const { url } = (await page.createSession({ mvpd: 'HarborTV' })).json;
        const login = (await ask(sandbox.url + url)).headers.get('location');
        const encoded = encodeURIComponent(text);
        const answers = [
          await ask(sandbox.url + login, form({ username: text, password: text })),
          await ask(`${sandbox.url}/api/v2/authenticate/NORTHSTAR/${encoded}`, html),
          await ask(`${sandbox.url}/api/v2/authenticate/${encoded}/${encoded}`, html),
          await ask(`${sandbox.url}/mvpd/${encoded}/login?request=${encoded}`),
          await ask(`${sandbox.url}/adobe-services/logout?mso_id=${encoded}`),
        ];
        // Whatever text is sent, the page has the same tags as without it.
        for (const answer of answers) {
          expect(answer.type).toBe('text/html');
          expect(answer.text.match(/<\/?\s*(img src=x|title|script)/g)?.length ?? 0).toBe(2);
        }
      }),
      { numRuns: Math.min(RUNS, 60), seed },
    );
  });
});
