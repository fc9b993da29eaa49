import { softwareStatement } from '../../apps/sandbox/index.ts';
import type { Bench, BenchRow } from '../../tools/commands/bench.ts';
import { Gun, type Shot } from './sandbox/hammer.ts';
import { runSandbox } from './sandbox/running.ts';

/** The number of requests that the sandbox keeps. */
const REQUESTS = 5_000;

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

/**
 * How long the judge takes for a full record, of one busy client and of two hundred, and how long other
 * clients wait for an answer meanwhile.
 */
const bench: Bench = async () => [...(await judged(1)), ...(await judged(200))];

export default bench;

async function judged(clients: number): Promise<BenchRow[]> {
  const sandbox = await runSandbox({ throttled: false });
  const gun = new Gun(sandbox.url, 16);
  try {
    const shots = Array.from({ length: clients }, (_, index) =>
      live(gun, index, Math.ceil(REQUESTS / clients)),
    );
    await Promise.all(shots);
    const began = performance.now();
    let longest = 0;
    let isOver = false;
    const report = gun
      .shoot({ method: 'GET', path: '/_sandbox/conformance' })
      .then(({ text }) => JSON.parse(text))
      .finally(() => {
        isOver = true;
      });
    while (!isOver) {
      const asked = performance.now();
      await gun.shoot({ method: 'GET', path: '/_sandbox/clock' });
      longest = Math.max(longest, performance.now() - asked);
    }
    const { requests, clients: found } = await report;
    const what = `${requests} requests of ${found.length} clients`;
    return [
      { what: `judge of ${what}`, measured: ms(performance.now() - began), allowed: '1000 ms' },
      { what: 'longest answer meanwhile', measured: ms(longest), allowed: '300 ms' },
    ];
  } finally {
    gun.close();
    await sandbox.close();
  }
}

/** A client from its registration on: sessions, polls, decisions, playbacks, one after another. */
async function live(gun: Gun, index: number, requests: number): Promise<void> {
  let left = requests;
  const from = { 'x-forwarded-for': `203.0.113.${index % 250}`, 'user-agent': `TV ${index}` };
  const ask = async (shot: Shot) => {
    left -= 1;
    const { text } = await gun.shoot({ ...shot, headers: { ...from, ...shot.headers } });
    return text.startsWith('{') ? JSON.parse(text) : {};
  };
  const { client_id, client_secret } = await ask({
    method: 'POST',
    path: '/o/client/register',
    headers: JSON_TYPE,
    body: JSON.stringify({ software_statement: softwareStatement('northstar-tv') }),
  });
  const grant = { client_id, client_secret, grant_type: 'client_credentials' };
  const { access_token } = await ask({
    method: 'POST',
    path: '/o/client/token',
    headers: FORM_TYPE,
    body: String(new URLSearchParams(grant)),
  });
  const device = {
    authorization: `Bearer ${access_token}`,
    'ap-device-identifier': `fingerprint ${Buffer.from(`device ${index}`).toString('base64')}`,
    'x-device-info': Buffer.from('{"model":"TV","primaryHardwareType":"TV"}').toString('base64'),
  };
  const path = (rest: string) => `/api/v2/NORTHSTAR/${rest}`;
  const decide = (kind: string) =>
    ask({
      method: 'POST',
      path: path(`decisions/${kind}/HarborTV`),
      headers: { ...device, ...JSON_TYPE },
      body: '{"resources":["NORTHSTAR-MAIN"]}',
    });
  while (left > 0) {
    await ask({ method: 'GET', path: path('profiles'), headers: device });
    const { code } = await ask({
      method: 'POST',
      path: path('sessions'),
      headers: { ...device, ...FORM_TYPE },
      body: 'mvpd=HarborTV&domainName=northstar.example&redirectUrl=https%3A%2F%2Fnorthstar.example%2F',
    });
    for (let poll = 0; code && poll < 5; poll++)
      await ask({ method: 'GET', path: path(`profiles/code/${code}`), headers: device });
    if (code)
      await gun.shoot({ method: 'POST', path: '/_sandbox/signin', body: JSON.stringify({ code }) });
    await decide('preauthorize');
    const { decisions } = await decide('authorize');
    await ask({
      method: 'POST',
      path: '/programmer/play',
      headers: JSON_TYPE,
      body: JSON.stringify({
        item: 'tidewater',
        mediaToken: decisions?.[0]?.token?.serializedToken ?? '',
      }),
    });
  }
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
