import { describe, expect, it } from 'vitest';
import { browserDeviceInfo } from '../../platforms/browser/deviceInfo.ts';
import { browserKeys } from '../../platforms/browser/keys.ts';
import { createSend } from '../../platforms/browser/send.ts';

const facts = { screenWidth: 1920, screenHeight: 1080, secure: true };
const chromeOn = (system: string) =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36`;

describe('X-Device-Info of a browser', () => {
  it.each([
    [chromeOn('Windows NT 10.0; Win64; x64'), 'Windows', '10.0', 'Chrome'],
    [chromeOn('X11; Linux x86_64'), 'Linux', '0', 'Chrome'],
    [chromeOn('X11; CrOS x86_64 14541.0.0'), 'Chrome OS', '14541.0.0', 'Chrome'],
    [`${chromeOn('Windows NT 10.0')} Edg/141.0`, 'Windows', '10.0', 'Edge'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
      'Mac OS',
      '10.15.7',
      'Safari',
    ],
    [
      'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Linux',
      '0',
      'Firefox',
    ],
    ['something else', 'Linux', '0', undefined],
  ])('%s', (userAgent, osName, osVersion, browserName) => {
    const info = browserDeviceInfo({ ...facts, userAgent });
    expect(info).toMatchObject({ primaryHardwareType: 'Desktop', osName, osVersion });
    expect(info.browserName).toBe(browserName);
    // The five values that the header must have.
    for (const value of [
      info.model,
      info.version,
      info.osName,
      info.osVersion,
      info.connectionType,
    ]) {
      expect(value).toMatch(/./);
    }
  });

  it('names the connection as the service does', () => {
    const connection = (connectionType?: string) =>
      browserDeviceInfo({ ...facts, userAgent: '', connectionType }).connectionType;
    expect([connection('wifi'), connection('ethernet'), connection()]).toEqual([
      'WiFi',
      'LAN',
      'LAN',
    ]);
  });
});

describe('keys', () => {
  it('has every key that a remote needs', () => {
    const names = new Set(Object.values(browserKeys));
    for (const name of [
      'Up',
      'Down',
      'Left',
      'Right',
      'Enter',
      'Back',
      'Play',
      'Pause',
      'PlayPause',
      'Stop',
      'FastForward',
      'Rewind',
    ]) {
      expect(names).toContain(name);
    }
    expect([browserKeys[8], browserKeys[27], browserKeys[32]]).toEqual([
      'Back',
      'Back',
      'PlayPause',
    ]);
  });
});

describe('sending', () => {
  const request = {
    method: 'POST',
    url: 'https://pass.example/x',
    headers: { Accept: 'application/json' },
    body: 'a=1',
  } as const;

  it('sends exactly what it was given, without cookies, referrer or cache', async () => {
    const calls: [unknown, RequestInit | undefined][] = [];
    const send = createSend(async (input, init) => {
      calls.push([input, init]);
      return new Response('<p>busy</p>', {
        status: 429,
        headers: {
          'Content-Type': 'Text/HTML; charset=utf-8',
          Location: 'a-session',
          Expires: 'later',
          'X-Other': 'x',
        },
      });
    });
    const { signal } = new AbortController();
    expect(await send(request, signal)).toEqual({
      status: 429,
      contentType: 'text/html',
      text: '<p>busy</p>',
      headers: { location: 'a-session', expires: 'later' },
    });
    expect(calls).toEqual([
      [
        'https://pass.example/x',
        {
          method: 'POST',
          headers: { Accept: 'application/json' },
          body: 'a=1',
          signal,
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          cache: 'no-store',
          redirect: 'manual',
        },
      ],
    ]);
  });

  it('follows no redirect but where it may: whoever redirects the service is somebody else', async () => {
    const asked: (string | undefined)[] = [];
    const send = createSend(async (_, init) => {
      asked.push(init?.redirect);
      // Browsers return such a Response for `manual`; it cannot be constructed.
      return Object.create(Response.error(), { type: { value: 'opaqueredirect' } }) as Response;
    });
    const { signal } = new AbortController();
    expect(await send(request, signal)).toEqual({ status: 302, contentType: '', text: '' });
    await send({ ...request, followsRedirects: true }, signal);
    expect(asked).toEqual(['manual', 'follow']);
  });

  it('tells an answer that it may not read from a network that is down', async () => {
    const asked: string[] = [];
    let up = true;
    let now = 0;
    const send = createSend(
      async (input, init) => {
        asked.push(`${init?.method} ${input} ${init?.mode ?? 'cors'}`);
        if (init?.mode !== 'no-cors' || !up) throw new TypeError('Failed to fetch');
        return Object.create(Response.error(), { type: { value: 'opaque' } }) as Response;
      },
      () => now,
    );
    const { signal } = new AbortController();
    await expect(send(request, signal)).rejects.toMatchObject({ name: 'AnswerKept' });
    expect(asked).toEqual([
      'POST https://pass.example/x cors',
      'HEAD https://pass.example/ no-cors',
    ]);
    // The check is not repeated for each attempt: a server with problems gets few requests.
    up = false;
    await expect(send(request, signal)).rejects.toMatchObject({ name: 'AnswerKept' });
    expect(asked.filter((line) => line.startsWith('HEAD'))).toHaveLength(1);
    now = 30_000;
    await expect(send(request, signal)).rejects.toMatchObject({ name: 'TypeError' });
    expect(asked.filter((line) => line.startsWith('HEAD'))).toHaveLength(2);
  });

  it('rejects when no whole answer arrived', async () => {
    const broken = new ReadableStream({ start: (stream) => stream.error(new Error('reset')) });
    const send = createSend(async () => new Response(broken));
    await expect(send(request, new AbortController().signal)).rejects.toThrow();
  });
});
