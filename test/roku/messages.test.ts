import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerVector, readVectors, vectorsFile } from '../vectors/vectors.ts';
import { buildTestChannel } from './buildTestChannel.ts';
import { linesOf } from './console.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
const golden = await readVectors();
let made: unknown[] = [];
let read: unknown[] = [];
let sent: unknown[] = [];
const heard: { method?: string; type?: string; body: string }[] = [];

/** Records what a transfer really sends; the simulator sends a CORS preflight first. */
async function startEcho() {
  const server = createServer(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*, Authorization');
    if (request.method === 'OPTIONS') return void response.end();
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, headers } = request;
    heard.push({ body, ...(method && { method }), type: headers['content-type'] ?? '' });
    response.writeHead(403, { 'Content-Type': 'text/plain' }).end('No "thanks".');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { server, url: `http://127.0.0.1:${port}/` };
}

beforeAll(async () => {
  const { server, url } = await startEcho();
  const messages = await readFile(vectorsFile, 'utf8');
  const files = [['assets/messages.json', messages]] as const;
  const zip = await buildTestChannel('messages/source', folder.path, files);
  const lines = await linesOf(zip, { echo: url }).finally(() => {
    server.closeAllConnections();
    server.close();
  });
  expect(lines.slice(-20).join('\n')).toContain('ALL TRIED');
  const said = (word: string) =>
    lines
      .filter((line) => line.startsWith(`${word} `))
      .map((line) => JSON.parse(line.slice(word.length + 1)) as unknown);
  [made, read, sent] = [said('MADE'), said('READ'), said('SENT')];
}, 400_000);

describe('the Roku', () => {
  it.each(golden.requests.map((vector, index) => ({ ...vector, index })))(
    'asks as the core does: $call $parameters',
    ({ request, index }) => {
      expect(made[index]).toEqual(request);
    },
  );

  it.each(golden.answers.map((vector, index) => ({ ...vector, index })))(
    'reads as the core does: $reader, $name',
    ({ index, ...vector }) => {
      expect(read[index]).toEqual(comparable(vector));
    },
  );

  it('sends a form without fields as one that has none, and hears why it was refused', () => {
    // Some transfers do not send an empty body; "&" contains no field either.
    const type = 'application/x-www-form-urlencoded';
    expect(heard).toEqual([{ method: 'POST', type, body: '&' }]);
    expect([...new URLSearchParams('&')]).toEqual([]);
    expect(sent).toEqual([{ status: 403, text: 'No "thanks".', contentType: '' }]);
  });
});

/** The values of an answer that the chart needs: the Roku keeps only these. */
const kept: Readonly<Record<string, readonly string[]>> = {
  session: ['actionName', 'code', 'mvpd', 'notBefore', 'notAfter'],
  logout: ['mvpd', 'actionName', 'actionType'],
};

function comparable({ reader, read }: AnswerVector): unknown {
  const keys = kept[reader];
  if (!keys || !('value' in read)) return read;
  const only = (value: unknown) =>
    Object.fromEntries(Object.entries(value as object).filter(([key]) => keys.includes(key)));
  return { value: Array.isArray(read.value) ? read.value.map(only) : only(read.value) };
}
