import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { until } from '../support/condition.ts';
import { ask, sandboxOf } from './rig.ts';

it('ends the event stream of a reader that does not read, instead of storing its events', async () => {
  const sandbox = await sandboxOf();
  const socket = connect(sandbox.port, '127.0.0.1');
  socket.write(`GET /_sandbox/events HTTP/1.1\r\nHost: 127.0.0.1:${sandbox.port}\r\n\r\n`);
  await once(socket, 'readable');
  // Nothing is read from here on: the system's buffers are full after some megabytes, later events wait.
  const address = `/api/v2/nothing?${'x'.repeat(7_000)}`;
  for (let round = 0; round < 30; round++)
    await Promise.all(Array.from({ length: 50 }, () => ask(`${sandbox.url}${address}`)));
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  const isOver = () => text.endsWith('0\r\n\r\n');
  await until(isOver, { what: 'the end of the stream' });
  const events = text.split('event: request').length - 1;
  expect(events).toBeGreaterThan(0);
  expect(events).toBeLessThan(1_500);
  socket.destroy();
  // A reader that reads gets everything.
  const seen: string[] = [];
  const { body } = await fetch(`${sandbox.url}/_sandbox/events`);
  const reading = (async () => {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>)
      seen.push(Buffer.from(chunk).toString());
  })();
  await until(() => seen.join('').includes('hello'));
  for (let i = 0; i < 6; i++)
    await Promise.all(Array.from({ length: 50 }, () => ask(`${sandbox.url}/api/v2/nothing`)));
  await until(() => seen.join('').split('event: request').length - 1 === 300);
  await sandbox.close();
  await reading.catch(() => undefined);
});
