import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readHar } from '../../../apps/sandbox/judge/har.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { main } from '../../../apps/sandbox/judge/main.ts';
import { verdictOn } from './app.ts';
import { ACCESS_TOKEN, DEVICE, har, MEDIA_TOKEN, recording } from './har.ts';

const judged = (calls = recording(), options = {}) => {
  const report = judge(readHar(har(calls), options));
  return { report, ...verdictOn(report.clients[0]) };
};

describe('a recording of an app of the real service', () => {
  test('is one client, judged by the same rules', () => {
    const { report, broken, met } = judged();
    expect(report.source).toBe('har');
    expect(report.clients).toHaveLength(1);
    expect(report.clients[0]).toMatchObject({ clientIds: ['c-real'], label: 'OLED55C2' });
    expect(broken).toEqual([]);
    expect(met).toEqual(
      expect.arrayContaining([
        'REG-02',
        'REG-06',
        'POL-04',
        'POL-05',
        'AZN-01',
        'PLY-04',
        'SEC-01',
        'SEC-02',
      ]),
    );
  });

  test('shows what it breaks, with the requests that prove it', () => {
    const { report, broken } = judged(recording({ pollGap: 1_000 }));
    expect(broken).toEqual(['POL-04']);
    const row = report.clients[0]?.rows.find(({ id }) => id === 'POL-04');
    const paths = report.cited
      .filter(({ seq }) => row?.evidence.includes(seq))
      .map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(['/api/v2/NORTHSTAR/profiles/code/K7Q2M9D']));
  });

  test('a media token that is used twice is found again wherever it is shown', () => {
    const { broken } = judged(recording({ secondToken: MEDIA_TOKEN }));
    expect(broken).toEqual(['PLY-04']);
  });

  test('without Authorization, as browsers export by default, nobody is accused of leaving it out', () => {
    const { broken, met } = judged(recording({ withAuthorization: false }));
    expect(broken).toEqual([]);
    expect(met).not.toContain('SEC-02');
  });

  test('a media token counts on the host of the service, too', () => {
    const calls = recording({ secondToken: MEDIA_TOKEN }).map((call) => ({
      ...call,
      url: call.url.replace('play.northstar.example/v1/film', 'sp.auth.adobe.com/programmer/play'),
    }));
    expect(judged(calls).broken).toEqual(['PLY-04']);
  });

  test('a second screen alone is judged as one, though nobody made its code', () => {
    const phone = recording().slice(1, 3);
    const code = 'https://sp.auth.adobe.com/api/v2/NORTHSTAR/sessions/K7Q2M9D';
    const headers = { Authorization: `Bearer ${ACCESS_TOKEN}` };
    const missingParameters = ['mvpd', 'domainName', 'redirectUrl'];
    const body =
      'mvpd=ValleyCable&domainName=northstar.example&redirectUrl=https%3A%2F%2Fa.example';
    const { broken, met } = judged([
      ...phone,
      { at: 1_000, url: code, headers, answer: { existingParameters: {}, missingParameters } },
      {
        at: 9_000,
        method: 'POST',
        url: code,
        headers,
        body,
        answer: { actionName: 'authenticate', actionType: 'interactive', code: 'K7Q2M9D' },
      },
      {
        at: 9_500,
        url: 'https://sp.auth.adobe.com/api/v2/authenticate/NORTHSTAR/K7Q2M9D',
        headers: { 'User-Agent': 'Mozilla/5.0 (iPhone)' },
        status: 302,
      },
    ]);
    expect(broken).toEqual([]);
    expect(met).toEqual(expect.arrayContaining(['SCR-02', 'SCR-04', 'SCR-05', 'SCR-08']));
  });

  test('plain HTTP to the service is broken', () => {
    const { broken } = judged(recording({ host: 'http://sp.auth.adobe.com' }));
    expect(broken).toEqual(['SEC-01']);
  });

  test('other hosts count when they speak the service, or when they are named', () => {
    const gateway = 'https://gateway.example/pass';
    expect(judged(recording({ host: gateway })).met).toContain('POL-04');
    const afterwards = recording({ host: gateway }).filter(
      ({ url }) => !url.includes('/o/client/'),
    );
    const silent = afterwards.map((call) => ({ ...call, headers: {} }));
    expect(() => readHar(har(silent))).toThrow(/--base/);
    expect(judged(silent, { baseUrl: gateway }).report.requests).toBeGreaterThan(4);
  });

  test('keeps no secret and nothing of the viewer', () => {
    const text = JSON.stringify([readHar(har(recording())), judged().report]);
    for (const secret of [
      ACCESS_TOKEN,
      MEDIA_TOKEN,
      DEVICE,
      's-real',
      'aaa.bbb.ccc',
      'viewer-4711',
    ])
      for (const form of [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64'),
      ])
        expect(text).not.toContain(form);
  });

  test('reads what tools write differently: parts of a form, Base64 answers, a byte order mark', () => {
    const file = JSON.parse(har(recording()));
    for (const { request, response } of file.log.entries) {
      const { text } = response.content;
      Object.assign(response.content, {
        text: Buffer.from(text).toString('base64'),
        encoding: 'base64',
      });
      if (request.postData?.mimeType !== 'application/x-www-form-urlencoded') continue;
      const params = [...new URLSearchParams(request.postData.text)];
      request.postData = {
        mimeType: 'application/x-www-form-urlencoded',
        params: params.map(([name, value]) => ({ name, value: encodeURIComponent(value) })),
      };
    }
    const report = judge(readHar(`\ufeff${JSON.stringify(file)}`));
    expect(verdictOn(report.clients[0])).toEqual(verdictOn(judged().report.clients[0]));
  });
});

