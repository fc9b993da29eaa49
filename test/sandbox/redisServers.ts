import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { freePort } from '../bench/sandbox/freePort.ts';
import { until } from '../support/condition.ts';
import { makeFolder } from '../support/folder.ts';
import { startRespServer } from './respServer.ts';

/** A running server that can store the state of sandboxes. */
export interface RedisServer {
  /** `redis://…`, with its password when it has one. */
  readonly url: string;
  /** Sends one command directly, not through the sandbox. */
  command(...args: string[]): Promise<void>;
  stop(): Promise<void>;
  /** On the same port, with its previous data. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export type StartRedis = (options?: { password?: string }) => Promise<RedisServer>;

/** The server of these tests, which is always available. */
export const startStandIn: StartRedis = async ({ password } = {}) => {
  const server = await startRespServer(password === undefined ? {} : { password });
  return {
    url: urlOf(server.port, password),
    command: (...args) => sendCommand(server.port, password, args),
    stop: server.stop,
    start: server.start,
    remove: server.stop,
  };
};

/** A real server, or undefined where this computer has none and none may be installed. */
export function findRedis(): StartRedis | undefined {
  const binary = lookUp() ?? install();
  return binary === undefined ? undefined : (options) => startReal(binary, options?.password);
}

function lookUp(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .flatMap((folder) => ['redis-server', 'valkey-server'].map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** Installs the package where the tests run as root on Debian, as in most containers. */
function install(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  const script =
    'apt-get update -q && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -yq --no-install-recommends redis-server';
  spawnSync('sh', ['-c', script], { stdio: 'ignore', timeout: 120_000 });
  return lookUp();
}

async function startReal(binary: string, password?: string): Promise<RedisServer> {
  const folder = await makeFolder();
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async () => {
    const secret = password === undefined ? [] : ['--requirepass', password];
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder.path];
    const kept = ['--appendonly', 'yes', '--save', ''];
    child = spawn(binary, [...options, ...kept, ...secret], { stdio: 'ignore' });
    await until(() =>
      sendCommand(port, password, ['PING']).then(
        () => true,
        () => false,
      ),
    );
  };
  const stop = async () => {
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    if (child?.exitCode !== null || !child.kill('SIGTERM')) return;
    await ended;
  };
  await start();
  return {
    url: urlOf(port, password),
    command: (...args) => sendCommand(port, password, args),
    start,
    stop,
    remove: async () => {
      await stop();
      await folder.remove();
    },
  };
}

function urlOf(port: number, password: string | undefined): string {
  const secret = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
  return `redis://${secret}127.0.0.1:${port}`;
}

function sendCommand(port: number, password: string | undefined, args: string[]): Promise<void> {
  const all = password === undefined ? [args] : [['AUTH', password], args];
  const text = all.map(
    (one) =>
      `*${one.length}\r\n${one.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`,
  );
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text.join('')));
    let answer = '';
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed before it answered')));
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.split('\r\n').length <= all.length) return;
      socket.destroy();
      if (/^-/m.test(answer)) reject(new Error(answer));
      else resolve();
    });
  });
}
