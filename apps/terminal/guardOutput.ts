import { inspect } from 'node:util';
import { printableText } from './printable.ts';

/** The exit code, from sysexits.h, for output that could not be written. */
export const outputError = 74;

type Stream = NodeJS.WriteStream;
type Write = Stream['write'];

const writes = new WeakMap<Stream, Write>();

/**
 * Makes this process's output streams safe: all text written to them, including Node's report of an uncaught
 * error, goes through `printableText`. Output that cannot be written (a full disk) leads to the exit code
 * `outputError` and a message on the error stream. A closed reader (`| head`) is not an error. For the
 * programs in tools/, which print no colours.
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
    // The message cannot be printed; the work continues, and the exit code reports the error.
    if (code !== 'EPIPE') process.on('exit', () => (process.exitCode ||= outputError));
  });
  process.on('uncaughtException', (error) => {
    stderr.write(`${inspect(error)}\n`);
    process.exit(1);
  });
}

/** Writes text with colours unfiltered; all its parts from outside must already be printable. */
export function writeComposed(stream: Stream, text: string): void {
  const write = writes.get(stream) ?? stream.write.bind(stream);
  write(text);
}
