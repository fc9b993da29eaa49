import { describe, expect, it } from 'vitest';
import { readHar } from '../../../apps/sandbox/judge/har.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { concurrencyRows } from '../../../apps/sandbox/judge/rows/concurrency.ts';
import { ask, sandboxOf } from '../rig.ts';
import { countedEvening } from './countedEvening.ts';

const ids = concurrencyRows.map(({ id }) => id);

/** Rows of Concurrency Monitoring by their state, for the only client of an evening. */
async function judged(row?: string) {
  const { sandbox, close } = await countedEvening(row);
  const { clients } = sandbox.control.conformance();
  const requests = sandbox.control.requests();
  await close();
  expect(clients).toHaveLength(1);
  const rows = clients[0]?.rows.filter(({ id }) => id.startsWith('CM-')) ?? [];
  const of = (state: string) => rows.filter((one) => one.state === state);
  return { rows, broken: of('broken'), met: of('met').map(({ id }) => id), requests };
}

describe('a client that does all of it rightly', () => {
  it('meets every row', async () => {
    const { broken, met } = await judged();
    expect(broken).toEqual([]);
    expect(met).toEqual(ids);
  });
});

describe('a client that does one thing wrong', () => {
  it.each(ids)('breaks %s, and no other row', async (row) => {
    const { broken, requests } = await judged(row);
    expect(broken.map(({ id }) => id)).toEqual([row]);
    const [{ advice, evidence } = { advice: '', evidence: [] }] = broken;
    expect(advice).toMatch(/^[A-Z].*[.]$/);
    expect(evidence.length).toBeGreaterThan(0);
    for (const seq of evidence) expect(requests.some((one) => one.seq === seq)).toBe(true);
  });
});

describe('a client that asks Concurrency Monitoring alone', () => {
  it('is judged all the same', async () => {
    const sandbox = await sandboxOf();
    const authorization = `Basic ${Buffer.from('demo-app:').toString('base64')}`;
    const say = (path: string, method: string) =>
      ask(`${sandbox.url}/v2/${path}`, { method, headers: { authorization } });
    const begun = await say('sessions/a/b', 'POST');
    await say(`sessions/a/b/${begun.headers.get('location')}`, 'DELETE');
    const [client, ...others] = sandbox.control.conformance().clients;
    expect(others).toEqual([]);
    expect(client?.requests).toBe(2);
    const state = (id: string) => client?.rows.find((row) => row.id === id)?.state;
    expect(['CM-01', 'CM-02', 'CM-13', 'CM-17', 'REG-01'].map(state)).toEqual([
      'met',
      'broken',
      'met',
      'broken',
      'not exercised',
    ]);
  });
});

describe('a HAR file', () => {
  it('shows the service by its own hosts, and neither accounts, sessions nor codes', () => {
    const pairs = (object: object) =>
      Object.entries(object).map(([name, value]) => ({ name, value }));
    const entry = (second: number, method: string, path: string, answer: object, headers = {}) => ({
      startedDateTime: new Date(Date.UTC(2026, 10, 30, 20, 0, second)).toISOString(),
      time: 20,
      request: {
        method,
        url: `https://streams.adobeprimetime.com/v2/${path}`,
        headers: pairs({ Authorization: 'Basic ZGVtby1hcHA6', ...headers }),
      },
      response: { status: 202, headers: [], content: {}, ...answer },
    });
    const conflicts = [{ terminationCode: 'THE-CODE' }];
    const refusal = { associatedAdvice: [{ type: 'rule-violation', conflicts }] };
    const text = JSON.stringify(refusal);
    const begun = {
      headers: pairs({
        Location: 'THE-SESSION',
        Date: 'Mon, 30 Nov 2026 20:00:09 GMT',
        Expires: 'Mon, 30 Nov 2026 20:01:09 GMT',
      }),
    };
    const traffic = readHar(
      JSON.stringify({
        log: {
          version: '1.2',
          entries: [
            entry(0, 'GET', 'metadata', { status: 200, content: { text: '[]' } }),
            entry(1, 'POST', 'sessions/idp/THE%2FSUBJECT', {
              status: 409,
              content: { mimeType: 'application/json', text },
            }),
            entry(9, 'POST', 'sessions/idp/THE%2FSUBJECT', begun, { 'X-Terminate': 'THE-CODE' }),
            entry(79, 'POST', 'sessions/idp/THE%2FSUBJECT/THE-SESSION', {}),
          ],
        },
      }),
    );
    expect(JSON.stringify(traffic)).not.toMatch(/THE-|THE%2F|THE\//);
    const rows = judge(traffic).clients[0]?.rows ?? [];
    const state = (id: string) => rows.find((row) => row.id === id)?.state;
    expect(['CM-01', 'CM-02', 'CM-06', 'CM-14'].map(state)).toEqual([
      'met',
      'met',
      'broken',
      'met',
    ]);
  });
});
