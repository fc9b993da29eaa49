import { createHash, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { installAbortController } from '../../platforms/television/abort.ts';
import { readLink } from '../../platforms/television/deepLinks.ts';
import { televisionId } from '../../platforms/television/deviceId.ts';
import { createTelevisionSend } from '../../platforms/television/send.ts';
import { sha256 } from '../../platforms/television/sha256.ts';
import { mapStore } from '../support/ports.ts';

afterEach(() => vi.unstubAllGlobals());

describe('SHA-256', () => {
  it('is what everybody else computes', () => {
    const theirs = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
    // Lengths near a block's end, where the padding needs another block.
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
      const text = 'é'.repeat(length % 3) + 'x'.repeat(length);
      expect(sha256(text)).toBe(theirs(text));
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(sha256(text)).toBe(theirs(text));
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});

describe('the id of a television', () => {
  const random = (bytes: Uint8Array) => webcrypto.getRandomValues(bytes);
  const place = () => {
    const items = new Map<string, string>();
    return {
      getItem: (name: string) => items.get(name) ?? null,
      setItem: (name: string, value: string) => void items.set(name, value),
    };
  };
  const hash = createHash('sha256').update('DUID-1').digest('hex');

  it('is the hash of the own one, the same again after an uninstall', async () => {
    const id = () =>
      televisionId({
        storage: mapStore(new Map()),
        second: place(),
        random,
        hardware: () => ' DUID-1 ',
      });
    expect([await id(), await id()]).toEqual([hash, hash]);
  });

  it('is made up once where the set gives none, and stays when it gives one later', async () => {
    const storage = mapStore(new Map());
    const second = place();
    let hardware: string | undefined;
    const id = () => televisionId({ storage, second, random, hardware: () => hardware });
    const first = await id();
    expect(first).toMatch(/^[0-9a-f]{8}-/);
    hardware = 'DUID-1';
    expect(await id()).toBe(first);
  });

  it('survives the loss of either store, and a set that has forgotten its own', async () => {
    const stored = new Map<string, unknown>();
    const second = place();
    await televisionId({ storage: mapStore(stored), second, random, hardware: () => 'DUID-1' });
    const later = (options: { stored: Map<string, unknown>; second: typeof second | undefined }) =>
      televisionId({
        storage: mapStore(options.stored),
        second: options.second,
        random,
        hardware: () => undefined,
      });
    expect(await later({ stored: new Map(), second })).toBe(hash);
    expect(await later({ stored, second: place() })).toBe(hash);
    expect(await later({ stored, second: undefined })).toBe(hash);
  });

  it('does not take rubbish for an id, nor fail where nothing can be stored', async () => {
    const refused = () => Promise.reject(new Error('full'));
    const id = await televisionId({
      storage: { get: async () => '<rubbish>', set: refused, delete: refused },
      second: {
        getItem: () => 'rubbish',
        setItem: () => {
          throw new Error('refused');
        },
      },
      random,
      hardware: async () => 'DUID-1',
    });
    expect(id).toBe(hash);
  });
});

describe('AbortController on engines that have none', () => {
  it('is put there only where it is missing', () => {
    const target: { AbortController?: unknown } = {};
    installAbortController(target);
    const theirs = { AbortController: class {} };
    const before = theirs.AbortController;
    installAbortController(theirs);
    expect(theirs.AbortController).toBe(before);
    const controller = new (target.AbortController as typeof AbortController)();
    const heard: string[] = [];
    const gone = () => heard.push('gone');
    controller.signal.addEventListener('abort', gone);
    controller.signal.removeEventListener('abort', gone);
    controller.signal.addEventListener('abort', ({ type }) => heard.push(type));
    controller.abort();
    controller.abort();
    expect([heard, controller.signal.aborted]).toEqual([['abort'], true]);
  });
});

describe('HTTP on old engines', () => {
  const request = {
    method: 'POST',
    url: 'https://x.example/a',
    headers: { Accept: 'text/plain' },
    body: 'b',
  } as const;

  it('gives up although fetch has never heard of signals', async () => {
    const send = createTelevisionSend({
      fetch: () => new Promise(() => {}),
      XMLHttpRequest: class {} as never,
    });
    const giveUp = new AbortController();
    const answer = send(request, giveUp.signal);
    giveUp.abort();
    await expect(answer).rejects.toThrow('given up');
    await expect(send(request, giveUp.signal)).rejects.toThrow('given up');
  });

  class FakeXhr {
    static last: FakeXhr;
    readonly sent: unknown[] = [];
    status = 0;
    responseText = '';
    responseURL: string | undefined;
    aborted = false;
    onload = () => {};
    onerror = () => {};
    onabort = () => {};
    constructor() {
      FakeXhr.last = this;
    }
    open(...words: unknown[]) {
      this.sent.push(...words);
    }
    setRequestHeader(...words: unknown[]) {
      this.sent.push(...words);
    }
    getResponseHeader = () => 'Application/JSON; charset=utf-8';
    headers = '';
    getAllResponseHeaders = () => this.headers;
    send(body: unknown) {
      this.sent.push(body);
    }
    abort() {
      this.aborted = true;
      this.onabort();
    }
  }

  it('goes by XMLHttpRequest where there is no fetch', async () => {
    const send = createTelevisionSend({ XMLHttpRequest: FakeXhr as never });
    const answer = send(request, new AbortController().signal);
    expect(FakeXhr.last.sent).toEqual(['POST', request.url, 'Accept', 'text/plain', 'b']);
    Object.assign(FakeXhr.last, { status: 403, responseText: '{}' });
    FakeXhr.last.onload();
    expect(await answer).toEqual({ status: 403, contentType: 'application/json', text: '{}' });
  });

  it('hands on the headers that core reads, as old engines write them', async () => {
    const send = createTelevisionSend({ XMLHttpRequest: FakeXhr as never });
    const answer = send(request, new AbortController().signal);
    const headers = 'Date: Mon, 1\r\nx-location: y\r\nLOCATION: a-session\r\n';
    Object.assign(FakeXhr.last, { status: 202, headers });
    FakeXhr.last.onload();
    expect((await answer).headers).toEqual({ date: 'Mon, 1', location: 'a-session' });
  });

  it.each([
    ['another host', 'https://login.hotel.example/?to=x', 302],
    ['the same host', 'https://Pass.example/elsewhere', 200],
    ['nobody tells which', '', 200],
    ['an engine that has no word for it', undefined, 200],
  ])('takes an answer of a redirect to %s for status %#', async (_, responseURL, status) => {
    const send = createTelevisionSend({ XMLHttpRequest: FakeXhr as never });
    const asked = { ...request, url: 'https://pass.example/x' };
    const answer = send(asked, new AbortController().signal);
    Object.assign(FakeXhr.last, { status: 200, responseText: '{}', responseURL });
    FakeXhr.last.onload();
    expect((await answer).status).toBe(status);
    const followed = send({ ...asked, followsRedirects: true }, new AbortController().signal);
    Object.assign(FakeXhr.last, { status: 200, responseText: '{}', responseURL });
    FakeXhr.last.onload();
    expect((await followed).status).toBe(200);
  });

  it('tells a broken line, and stops a request that is given up', async () => {
    const send = createTelevisionSend({ XMLHttpRequest: FakeXhr as never });
    const broken = send(request, new AbortController().signal);
    FakeXhr.last.onerror();
    await expect(broken).rejects.toThrow('no whole answer');
    const giveUp = new AbortController();
    const dropped = send(request, giveUp.signal);
    giveUp.abort();
    await expect(dropped).rejects.toThrow('given up');
    expect(FakeXhr.last.aborted).toBe(true);
  });
});

describe('deep links', () => {
  it('are read from anything without failing, and are never more than a title or a sign-in', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json()), (sent) => {
        const link = readLink(sent);
        if (link?.kind === 'title') expect(link.id).toMatch(/^[\w.:~/-]{1,200}$/);
        else expect(link).toEqual(link === null ? null : { kind: 'signIn' });
      }),
    );
  });

  it('may be wrapped as both brands wrap them, but not without end', () => {
    const inner = { title: 'quiet-orbit' };
    const found = { kind: 'title', id: 'quiet-orbit' };
    expect(readLink(inner)).toEqual(found);
    expect(readLink({ contentTarget: JSON.stringify(inner) })).toEqual(found);
    expect(readLink(JSON.stringify({ values: JSON.stringify(inner) }))).toEqual(found);
    let deep: unknown = inner;
    for (let i = 0; i < 9; i += 1) deep = { values: deep };
    expect(readLink(deep)).toBeNull();
  });
});
