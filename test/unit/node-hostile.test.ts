import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodePlatform } from '../../platforms/node/index.ts';
import { makeFolder } from '../support/folder.ts';

/**
 * Servers that break HTTP or send too much: an answer arrives whole and within the size limit, or not at
 * all.
 */

let folder: Awaited<ReturnType<typeof makeFolder>>;
let server: Server | undefined;
beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await folder.remove();
});

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

async function askOf(answer: Answer) {
  server = createServer((request, response) => answer(response, request));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { send } = createNodePlatform({ directory: join(folder.path, 'store') });
  const url = `http://127.0.0.1:${port}/`;
  return send({ method: 'GET', url, headers: {} }, AbortSignal.timeout(20_000));
}

const json = { 'content-type': 'application/json' };

describe('an answer', () => {
  it.each<[string, Answer]>([
    [
      'in chunks that is cut off',
      (response) => {
        response.writeHead(200, json).write('{"profiles":');
        setImmediate(() => response.destroy());
      },
    ],
    [
      'that is shorter than it says',
      (response) => {
        response.writeHead(200, { ...json, 'content-length': '100' }).write('{}');
        setImmediate(() => response.destroy());
      },
    ],
    [
      'that says it is packed and is not',
      (response) => {
        response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('{"profiles":{}}');
      },
    ],
    ['that is no HTTP', (response) => void response.socket?.end('SSH-2.0-OpenSSH_9\r\n\r\n')],
    [
      'with a status that nobody has',
      (response) => void response.socket?.end('HTTP/1.1 99999 X\r\n\r\n'),
    ],
    [
      'with endless headers',
      (response) =>
        void response.socket?.end(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(400_000)}\r\n\r\n`),
    ],
    [
      'that unpacks to more than anybody wants',
      (response) => {
        const packed = gzipSync(Buffer.alloc(80_000_000, ' '));
        response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(packed);
      },
    ],
    [
      'without an end',
      (response) => {
        response.writeHead(200, json);
        const block = Buffer.alloc(1_000_000, ' ');
        const more = () => {
          if (!response.destroyed && response.write(block)) setImmediate(more);
        };
        response.on('drain', more);
        more();
      },
    ],
  ])('%s is none', async (_, answer) => {
    await expect(askOf(answer)).rejects.toThrow();
  });

  it('that is packed and cut off comes as far as it goes, which is no JSON', async () => {
    const packed = gzipSync('{"profiles":{}}'.repeat(100));
    const { text } = await askOf(
      (response) =>
        void response
          .writeHead(200, { ...json, 'content-encoding': 'gzip' })
          .end(packed.subarray(0, 20)),
    );
    expect(() => JSON.parse(text)).toThrow();
  });

  it('of 50 MB is one', async () => {
    const text = 'é'.repeat(25_000_000);
    const answer = await askOf((response) => void response.writeHead(200, json).end(text));
    expect(answer.text === text).toBe(true);
  });

  it('without a body, or with a mark before it, is one', async () => {
    expect(await askOf((response) => void response.writeHead(204).end())).toMatchObject({
      ...{ status: 204, text: '' },
    });
    server?.close();
    const marked = await askOf((response) => void response.writeHead(200, json).end('\ufeff{}'));
    expect(JSON.parse(marked.text)).toEqual({});
  });
});
