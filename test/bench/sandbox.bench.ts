import { join } from 'node:path';
import { softwareStatement } from '../../apps/sandbox/index.ts';
import type { Bench, BenchRow } from '../../tools/commands/bench.ts';
import { runDevices } from './sandbox/devices.ts';
import { contest, type Figures, Gun, type Reply, type Shot } from './sandbox/hammer.ts';
import { type Running, runMockServer, runPrism, runSandbox } from './sandbox/running.ts';

const howToCompare = `
To measure the sandbox beside oauth2-mock-server and Stoplight Prism, install them outside of this tree,
and have Adobe's OpenAPI files restApiV2.json and dcrApi.json in a folder:

  npm install --prefix /tmp/peers oauth2-mock-server @stoplight/prism-cli
  COUCHPASS_PEERS=/tmp/peers COUCHPASS_OPENAPI_DIR=/tmp/openapi npm run bench -- sandbox
`;

/**
 * How many requests one sandbox answers, alone and compared with similar programs in the same run, and what
 * ten thousand televisions cost it. COUCHPASS_DEVICES (0: none) and COUCHPASS_POLL_S change their number
 * and polling.
 */
const bench: Bench = async () => {
  const peers = process.env.COUCHPASS_PEERS;
  const openapi = process.env.COUCHPASS_OPENAPI_DIR;
  const compares = peers !== undefined && openapi !== undefined;
  if (!compares) console.log(howToCompare);
  return [
    ...(await speeds(compares ? { peers, openapi } : undefined)),
    ...(await crowd(
      Number(process.env.COUCHPASS_DEVICES ?? 10_000),
      Number(process.env.COUCHPASS_POLL_S ?? 30),
    )),
  ];
};

export default bench;

interface Peer {
  readonly name: string;
  readonly start: () => Promise<Running>;
  readonly shot: Shot;
}

interface Contest {
  readonly what: string;
  readonly shot: Shot;
  readonly isRight: (reply: Reply) => boolean;
  readonly peers: readonly Peer[];
}

function compare(what: string, ours: Figures, name: string, theirs: Figures): BenchRow[] {
  const ratio = ours.perSecond / theirs.perSecond;
  return [
    { what: `${what}: ${name}`, measured: say(theirs), allowed: '' },
    {
      what: `${what}: sandbox to ${name}`,
      measured: `${ratio.toFixed(1)} times`,
      allowed: 'above 1',
    },
  ];
}

async function speeds(
  folders: { readonly peers: string; readonly openapi: string } | undefined,
): Promise<BenchRow[]> {
  const sandbox = await runSandbox({ throttled: false });
  const rows: BenchRow[] = [];
  try {
    for (const { what, shot, isRight, peers } of await contests(sandbox.url, folders)) {
      const running: Running[] = [];
      try {
        for (const { start } of peers) running.push(await start());
        const [ours, ...theirs] = await contest([
          { url: sandbox.url, shot, isRight },
          ...peers.map((peer, index) => ({
            url: running[index]?.url ?? '',
            shot: peer.shot,
            isRight: ({ status }: Reply) => status < 300,
          })),
        ]);
        if (ours) rows.push({ what: `${what}: sandbox`, measured: say(ours), allowed: '' });
        for (const [index, figures] of theirs.entries())
          if (ours) rows.push(...compare(what, ours, peers[index]?.name ?? '', figures));
      } finally {
        await Promise.all(running.map((peer) => peer.close()));
      }
    }
  } finally {
    await sandbox.close();
  }
  return rows;
}

