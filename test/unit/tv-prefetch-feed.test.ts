import { expect, it } from 'vitest';
import { withPrefetchedFeed } from '../../apps/tv/prefetchFeed.ts';
import type { HttpRequest, Send } from '../../core/ports.ts';
import { TestClock } from '../support/TestClock.ts';

const feedUrl = 'https://feeds.example/feed.json';
const feed: HttpRequest = { method: 'GET', url: feedUrl, headers: {} };
const signal = new AbortController().signal;

/** Ports that answer each request by its number; `fails` of them, counted from 1, never arrive. */
function counting(fails: readonly number[] = []) {
  const asked: string[] = [];
  const clock = new TestClock();
  const send: Send = async ({ url }) => {
    asked.push(url);
    if (fails.includes(asked.length)) throw new TypeError('Failed to fetch');
    return { status: 200, contentType: 'application/json', text: String(asked.length) };
  };
  return { asked, clock, ports: withPrefetchedFeed({ clock, send }, feedUrl) };
}

it('the feed is on its way before anybody asks, and asked for once', async () => {
  const { asked, ports } = counting();
  expect(asked).toEqual([feedUrl]);
  expect((await ports.send(feed, signal)).text).toBe('1');
  expect(asked).toHaveLength(1);
  expect((await ports.send(feed, signal)).text).toBe('2');
});

it('other requests go their way', async () => {
  const { asked, ports } = counting();
  await ports.send({ ...feed, url: 'https://pass.example/' }, signal);
  expect(asked).toEqual([feedUrl, 'https://pass.example/']);
  expect((await ports.send(feed, signal)).text).toBe('1');
});

it('an answer that did not arrive is asked for again', async () => {
  const { asked, ports } = counting([1]);
  expect((await ports.send(feed, signal)).text).toBe('2');
  expect(asked).toHaveLength(2);
});

it('one that waited too long is not shown any more', async () => {
  const { clock, ports } = counting();
  await clock.advance(31_000);
  expect((await ports.send(feed, signal)).text).toBe('2');
});
