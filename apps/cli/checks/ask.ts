import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Cancelled } from '../until.ts';

/** How long an answer may take, ms. */
const patience = 10_000;
/** The rest of a body is ignored; bytes. */
const longest = 65_536;

/** An answer with its headers; the port of the core has no response headers, and needs none. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; null when it was not sent. */
  readonly headers: { get(name: string): string | null };
  /** The beginning of the body. */
  readonly text: string;
}

/** No answer came; `why` is a description, `cause` the system's error code. */
export interface NoAnswer {
  readonly why: string;
  readonly cause: string;
}

export function isNone(answer: Answer | NoAnswer): answer is NoAnswer {
  return 'why' in answer;
}

export interface Question {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request of `doctor`; a redirect is returned as an answer. Rejects only with Cancelled. */
export async function ask(question: Question, cancel: AbortSignal): Promise<Answer | NoAnswer> {
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(patience)]);
  try {
    return await exchange(question, signal);
  } catch (error) {
    if (cancel.aborted) throw new Cancelled();
    const cause = signal.aborted
      ? 'ETIMEDOUT'
      : ((error as NodeJS.ErrnoException).code ?? 'unknown');
    return { why: sayCause(cause), cause };
  }
}

/** Uses Node's own client: `fetch` returns no 407, and hides why it failed. */
function exchange({ method, url, headers, body }: Question, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? requestHttps : requestHttp;
    const sent = request(
      url,
      { method, headers: { ...headers }, signal, agent: false },
      (answer) => {
        beginningOf(answer).then((text) => {
          const get = (name: string) => answer.headers[name]?.toString() ?? null;
          resolve({ status: answer.statusCode ?? 0, headers: { get }, text });
          sent.destroy();
        }, reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function beginningOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= longest) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

const certificate = 'its certificate is not trusted: it is wrong, or a proxy reads along';
const words: readonly [pattern: RegExp, words: string][] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'the name server does not know its name'],
  [/^ECONNREFUSED$/, 'nothing listens there'],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT)$/, 'no answer within ten seconds'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, 'there is no way to it'],
  [/^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, 'the connection was cut'],
  [/CERT|SELF_SIGNED|ISSUER|SIGNATURE|ALTNAME/, certificate],
  [/SSL|TLS|EPROTO/, 'what answers does not speak TLS'],
  [/^HPE_/, 'what answers does not speak HTTP'],
];

function sayCause(cause: string): string {
  const known = words.find(([pattern]) => pattern.test(cause))?.[1];
  return known === undefined ? cause : `${known} (${cause})`;
}

/** `502 text/html "Access denied" from squid, which leads to login.example`: describes the answering server. */
export function sayAnswer({ status, headers, text }: Answer): string {
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim();
  const title = /<title[^<>]{0,200}>([^<]{1,200})/i.exec(text)?.[1]?.trim().replace(/\s+/g, ' ');
  const server = headers.get('server') ?? headers.get('via');
  const location = headers.get('location');
  return [
    status,
    type || 'without a type',
    title && `"${cut(title)}"`,
    server && `from ${cut(server)}`,
    location && `that leads to ${cut(location.replace(/[?#].*$/s, '?…'))}`,
  ]
    .filter((part) => part)
    .join(' ');
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
