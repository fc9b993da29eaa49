import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type AuthContext, type Channel, loadSsh2, type Sftp, type SshClient } from './ssh2.ts';
import { answerLuna, type LunaCall } from './webosLuna.ts';
import { createWebosSet } from './webosSet.ts';

/** SFTP's status codes. */
const ok = 0;

/**
 * A stand-in for LG's emulator (or, by its user name, for a set in Developer Mode): an SSH server on this
 * computer only, which answers the requests of LG's unmodified tools. Written from what these tools send;
 * the exact answers of a real set are not known here.
 * @param access the accepted user name, and private key (with its passphrase)
 */
export async function startWebosStandIn(access: {
  user: string;
  key: string;
  passphrase?: string;
}) {
  const { Server, utils } = loadSsh2();
  const allowed = utils.parseKey(access.key, access.passphrase);
  if (allowed instanceof Error) throw allowed;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const hostKey = privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;
  const set = await createWebosSet();
  const files = new Map<string, Buffer>();
  const calls: LunaCall[] = [];
  const clients = new Set<SshClient>();
  const devtools = createServer((_, answer) => {
    const pages = [...set.running.keys()].map((id) => ({
      url: `file:///media/developer/apps/usr/palm/applications/${id}/index.html`,
      devtoolsFrontendUrl: `/devtools/inspector.html?ws=localhost:9998/devtools/page/${id}`,
    }));
    answer.setHeader('Content-Type', 'application/json').end(JSON.stringify(pages));
  }).listen(0, '127.0.0.1');
  await once(devtools, 'listening');

  const authenticate = (context: AuthContext) => {
    const { key, signature, blob } = context;
    const known =
      context.method === 'publickey' &&
      context.username === access.user &&
      key?.data.equals(allowed.getPublicSSH());
    if (!known) return context.reject(['publickey']);
    if (!signature || !blob) return context.accept();
    return allowed.verify(blob, signature, context.hashAlgo) ? context.accept() : context.reject();
  };

  const server = new Server({ hostKeys: [hostKey] }, (client) => {
    clients.add(client);
    client.on('authentication', authenticate);
    // The tools test the port by opening and closing a connection.
    client.on('error', () => {});
    client.on('close', () => clients.delete(client));
    client.on('session', (accept) => {
      const session = accept();
      session.on('exec', (acceptExec, _, { command }) => {
        void execute(command, acceptExec());
      });
      session.on('sftp', (acceptSftp) => receiveFiles(acceptSftp(), files));
    });
    client.on('tcpip', (accept, reject, { destPort }) => {
      if (destPort !== 9998) return reject();
      const channel = accept();
      const socket = connect((devtools.address() as AddressInfo).port, '127.0.0.1');
      channel.pipe(socket).pipe(channel);
      channel.on('error', () => socket.destroy());
      socket.on('error', () => channel.destroy());
    });
  });

  async function execute(command: string, channel: Channel): Promise<void> {
    const end = (text: string, code = 0) => {
      channel.write(text);
      channel.exit(code);
      channel.end();
    };
    // A tool closes the channel once it has enough output.
    channel.on('error', () => {});
    channel.resume();
    const path = /"(\/media\/developer\/temp\/[^"]+)"/.exec(command)?.[1] ?? '';
    const luna = /^\/usr\/bin\/luna-send-pub (?:-i|-n \d+) luna:\/\/(\S+) '(.*)'$/s.exec(command);
    if (luna) {
      const [, address = '', params = '{}'] = luna;
      // The tools write "service//method" where there is no folder.
      const call = {
        method: address.replace('//', '/'),
        params: JSON.parse(params) as LunaCall['params'],
      };
      calls.push(call);
      for (const answer of await answerLuna(call, set, files)) {
        channel.write(`${JSON.stringify(answer)}\n`);
      }
      return end('');
    }
    if (command.startsWith('/usr/bin/test -d /media/developer/temp')) return end('');
    if (command.startsWith('/bin/ls -l')) return end(`-rw-r--r-- 1 root root ${path}\n`);
    if (command.startsWith('/bin/rm -f')) {
      files.delete(path);
      return end('');
    }
    if (command.startsWith('/usr/bin/tail -c 200')) {
      const tail = (files.get(path) ?? Buffer.alloc(0)).subarray(-200);
      return end(`${createHash('md5').update(tail).digest('hex')}  -\n`);
    }
    return end(`sh: ${command}: not found\n`, 127);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    set,
    /** The requests to the set's bus, in order. */
    calls,
    /** Files that were sent and not removed again. */
    files,
    async close(): Promise<void> {
      for (const client of clients) client.end();
      await Promise.all([server, devtools].map((one) => new Promise((done) => one.close(done))));
      await set.close();
    },
  };
}

/** Receives files; the tools never read files back by SFTP. */
function receiveFiles(sftp: Sftp, files: Map<string, Buffer>): void {
  const open: string[] = [];
  sftp.on('OPEN', (id, path: string) => {
    files.set(path, Buffer.alloc(0));
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(open.push(path) - 1);
    sftp.handle(id, handle);
  });
  sftp.on('WRITE', (id, handle: Buffer, offset: number, data: Buffer) => {
    const path = open[handle.readUInt32BE()] ?? '';
    const before = files.get(path) ?? Buffer.alloc(0);
    const whole = Buffer.alloc(Math.max(before.length, offset + data.length));
    before.copy(whole);
    data.copy(whole, offset);
    files.set(path, whole);
    sftp.status(id, ok);
  });
  for (const event of ['FSETSTAT', 'SETSTAT', 'CLOSE']) sftp.on(event, (id) => sftp.status(id, ok));
  for (const event of ['STAT', 'LSTAT', 'FSTAT']) sftp.on(event, (id) => sftp.attrs(id, {}));
}
