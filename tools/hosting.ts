import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { originsOf, securityHeaders, type WebApp } from './headers.ts';

/** Header names and values, in the order in which they are written. */
type Headers = Readonly<Record<string, string>>;

/**
 * The headers that a host of a web app has to send, as configuration files of common hosts. They are made from
 * settings.json: another service in it needs another build.
 * @returns file names and texts
 * @throws SettingsError
 */
export function hostingFiles(settings: unknown, app: WebApp): Readonly<Record<string, string>> {
  const headers: Headers = {
    ...securityHeaders({ app, origins: originsOf(settings, app) }),
    // File names are the same in every version.
    'Cache-Control': 'no-cache',
  };
  const name = `couchpass-${app}`;
  return {
    _headers: headersFile(headers),
    'nginx.conf': nginx(headers),
    'apache.htaccess': apache(headers),
    'vercel.json': json({ headers: [{ source: '/(.*)', headers: pairs(headers, 'key') }] }),
    'firebase.json': json({
      hosting: { public: app, headers: [{ source: '**', headers: pairs(headers, 'key') }] },
    }),
    'cloudfront.json': json(cloudFront(name, headers)),
  };
}

/** Writes the files into `folder`. */
export async function writeHosting(folder: string, settings: unknown, app: WebApp): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(hostingFiles(settings, app)))
    await writeFile(join(folder, name), text);
}

/** Netlify and Cloudflare Pages: `_headers` in the folder that is published. */
function headersFile(headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return `/*\n${lines.join('\n')}\n`;
}

/** nginx, "ngx_http_headers_module": a file to include in the location that serves the folder. */
function nginx(headers: Headers): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `add_header ${name} "${value}" always;`,
  );
  return `${lines.join('\n')}\n`;
}

/** Apache, "mod_headers": .htaccess in the folder. Without the module Apache reports an error. */
function apache(headers: Headers): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `Header always set ${name} "${value}"`,
  );
  return `${lines.join('\n')}\n`;
}

/** Amazon CloudFront, "ResponseHeadersPolicyConfig". Headers with their own field may not be repeated elsewhere. */
function cloudFront(name: string, headers: Headers): object {
  const {
    'Content-Security-Policy': ContentSecurityPolicy,
    'X-Frame-Options': FrameOption,
    'Referrer-Policy': ReferrerPolicy,
    'X-Content-Type-Options': _,
    ...others
  } = headers;
  const Override = true;
  const Items = pairs(others, 'Header').map(({ value: Value, ...item }) => ({
    ...item,
    Value,
    Override,
  }));
  return {
    Name: name,
    SecurityHeadersConfig: {
      ContentSecurityPolicy: { Override, ContentSecurityPolicy },
      ContentTypeOptions: { Override },
      FrameOptions: { Override, FrameOption },
      ReferrerPolicy: { Override, ReferrerPolicy },
    },
    CustomHeadersConfig: { Quantity: Items.length, Items },
  };
}

function pairs<K extends string>(
  headers: Headers,
  key: K,
): ({ [P in K]: string } & { value: string })[] {
  return Object.entries(headers).map(
    ([name, value]) => ({ [key]: name, value }) as { [P in K]: string } & { value: string },
  );
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
