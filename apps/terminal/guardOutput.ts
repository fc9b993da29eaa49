import { inspect } from 'node:util';
import { printableText } from './printable.ts';

/** As in sysexits.h: what was to be printed could not be written. */
export const outputError = 74;

type Stream = NodeJS.WriteStream;
type Write = Stream['write'];

const writes = new WeakMap<Stream, Write>();

/**
 * Makes this process's own streams safe: whatever is written to them goes through `printableText`, also
 * what Node itself says of an error that nobody caught; and what cannot be written (a full disk) ends in
 * an exit code of its own, `outputError`, and a word on the error stream. A reader that went away
 * (`| head`) is no error. For the programs in tools/, which print no colours.
 */
export function guardOutput({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): void {
  for (const stream of [stdout, stderr]) {
    if (writes.has(stream)) continue;
    const write = stream.write.bind(stream) as Write;
    writes.set(stream, write);
    stream.write = ((chunk: string | Uint8Array, ...more: unknown[]) => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      return (write as (...all: unknown[]) => boolean)(printableText(text), ...more);
    }) as Write;
  }
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    stderr.write(`The output cannot be written: ${error.message}.\n`);
    process.exit(outputError);
  });
  stderr.on('error', ({ code }: NodeJS.ErrnoException) => {
    // Nothing can be said any more; what is being done goes on, and the exit code tells.
    if (code !== 'EPIPE') process.on('exit', () => (process.exitCode ||= outputError));
  });
  process.on('uncaughtException', (error) => {
    stderr.write(`${inspect(error)}\n`);
    process.exit(1);
  });
}

/** For text of which every part from outside was made printable, and that has colours of its own. */
export function writeComposed(stream: Stream, text: string): void {
  const write = writes.get(stream) ?? stream.write.bind(stream);
  write(text);
}
