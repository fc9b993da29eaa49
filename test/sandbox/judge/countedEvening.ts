import { createTestClock, type Sandbox, startSandbox } from '../../../apps/sandbox/index.ts';
import { type Answer, ask, jsonBody, TestClient } from '../rig.ts';

/** A viewer's evening with Concurrency Monitoring, by a client that does one thing wrong, or nothing. */
export interface Evening {
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

const FILM = 'the-long-meridian';
const OTHER = 'tidewater';
const RESOURCE = 'NORTHSTAR-MAIN';
const told = {
  channel: 'Northstar',
  assetId: 'film',
  contentType: 'vod',
  deviceName: 'LG OLED',
  applicationName: 'Northstar',
};

/** @param row the rule that the client breaks, such as `CM-06` */
export async function countedEvening(row = ''): Promise<Evening> {
  const clock = createTestClock(Date.UTC(2026, 10, 30, 20));
  const sandbox = await startSandbox({ throttle: false, quiet: true, now: clock.now });
  const { control } = sandbox;
  control.rules({
    concurrency: { subject: 'base64', requiredMetadata: ['channel'], graceS: 60 },
  });
  const pass = new TestClient(sandbox, 'tv-1');
  await pass.register();
  await pass.renew();
  await pass.signIn();
  const { attributes } = (await pass.call('profiles')).json.profiles.ValleyCable;
  const account = attributes.upstreamUserID.value as string;
  const whose = `sessions/ValleyCable/${encodeURIComponent(account)}`;
  const authorization = `Basic ${Buffer.from('northstar-tv:').toString('base64')}`;

  const say = (path: string, method: string, fields?: object, more: Record<string, string> = {}) =>
    ask(`${sandbox.url}/v2/${path}`, {
      method,
      headers: { authorization, ...more },
      ...(fields === undefined ? {} : { body: new URLSearchParams({ ...fields }) }),
    }).catch((): Answer => ({ status: 0, headers: new Headers(), type: '', text: '', json: {} }));

  const bearer: Record<string, string> =
    row === 'CM-01' ? { authorization: `Bearer ${pass.token}` } : {};
  const list = () => say('metadata', 'GET', undefined, bearer);
  const start = (codes?: string) => {
    const { contentType: __, ...silent } = told;
    const fields = row === 'CM-17' ? silent : told;
    const query = row === 'CM-20' ? '?subject=alex' : '';
    return say(whose + query, 'POST', fields, codes === undefined ? {} : { 'x-terminate': codes });
  };
  const at = (answer: Answer) => `${whose}/${answer.headers.get('location')}`;
  const beat = (session: Answer) =>
    say(at(session), 'POST', row === 'CM-16' ? { channel: 'Northstar' } : undefined);
  const stop = (session: Answer) => say(at(session), 'DELETE');

  const decide = async () => {
    const { decisions } = (await pass.authorize(RESOURCE)).json;
    return decisions[0].token.serializedToken as string;
  };
  const play = async (item: string, mediaToken?: string) => {
    const body = { item, ...(mediaToken === undefined ? {} : { mediaToken }) };
    const { url } = (await ask(`${sandbox.url}/programmer/play`, jsonBody(body))).json;
    return () => ask(url as string);
  };
  const wait = (s: number) => clock.advance(s * 1_000);
  const codeIn = ({ json }: Answer) => {
    const [advice] = (json.evaluationResult ?? json).associatedAdvice;
    const conflicts = (advice.attributes ?? advice).conflicts;
    const all = Array.isArray(conflicts) ? conflicts : Object.values(conflicts).flat();
    return (all[0] as { terminationCode: string }).terminationCode;
  };

  // A film plays for some minutes; meanwhile the interval changes.
  if (row !== 'CM-02') await list();
  const token = await decide();
  let session = row === 'CM-03' ? undefined : await start();
  const segment = await play(FILM, token);
  await segment();
  session ??= await start();
  for (let n = 0; n < 4; n++) {
    wait(row === 'CM-07' ? 16 : row === 'CM-06' && n === 1 ? 75 : 48);
    await segment();
    await beat(session);
  }
  control.rules({ concurrency: { beatS: 30 } });
  wait(48);
  await beat(session);
  await segment();
  for (let n = 0; n < 2; n++) {
    wait(row === 'CM-08' ? 48 : 24);
    await beat(session);
    await segment();
  }
  control.rules({ concurrency: { beatS: 60 } });
  wait(24);
  await beat(session);
  wait(48);

  // Heartbeats are throttled; then the network is lost for one heartbeat.
  control.addFault({ path: '/v2/sessions/**', status: 429, body: '' });
  await beat(session);
  wait(row === 'CM-15' ? 20 : 65);
  await beat(session);
  await segment();
  wait(48);
  control.addFault({ path: '/v2/sessions/**', reset: true });
  await beat(session);
  if (row === 'CM-22') {
    for (let n = 0; n < 9; n++) {
      wait(15);
      await segment();
    }
  } else {
    wait(5);
    await beat(session);
  }
  if (row === 'CM-22') return { sandbox, close: () => sandbox.close() };

  // The session ends without a message, and the client starts a new one.
  wait(48);
  control.endStream(control.streams()[0]?.id ?? '');
  await beat(session);
  if (row === 'CM-12') {
    wait(48);
    await beat(session);
  }
  session = await start();
  await segment();

  // The viewer leaves, and watches something else while the account is full.
  if (row !== 'CM-13') await stop(session);
  wait(20);
  control.streams().map(({ id }) => control.endStream(id));
  control.rules({ concurrency: { streamLimit: 1 } });
  control.startStream({ device: 'Kitchen' });
  const second = await decide();
  const refused = await start();
  if (row === 'CM-09') await (await play(OTHER, second))();
  if (row !== 'CM-14') wait(4);
  session = await start(codeIn(refused));
  const other = row === 'CM-09' ? segment : await play(OTHER, second);
  if (row !== 'CM-09') await other();
  wait(30);

  // Another device takes over the stream.
  control.takeStream(control.streams()[0]?.id ?? '', { device: 'iPad' });
  await beat(session);
  if (row === 'CM-11') {
    wait(20);
    await other();
  }
  wait(60);

  // The same refusal in the other formats.
  control.startStream({ device: 'Kitchen' });
  for (const conflictShape of ['B', 'C', 'D'] as const) {
    control.rules({ concurrency: { conflictShape } });
    const token = await decide();
    await start();
    if (row === 'CM-21') await (await play(FILM, token))();
    wait(10);
  }

  // The newest stream wins, and this one is older.
  control.rules({ concurrency: { strategy: 'fifo', conflictShape: 'A' } });
  const third = await decide();
  session = await start();
  const more = await play(FILM, third);
  await more();
  wait(30);
  control.startStream({ device: 'Bedroom' });
  await beat(session);
  if (row === 'CM-10') {
    wait(20);
    await more();
  }
  wait(60);

  // The policy has changed.
  control.rules({ concurrency: { streamLimit: 9, requiredMetadata: ['channel', 'assetId', 'x'] } });
  await start();
  if (row === 'CM-18') await start();
  await list();
  const last = await say(whose, 'POST', row === 'CM-04' ? told : { ...told, x: 'y' });
  wait(30);
  if (row !== 'CM-04') await stop(last);
  if (row === 'CM-05') await say(`runningStreams/ValleyCable/${attributes.userID.value}`, 'GET');
  wait(120);

  // A free title, and a free preview.
  const free = await play('mile-zero');
  if (row === 'CM-19') await stop(await say(whose, 'POST', { ...told, x: 'y' }));
  await free();
  return { sandbox, close: () => sandbox.close() };
}