/** One signed-in client, and the three requests that apps make most. */
async function contests(
  url: string,
  folders: { readonly peers: string; readonly openapi: string } | undefined,
): Promise<Contest[]> {
  const gun = new Gun(url, 1);
  const json = async (shot: Shot) => JSON.parse((await gun.shoot(shot)).text);
  const jsonType = { 'content-type': 'application/json' };
  const formType = { 'content-type': 'application/x-www-form-urlencoded' };
  const { client_id, client_secret } = await json({
    method: 'POST',
    path: '/o/client/register',
    headers: jsonType,
    body: JSON.stringify({ software_statement: softwareStatement('northstar-tv') }),
  });
  const grant = String(
    new URLSearchParams({ client_id, client_secret, grant_type: 'client_credentials' }),
  );
  const token: Shot = { method: 'POST', path: '/o/client/token', headers: formType, body: grant };
  const device = {
    authorization: `Bearer ${(await json(token)).access_token}`,
    'ap-device-identifier': 'fingerprint dHYtMQ==',
    'x-device-info': Buffer.from('{"model":"TV","primaryHardwareType":"TV"}').toString('base64'),
  };
  const { code } = await json({
    method: 'POST',
    path: '/api/v2/NORTHSTAR/sessions',
    headers: { ...device, ...formType },
    body: 'mvpd=HarborTV&domainName=northstar.example&redirectUrl=https%3A%2F%2Fnorthstar.example%2F',
  });
  await json({ method: 'POST', path: '/_sandbox/signin', body: JSON.stringify({ code }) });
  gun.close();

  const poll: Shot = { method: 'GET', path: `/NORTHSTAR/profiles/code/${code}`, headers: device };
  const authorize: Shot = {
    method: 'POST',
    path: '/NORTHSTAR/decisions/authorize/HarborTV',
    headers: { ...device, ...jsonType },
    body: '{"resources":["NORTHSTAR-MAIN"]}',
  };
  const ofV2 = (shot: Shot): Shot => ({ ...shot, path: `/api/v2${shot.path}` });
  const prism = (file: string, shot: Shot): Peer[] =>
    folders
      ? [{ name: 'Prism', start: () => runPrism(folders.peers, join(folders.openapi, file)), shot }]
      : [];
  const mockServer = (shot: Shot): Peer[] =>
    folders
      ? [{ name: 'oauth2-mock-server', start: () => runMockServer(folders.peers), shot }]
      : [];
  return [
    {
      what: 'token',
      shot: token,
      isRight: ({ status }) => status === 201,
      peers: [
        ...mockServer({ ...token, path: '/token' }),
        // Adobe's file has the fields in the query.
        ...prism('dcrApi.json', { method: 'POST', path: `/client/token?${grant}` }),
      ],
    },
    {
      what: 'poll',
      shot: ofV2(poll),
      isRight: ({ status, text }) => status === 200 && text.includes('HarborTV'),
      peers: prism('restApiV2.json', poll),
    },
    {
      what: 'authorize',
      shot: ofV2(authorize),
      isRight: ({ status, text }) => status === 200 && text.includes('serializedToken'),
      peers: prism('restApiV2.json', authorize),
    },
  ];
}

async function crowd(devices: number, pollS: number): Promise<BenchRow[]> {
  if (devices === 0) return [];
  const report = await runDevices(devices, pollS);
  const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  const perSecond = Math.round(report.requests / report.seconds);
  const growth = ((report.end - report.peak) / report.peak) * 100;
  return [
    {
      what: `${devices} devices, 10 min of the clock, a poll each ${pollS} s`,
      measured: `${report.requests} requests in ${Math.round(report.seconds)} s, ${perSecond}/s`,
      allowed: 'at least 60 s',
    },
    { what: 'wrong answers', measured: String(report.wrong), allowed: '0' },
    {
      what: 'memory of a waiting device',
      measured: `${Math.round(report.bytesPerWaitingDevice)} bytes`,
      allowed: '2000 bytes',
    },
    {
      what: 'heap when all are signed in, and two minutes later',
      measured: `${mb(report.peak)}, ${mb(report.end)} (${growth.toFixed(1)} %)`,
      allowed: 'flat',
    },
  ];
}

function say({ perSecond, p99 }: Figures): string {
  return `${Math.round(perSecond)}/s, p99 ${p99.toFixed(1)} ms`;
}
