import { createRequire } from 'node:module';
import type { Server as TcpServer } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { cliModules } from '../../../tools/devices/webos/cli.ts';

/** The part of the `ssh2` package that a stand-in needs; LG's tools install that package. */
export interface Ssh2 {
  readonly Server: new (
    config: { hostKeys: (string | Buffer)[] },
    onClient: (client: SshClient) => void,
  ) => TcpServer;
  readonly utils: { parseKey(key: string | Buffer, passphrase?: string): ParsedKey | Error };
}

export interface ParsedKey {
  getPublicSSH(): Buffer;
  verify(data: Buffer, signature: Buffer, algorithm?: string): boolean;
}

export interface AuthContext {
  readonly method: string;
  readonly username: string;
  readonly key?: { readonly data: Buffer };
  readonly signature?: Buffer;
  readonly blob?: Buffer;
  readonly hashAlgo?: string;
  accept(): void;
  reject(methods?: string[]): void;
}

export interface Channel extends Duplex {
  exit(code: number): void;
}

export interface Sftp {
  on(event: string, handler: (id: number, ...args: never[]) => void): void;
  handle(id: number, handle: Buffer): void;
  status(id: number, code: number): void;
  attrs(id: number, attributes: object): void;
}

export interface SshSession {
  on(
    event: 'exec',
    handler: (accept: () => Channel, reject: () => void, info: { command: string }) => void,
  ): void;
  on(event: 'sftp', handler: (accept: () => Sftp) => void): void;
}

export interface SshClient {
  on(event: 'authentication', handler: (context: AuthContext) => void): void;
  on(event: 'ready' | 'close', handler: () => void): void;
  on(event: 'error', handler: (error: Error) => void): void;
  on(event: 'session', handler: (accept: () => SshSession) => void): void;
  on(
    event: 'tcpip',
    handler: (
      accept: () => Duplex,
      reject: () => void,
      info: { destIP: string; destPort: number },
    ) => void,
  ): void;
  end(): void;
}

export function loadSsh2(): Ssh2 {
  return createRequire(join(cliModules, 'from.js'))('ssh2') as Ssh2;
}
