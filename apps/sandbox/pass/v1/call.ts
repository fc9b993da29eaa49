import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PassContext, Service } from '../../service.ts';
import type { V1Caller } from './caller.ts';
import { type PlainObject, type Root, toXml } from './xml.ts';

export type Format = 'json' | 'xml';

/** One request to V1, in the form that the endpoints receive. */
export interface V1Call {
  readonly c: PassContext;
  readonly service: Service;
  /** Query and form together: the pages write "query parameters" for POST requests, but clients send forms. */
  readonly inputs: URLSearchParams;
  /** Absent when the endpoint requires no authorization. */
  readonly caller?: V1Caller;
}

export type Endpoint = (call: V1Call) => Response | Promise<Response>;

const SUFFIX = /\.(json|xml)\/*$/i;

/**
 * "REST API Reference": a suffix of the path, the parameter `format`, or `Accept`. Neither their precedence nor
 * the default is documented there. The default is XML, as on the only page that gives one; an `Accept` that
 * mentions JSON first selects JSON.
 */
export function formatOf(c: PassContext): Format {
  const suffix = SUFFIX.exec(c.req.path)?.[1];
  if (suffix) return suffix.toLowerCase() as Format;
  const asked = inputsOf(c).get('format')?.toLowerCase();
  if (asked === 'json' || asked === 'xml') return asked;
  const accepted = /application\/(json|xml)/i.exec(c.req.header('accept') ?? '')?.[1];
  return (accepted?.toLowerCase() ?? 'xml') as Format;
}

/** A part of the path without the suffix that names a format. */
export function pathPart(c: PassContext, name: string): string {
  return (c.req.param(name) ?? '').replace(SUFFIX, '');
}

export function inputsOf(c: PassContext): URLSearchParams {
  const { searchParams } = new URL(c.req.url);
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '');
  if (isForm)
    for (const [name, value] of new URLSearchParams(c.get('body')))
      if (!searchParams.has(name)) searchParams.append(name, value);
  return searchParams;
}

/** Answers in the format that the request selects. */
export function reply(
  c: PassContext,
  root: Root,
  body: PlainObject,
  status: ContentfulStatusCode = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const isXml = formatOf(c) === 'xml';
  const json = JSON.stringify(body);
  c.set('answer', json);
  return c.body(isXml ? toXml(root, body) : json, status, {
    ...headers,
    'content-type': `application/${isXml ? 'xml' : 'json'}; charset=utf-8`,
    'cache-control': 'no-store',
  });
}

export function replyEmpty(c: PassContext, status: 200 | 204): Response {
  return c.body(null, status, status === 204 ? {} : { 'content-length': '0' });
}
