/**
 * The messages that `sdb` and the daemon of a Tizen device exchange. They are those of Android's adb:
 * a header of 24 bytes, little-endian, and data up to the limit of both sides.
 */

export interface Message {
  readonly command: Command;
  readonly arg0: number;
  readonly arg1: number;
  readonly data: Buffer;
}

export const commands = ['CNXN', 'AUTH', 'OPEN', 'OKAY', 'WRTE', 'CLSE'] as const;
export type Command = (typeof commands)[number];

const headerLength = 24;
/** More than any device sends: a header with a larger length is invalid. */
const most = 1024 * 1024;

export const protocolVersion = 0x01000000;
/** Bytes of data that this side accepts in one message. */
export const maxPayload = 4096;

export function encode({ command, arg0, arg1, data }: Message): Buffer {
  const header = Buffer.alloc(headerLength);
  const code = Buffer.from(command, 'latin1').readUInt32LE();
  header.writeUInt32LE(code, 0);
  header.writeUInt32LE(arg0 >>> 0, 4);
  header.writeUInt32LE(arg1 >>> 0, 8);
  header.writeUInt32LE(data.length, 12);
  header.writeUInt32LE(
    data.reduce((sum, byte) => (sum + byte) >>> 0, 0),
    16,
  );
  header.writeUInt32LE(~code >>> 0, 20);
  return Buffer.concat([header, data]);
}

/** Splits a stream of bytes into messages. */
export class Decoder {
  #rest: Buffer = Buffer.alloc(0);
  /** Chunks that wait until a message is complete, so that each byte is copied only twice with chunks of any size. */
  #more: Buffer[] = [];
  #missing = headerLength;

  /** @throws Error when the bytes are of another protocol */
  push(chunk: Buffer): Message[] {
    this.#more.push(chunk);
    this.#missing -= chunk.length;
    if (this.#missing > 0) return [];
    this.#rest = Buffer.concat([this.#rest, ...this.#more]);
    this.#more = [];
    const messages = this.#whole();
    const length = this.#rest.length < headerLength ? 0 : this.#rest.readUInt32LE(12);
    this.#missing = headerLength + length - this.#rest.length;
    return messages;
  }

  #whole(): Message[] {
    const messages: Message[] = [];
    while (this.#rest.length >= headerLength) {
      const code = this.#rest.readUInt32LE(0);
      const length = this.#rest.readUInt32LE(12);
      const command = commands.find((one) => Buffer.from(one).readUInt32LE() === code);
      const whole = this.#rest.readUInt32LE(20) === ~code >>> 0 && length <= most;
      if (command === undefined || !whole) throw new Error('It speaks another protocol.');
      if (this.#rest.length < headerLength + length) break;
      messages.push({
        command,
        arg0: this.#rest.readUInt32LE(4),
        arg1: this.#rest.readUInt32LE(8),
        // Newer tools send the checksum 0, so it is not checked.
        data: Buffer.from(this.#rest.subarray(headerLength, headerLength + length)),
      });
      this.#rest = this.#rest.subarray(headerLength + length);
    }
    return messages;
  }
}
