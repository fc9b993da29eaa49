import { connect } from 'node:net';

/** A request exactly as it is sent; nothing is corrected or normalized. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  readonly body: Uint8Array;
}

export interface RawAnswer {
  /** 0: the connection ended without a status. */
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** As sent, including chunk lengths. */
  readonly body: string;
}

/** One exchange on a new connection. @throws when nothing has arrived after 10 s */
export function exchange(port: number, request: RawRequest): Promise<RawAnswer> {
  const { method, target, headers, body } = request;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body.length > 0 ? [`content-length: ${body.length}`] : []),
    'connection: close',
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return send(port, Buffer.concat([head, body]), false);
}

/** The answer to these bytes. @param isAll the connection is half-closed after them */
export function send(port: number, bytes: Uint8Array, isAll: boolean): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const received: Buffer[] = [];
    socket.setTimeout(10_000, () => {
      socket.destroy();
      reject(new Error(`no answer to ${Buffer.from(bytes.slice(0, 200))}`));
    });
    socket.on('data', (data) => {
      received.push(data);
      // An event stream does not end.
      if (data.includes('text/event-stream')) socket.destroy();
    });
    // A server may close the connection before it has read all of a refused body.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(parse(Buffer.concat(received).toString('latin1'))));
    if (isAll) socket.end(bytes);
    else socket.write(bytes);
  });
}

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0),
    headers: new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    ),
    body: text.slice(end + 4),
  };
}
