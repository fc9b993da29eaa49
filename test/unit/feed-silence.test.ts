import { expect, it } from 'vitest';
import { withPrefetchedFeed } from '../../apps/tv/prefetchFeed.ts';
import { sendWithTimeout, type TimeoutKind } from '../../core/pass/http.ts';
import type { HttpRequest, HttpResponse, Send } from '../../core/ports.ts';
import { toHttpResponse } from '../../platforms/httpResponse.ts';
import { createTelevisionSend } from '../../platforms/television/send.ts';
import { TestClock } from '../support/TestClock.ts';

const request: HttpRequest = { method: 'GET', url: 'https://n/feed.json', headers: {} };
const { signal } = new AbortController();
const answer: HttpResponse = { status: 200, contentType: 'application/json', text: '{}' };

/** A network that delivers a part of the answer every `gap` ms, `parts` times. */
function slowLine(gap: number, parts: number) {
  const clock = new TestClock();
  const send: Send = (_, __, onProgress) =>
    new Promise((resolve) => {
      const next = (left: number) =>
        clock.setTimeout(() => {
          if (left === 0) return resolve(answer);
          onProgress?.();
          next(left - 1);
        }, gap);
      next(parts);
    });
  return { clock, send };
}

async function outcome(gap: number, parts: number, limit: TimeoutKind, ahead = false) {
  const line = slowLine(gap, parts);
  const ports = ahead ? withPrefetchedFeed(line, request.url) : line;
  const told = sendWithTimeout(ports, request, signal, limit).then(
    ({ status }) => status,
    ({ code }) => code,
  );
  await line.clock.advance(1_000_000);
  return told;
}

it('a feed may take longer than ten seconds, as long as something of it comes', async () => {
  expect(await outcome(9_000, 10, 'silence')).toBe(200);
  expect(await outcome(9_000, 10, 'silence', true)).toBe(200);
  expect(await outcome(9_000, 10, 'whole')).toBe('network_timeout');
});

it('ten seconds of silence end it, and so does a trickle that never ends', async () => {
  expect(await outcome(10_001, 1, 'silence')).toBe('network_timeout');
  expect(await outcome(9_000, 100, 'silence')).toBe('network_timeout');
});

it('fetch tells of each part, and puts letters together that were cut in two', async () => {
  const bytes = new TextEncoder().encode('\uFEFF{"é":"🎬"}');
  const parts = [...bytes].map((byte) => new Uint8Array([byte]));
  const body = new ReadableStream({
    start(stream) {
      for (const part of parts) stream.enqueue(part);
      stream.close();
    },
  });
  let told = 0;
  const { text } = await toHttpResponse(new Response(body), () => {
    told += 1;
  });
  expect(text).toBe('{"é":"🎬"}');
  expect(told).toBe(bytes.length);
});

it('XMLHttpRequest tells of each part, where there is no fetch', async () => {
  let told = 0;
  class Xhr {
    onprogress: () => void = () => {};
    onload: () => void = () => {};
    status = 200;
    responseText = '{}';
    responseURL = request.url;
    open() {}
    setRequestHeader() {}
    getResponseHeader = () => 'application/json';
    getAllResponseHeaders = () => '';
    send() {
      for (let part = 0; part < 3; part += 1) this.onprogress();
      this.onload();
    }
  }
  const send = createTelevisionSend({ XMLHttpRequest: Xhr as never });
  await send(request, signal, () => {
    told += 1;
  });
  expect(told).toBe(3);
});
