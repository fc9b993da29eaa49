import { describe, expect, test } from 'vitest';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { renderReport } from '../../../apps/sandbox/judge/report.ts';
import { summaryOf } from '../../../apps/sandbox/judge/summary.ts';
import { talk } from './sampleTraffic.ts';

const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;\u202e\u0007`;
const model = (text: string) => ({
  info: Buffer.from(JSON.stringify({ model: text, osName: 'Windows 3.1' })).toString('base64'),
});

describe('the report', () => {
  test('shows whatever a client says as text', () => {
    const traffic = talk()
      .as({ ...model(hostile), client: hostile, agent: hostile, address: hostile })
      .start()
      .profiles([hostile])
      .authorize(hostile)
      .v2('GET', `profiles/${hostile}`, { host: hostile })
      .v2('GET', `logout/${hostile}`)
      .poll(hostile)
      .traffic();
    const report = judge(traffic);
    const page = renderReport(report);
    expect(report.broken).toBe(true);
    // Only the page's own tags; nothing that a browser would run or load.
    const tags = new Set([...page.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, tag]) => tag));
    for (const dangerous of ['script', 'img', 'iframe', 'link', 'object', 'svg', 'form', 'base'])
      expect(tags).not.toContain(dangerous);
    expect(page).not.toMatch(/<[^>]*\son\w+\s*=/i);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    for (const invisible of ['\u202e', '\u0007']) expect(page).not.toContain(invisible);
    expect(page).toContain("default-src 'none'");
  });

  test('points from each finding to the requests that prove it', () => {
    const report = judge(talk().start().configuration().profiles().traffic());
    const page = renderReport(report);
    for (const seq of report.clients.flatMap(({ rows }) =>
      rows.flatMap(({ evidence }) => evidence),
    )) {
      expect(page).toContain(`href="#r${seq}"`);
      expect(page).toContain(`<tr id="r${seq}">`);
    }
    expect(page).toContain('CFG-01');
    expect(page).toContain('before looking for a profile');
  });

  test('shows what was not judged and why, what was left out, and names', () => {
    const record = talk()
      .start()
      .v2('GET', 'profiles', { clientName: 'living room', answer: { profiles: {} } })
      .session('A')
      .poll('A')
      .advance(4_000)
      .poll('A');
    const report = judge({
      ...record.traffic(),
      leftOut: [
        { reason: 'a web socket', count: 1 },
        { reason: 'not for the service', count: 12 },
      ],
      remarks: ['The file ends too early (line 3, column 9).'],
    });
    expect(report.entriesLeftOut.map(({ count }) => count)).toEqual([12, 1]);
    const page = renderReport(report);
    expect(page).toContain('<h2>living room</h2>');
    expect(page).toContain('<b>12</b> entries left out: not for the service');
    expect(page).toContain('<b>1</b> entry left out: a web socket');
    expect(page).toContain('The file ends too early (line 3, column 9).');
    const unsure = report.clients[0]?.rows.filter(({ state }) => state === 'not judged') ?? [];
    expect(unsure.map(({ id }) => id)).toContain('POL-04');
    expect(page).toContain(`<b>${unsure.length}</b> not judged`);
    expect(page).toMatch(/<h3>Not judged<\/h3>[\s\S]*POL-04[\s\S]*clock was moved/);
    const text = summaryOf(report);
    expect(text).toMatch(
      /\nliving room \(.*\n {2}0 broken, \d+ met, \d+ not judged, \d+ not exercised\n/,
    );
    expect(text).toContain('Left out: 12 entries, not for the service.\n');
    expect(text).toMatch(/ {2}POL-04 not judged: The sandbox's clock was moved.*\n +requests \d/);
  });

  test('has a word for traffic without anybody in it', () => {
    const report = judge({ source: 'sandbox', exchanges: [] });
    expect(report).toMatchObject({ broken: false, requests: 0, clients: [] });
    expect(renderReport(report)).toContain('nothing to judge');
  });
});

test('a crowd is judged by its last two hundred', () => {
  const crowd = talk();
  for (let i = 0; i < 1_000; i++)
    crowd
      .as({
        client: `c-${i}`,
        device: `device number ${i}`,
        token: '',
        address: `10.0.${i >> 8}.${i & 255}`,
      })
      .start()
      .profiles()
      .session(`CODE${i}`)
      .poll(`CODE${i}`);
  const report = judge(crowd.traffic());
  expect([report.clients.length, report.leftOut]).toEqual([200, 800]);
});
