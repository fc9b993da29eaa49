import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageRequest, refusedByBrowser } from '../../apps/cli/checks/crossOrigin.ts';
import { launchBrowser } from '../support/browser.ts';

/** What `doctor` reports about a server, compared with what Chromium does. */

interface Case {
  readonly name: string;
  readonly request: Omit<PageRequest, 'url'>;
  readonly headers: Record<string, string>;
  readonly preflight?: number;
  readonly status?: number;
}

let server: Server;
let pages: Server;
let browser: Browser;
let page: Page;
let url: string;
let origin: string;
let now: Case;

const listen = (it: Server) =>
  new Promise<string>((resolve) =>
    it.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(it.address() as AddressInfo).port}`),
    ),
  );

beforeAll(async () => {
  server = createServer((request, response) => {
    const status = request.method === 'OPTIONS' ? (now.preflight ?? 204) : (now.status ?? 200);
    const headers = Object.entries(now.headers).map(
      ([name, value]) => [name, value.replace('{origin}', origin)] as const,
    );
    response.writeHead(status, { location: '/elsewhere', ...Object.fromEntries(headers) }).end();
  });
  pages = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>'));
  [url, origin] = [await listen(server), await listen(pages)];
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(origin);
});

afterAll(async () => {
  await browser.close();
  for (const it of [server, pages]) {
    it.closeAllConnections();
    it.close();
  }
});

const get = { method: 'GET', headers: { Accept: 'application/json' } } as const;
const post = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  body: '{}',
} as const;
const form = {
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: 'a=b',
} as const;
const authorised = {
  method: 'GET',
  headers: { Authorization: 'Bearer x', 'X-Device-Info': 'e30=' },
} as const;
const any = { 'access-control-allow-origin': '*' };
const all = { ...any, 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' };

const cases: Case[] = [
  { name: 'a feed for anybody', request: get, headers: any },
  {
    name: 'a feed for this page',
    request: get,
    headers: { 'access-control-allow-origin': '{origin}' },
  },
  { name: 'a feed for nobody', request: get, headers: {} },
  {
    name: 'a feed for another',
    request: get,
    headers: { 'access-control-allow-origin': 'http://a.b' },
  },
  {
    name: 'a feed for two',
    request: get,
    headers: { 'access-control-allow-origin': '{origin}, *' },
  },
  {
    name: 'a feed with a slash',
    request: get,
    headers: { 'access-control-allow-origin': '{origin}/' },
  },
  { name: 'a feed for null', request: get, headers: { 'access-control-allow-origin': 'null' } },
  { name: 'a refusal for anybody', request: get, headers: any, status: 403 },
  { name: 'a refusal for nobody', request: get, headers: {}, status: 403 },
  { name: 'a form', request: form, headers: any },
  { name: 'JSON without a word on headers', request: post, headers: any },
  { name: 'JSON with a star', request: post, headers: all },
  {
    name: 'JSON with its header in capitals',
    request: post,
    headers: { ...any, 'access-control-allow-headers': 'Content-Type' },
  },
  { name: 'JSON, preflight 200', request: post, headers: all, preflight: 200 },
  { name: 'JSON, preflight 302', request: post, headers: all, preflight: 302 },
  { name: 'JSON, preflight 401', request: post, headers: all, preflight: 401 },
  { name: 'JSON, preflight 405', request: post, headers: all, preflight: 405 },
  { name: 'JSON, preflight 500', request: post, headers: all, preflight: 500 },
  {
    name: 'a token with a list',
    request: authorised,
    headers: { ...any, 'access-control-allow-headers': 'authorization, x-device-info' },
  },
  {
    name: 'a token with half a list',
    request: authorised,
    headers: { ...any, 'access-control-allow-headers': 'authorization' },
  },
  { name: 'no method for DELETE', request: { method: 'DELETE', headers: {} }, headers: any },
  { name: 'a star for DELETE', request: { method: 'DELETE', headers: {} }, headers: all },
  {
    name: 'DELETE in small letters',
    request: { method: 'DELETE', headers: {} },
    headers: { ...any, 'access-control-allow-methods': 'delete' },
  },
  {
    name: 'DELETE in a list',
    request: { method: 'DELETE', headers: {} },
    headers: { ...any, 'access-control-allow-methods': 'GET, DELETE' },
  },
];

describe('doctor says of a server what Chromium does with it', () => {
  it.each(cases)('$name', async (one) => {
    now = one;
    // A different address for each case: a browser caches the result of a preflight.
    const request = { ...one.request, url: `${url}/${cases.indexOf(one)}` };
    const said = await refusedByBrowser(request, origin, new AbortController().signal);
    const done = await page.evaluate(
      ({ url, method, headers, body }) =>
        fetch(url, { method, headers, body, credentials: 'omit' }).then(
          () => 'read',
          () => 'refused',
        ),
      { ...request, body: request.body ?? null, headers: { ...request.headers } },
    );
    expect(said === null ? 'read' : 'refused', JSON.stringify(said)).toBe(done);
  });
});
