import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { framedTexts } from '../../apps/tv/texts/framed.ts';
import { languageNames } from '../../apps/tv/texts/index.ts';
import { originsOf, securityHeaders, webApps } from '../../tools/headers.ts';
import { hostingFiles } from '../../tools/hosting.ts';
import { root, settingsFile } from '../../tools/paths.ts';
import { plainSources, tvPolicy, withPolicy } from '../../tools/rollup/policy.mjs';
import { settingsText } from '../../tools/rollup/settingsText.mjs';

interface Raw {
  appSettings: { pass: Record<string, unknown>; catalogue: Record<string, unknown> };
}

async function networkSettings(): Promise<Raw> {
  const raw = JSON.parse(await readFile(settingsFile, 'utf8')) as Raw;
  Object.assign(raw.appSettings.pass, {
    baseUrl: 'https://sp.auth.adobe.com',
    activateUrl: 'https://tv.example.com/activate/',
  });
  Object.assign(raw.appSettings.catalogue, {
    feedUrl: 'https://feed.example.com/feed.json',
    playbackUrl: 'https://play.example.com/play',
  });
  return raw;
}

/** Reads each file as its host does. */
const readers: Readonly<Record<string, (text: string) => Record<string, string>>> = {
  _headers: (text) => fromLines(text, /^ {2}([\w-]+): (.+)$/gm),
  'nginx.conf': (text) => fromLines(text, /^add_header ([\w-]+) "([^"$\\]+)" always;$/gm),
  'apache.htaccess': (text) => fromLines(text, /^Header always set ([\w-]+) "([^"%\\]+)"$/gm),
  'vercel.json': (text) => fromPairs(JSON.parse(text).headers[0].headers),
  'firebase.json': (text) => fromPairs(JSON.parse(text).hosting.headers[0].headers),
  'cloudfront.json': (text) => {
    const { SecurityHeadersConfig: known, CustomHeadersConfig: custom } = JSON.parse(text);
    expect(custom.Quantity).toBe(custom.Items.length);
    const items = custom.Items as { Header: string; Value: string }[];
    return {
      'Content-Security-Policy': known.ContentSecurityPolicy.ContentSecurityPolicy,
      'X-Frame-Options': known.FrameOptions.FrameOption,
      'X-Content-Type-Options': known.ContentTypeOptions.Override ? 'nosniff' : '',
      'Referrer-Policy': known.ReferrerPolicy.ReferrerPolicy,
      ...Object.fromEntries(items.map(({ Header, Value }) => [Header, Value])),
    };
  },
};

const fromLines = (text: string, line: RegExp) =>
  Object.fromEntries([...text.matchAll(line)].map(([, name = '', value = '']) => [name, value]));
const fromPairs = (pairs: readonly { key: string; value: string }[]) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

describe.each(webApps)('the headers of %s', (app) => {
  it('are the same in the file of every host', async () => {
    const settings = await networkSettings();
    const files = hostingFiles(settings, app);
    expect(Object.keys(files).sort()).toEqual(Object.keys(readers).sort());
    const expected = {
      ...securityHeaders({ app, origins: originsOf(settings, app) }),
      'Cache-Control': 'no-cache',
    };
    for (const [name, text] of Object.entries(files))
      expect(readers[name]?.(text), name).toEqual(expected);
  });

  it('allow nothing without TLS where the settings name nothing without it', async () => {
    const files = hostingFiles(await networkSettings(), app);
    for (const text of Object.values(files)) expect(text).not.toContain('http:');
  });

  it('let nobody frame it, and no script come from elsewhere', async () => {
    const { 'Content-Security-Policy': policy = '' } =
      readers._headers?.(hostingFiles(await networkSettings(), app)._headers ?? '') ?? {};
    const directives = policy.split('; ');
    expect(directives).toContain("frame-ancestors 'none'");
    expect(directives).toContain("base-uri 'none'");
    expect(directives).toContain(
      app === 'tv' ? "script-src 'self' 'unsafe-eval'" : "script-src 'self'",
    );
    const connect = directives.find((one) => one.startsWith('connect-src'));
    if (app === 'activate') expect(connect).toBe("connect-src 'self' https://sp.auth.adobe.com");
    else expect(connect).toContain('https:');
  });
});

describe('the policy in a page', () => {
  it('takes the place of one that is there, whatever it is written over, and is put first', async () => {
    const policy = tvPolicy([]);
    const pages = ['tv', 'activate'].map((app) =>
      readFile(join(root, 'apps', app, 'index.html'), 'utf8'),
    );
    for (const page of await Promise.all(pages)) {
      const html = withPolicy(page, policy);
      expect(html.match(/http-equiv="Content-Security-Policy"/g)).toHaveLength(1);
      expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<link|<script/));
      expect(withPolicy(html, policy)).toBe(html);
    }
  });

  it('names hosts without TLS only when the settings do', async () => {
    const raw = await networkSettings();
    expect(plainSources(raw.appSettings)).toEqual([]);
    raw.appSettings.pass.baseUrl = 'http://localhost:8700';
    expect(plainSources(raw.appSettings)).toEqual(['http://localhost:*', 'http://127.0.0.1:*']);
  });
});

describe('settings.json in the build', () => {
  it.each([
    'utf-8',
    'utf-8 with a mark',
    'utf-16le',
    'utf-16le with a mark',
    'utf-16be with a mark',
  ])('is read as %s', (encoding) => {
    const text = '{"name":"Télé"}';
    const marked = encoding.endsWith('mark') ? `\uFEFF${text}` : text;
    const bytes = Buffer.from(marked, encoding.startsWith('utf-16') ? 'utf16le' : 'utf8');
    if (encoding.startsWith('utf-16be')) bytes.swap16();
    expect(settingsText(bytes)).toBe(text);
  });
});

it('has words in every language for a page that was put inside another', () => {
  expect(Object.keys(framedTexts).sort()).toEqual(Object.keys(languageNames).sort());
});
