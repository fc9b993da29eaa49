import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSdb } from '../../tools/devices/tizen/target.ts';
import { commands, Decoder, encode, type Message } from '../../tools/devices/tizen/wire.ts';
import { makeFolder } from '../support/folder.ts';

const messages = fc.array(
  fc.record({
    command: fc.constantFrom(...commands),
    arg0: fc.nat(0xffff_ffff),
    arg1: fc.nat(0xffff_ffff),
    data: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  }) as fc.Arbitrary<Message>,
  { maxLength: 8 },
);

describe('messages of a Tizen daemon', () => {
  it('are the same on the other side, however the network cuts them', () => {
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 64 }), (sent, step) => {
        const bytes = Buffer.concat(sent.map(encode));
        const decoder = new Decoder();
        const received: Message[] = [];
        for (let at = 0; at < bytes.length; at += step) {
          received.push(...decoder.push(bytes.subarray(at, at + step)));
        }
        expect(received).toEqual(sent);
      }),
    );
  });

  it('begin as the protocol says', () => {
    const data = Buffer.from('host::\0');
    const bytes = encode({ command: 'CNXN', arg0: 0x01000000, arg1: 4096, data });
    expect(bytes.toString('hex')).toBe(
      '434e584e' +
        '00000001' +
        '00100000' +
        '07000000' +
        '32020000' +
        'bcb1a7b1' +
        '686f73743a3a00',
    );
  });

  it('of another protocol are told, never waited for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 200 }), (noise) => {
        expect(() => new Decoder().push(Buffer.from(noise))).toThrow('another protocol');
      }),
    );
  });
});

describe("Samsung's sdb", () => {
  it('is told from the debugger of the same name that Debian has', async () => {
    const { path, remove } = await makeFolder();
    const say = async (text: string) => {
      await writeFile(join(path, 'sdb'), `#!/bin/sh\necho "${text}"\n`);
      await chmod(join(path, 'sdb'), 0o755);
      return findSdb({ ...process.env, PATH: path });
    };
    expect(await findSdb({ PATH: path })).toBeNull();
    expect(await say('Mono soft debugger client 1.5')).toBeNull();
    expect(await say('Smart Development Bridge version 4.2.25')).toBe(join(path, 'sdb'));
    await remove();
  });
});
