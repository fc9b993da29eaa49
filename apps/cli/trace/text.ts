import { printableJson, printableLine, printableText } from '@couchpass/terminal';
import type { ExchangeReport } from './report.ts';

/** Longer bodies (feeds, lists of providers) are cut; letters. */
const longest = 6_000;

/** An exchange as text, marked as curl does: `>` request, `<` answer. */
export function sayExchange({ method, address, status, ms, ...it }: ExchangeReport): string {
  const headers = Object.entries(it.request.headers).map(([name, value]) =>
    printableLine(`${name}: ${value}`),
  );
  return [
    ...marked('>', printableLine(`${method} ${address}`)),
    ...marked('>', headers.join('\n')),
    ...marked('>', sayBody(it.request.body)),
    ...marked('<', it.answer ? `${status} in ${ms} ms` : `no whole answer in ${ms} ms`),
    ...marked('<', printableLine(it.answer?.contentType ?? '')),
    ...marked('<', sayBody(it.answer?.body)),
  ].join('\n');
}

function sayBody(body: unknown): string {
  if (body === undefined) return '';
  const text = typeof body === 'string' ? printableText(body) : printableJson(body, 2);
  const left = text.length - longest;
  return left > 0 ? `${text.slice(0, longest)}\n(${left} letters more; --json has all)` : text;
}

function marked(mark: string, text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `${mark} ${line}`);
}