describe('a V1 recording in XML', () => {
  const url = (path: string) => `https://api.auth.adobe.com${path}`;
  const code = '<?xml version="1.0"?><ns2:regcode><id>uuid</id><code>QH7T2LM</code></ns2:regcode>';
  const headers = { Authorization: 'Bearer t' };
  const device = 'requestor=NORTHSTAR&deviceId=d-1';

  test('is judged by the V1 rows', () => {
    const { broken, met } = judged([
      { at: 0, url: url(`/api/v1/checkauthn?${device}`), headers, status: 403 },
      {
        at: 500,
        method: 'POST',
        url: url('/reggie/v1/NORTHSTAR/regcode.xml'),
        headers,
        body: 'deviceId=d-1&ttl=90000',
        status: 201,
        answer: code,
        answerType: 'application/xml',
      },
      { at: 60_000, url: url(`/api/v1/tokens/authn?${device}`), headers },
    ]);
    expect(broken).toEqual(['V1L-04']);
    expect(met).toEqual(expect.arrayContaining(['V1L-01', 'V1L-03', 'V1L-05', 'V1L-14']));
  });
});

describe('npm run judge', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couchpass-judge-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function run(...argv: string[]) {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
    });
    return { exit, out, err };
  }

  async function file(text: string): Promise<string> {
    const path = join(folder, 'traffic.har');
    await writeFile(path, text);
    return path;
  }

  test('ends with 0 when nothing is broken', async () => {
    const { exit, out } = await run(await file(har(recording())));
    expect(exit).toBe(0);
    expect(out).toMatch(/OLED55C2 .*\n {2}0 broken, \d+ met/);
  });

  test('ends with 1 when something is, and says what, in words, JSON and HTML', async () => {
    const path = await file(har(recording({ pollGap: 1_000 })));
    const page = join(folder, 'report.html');
    const words = await run(path, '--report', page);
    expect(words.exit).toBe(1);
    expect(words.out).toMatch(/POL-04 must: Polled faster .*\n +requests \d/);
    expect(await readFile(page, 'utf8')).toContain('Polled faster');
    const json = await run(path, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ broken: true, source: 'har' });
  });

  test.each([
    ['no JSON', 'har', /not JSON/],
    ['no HAR', '{"log":{}}', /log\.entries/],
    ['null', 'null', /log\.entries/],
    ['no request', '{"log":{"entries":[{"request":{"method":"GET"}}]}}', /entry 1 .*URL/],
    ['nothing in it', '{"log":{"entries":[]}}', /no requests/],
    ['traffic of others', har([{ at: 0, url: 'https://example.org/' }]), /none of the 1 requests/],
  ])('says what is wrong with a file: %s', async (_, text, words) => {
    const { exit, err } = await run(await file(text));
    expect([exit, err]).toEqual([2, expect.stringMatching(words)]);
  });

  test.each([
    ['no file', []],
    ['a file that is not there', ['/no/such/file.har']],
    ['a folder', [tmpdir()]],
    ['an unknown option', ['--frobnicate']],
    ['two files', ['a.har', 'b.har']],
  ])('says what is wrong with the order: %s', async (_, argv) => {
    const { exit, err } = await run(...argv);
    expect([exit, err]).toEqual([2, expect.stringMatching(/^judge: .+/)]);
  });

  test('a report that cannot be written is told, not thrown', async () => {
    const { exit, err } = await run(
      await file(har(recording())),
      '--report',
      join(folder, 'no', 'r'),
    );
    expect([exit, err]).toEqual([2, expect.stringContaining('no such file or folder')]);
  });
});
