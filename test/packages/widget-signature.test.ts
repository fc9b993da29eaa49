import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packTizen } from '../../tools/package/pack.ts';
import type { Digest, Signers } from '../../tools/package/tizen/signature.ts';
import { makeSigners } from '../../tools/package/tizen/temporaryCertificates.ts';
import { content, tizenApp } from './support/fixture.ts';
import { has } from './support/programs.ts';
import { verifyWidget } from './support/verifyWidget.ts';

let signers: Signers;
beforeAll(async () => {
  signers = await makeSigners();
});

async function packed(digest: Digest = 'sha256'): Promise<Map<string, Uint8Array>> {
  const { bytes } = await packTizen(tizenApp, content, { signers, digest });
  return new Map(Object.entries(unzipSync(bytes)));
}

const text = (files: Map<string, Uint8Array>, name: string) =>
  Buffer.from(files.get(name) ?? []).toString('utf8');

/** Changes to a signed widget, and the problem that must be reported for each. */
const tampering: [string, (files: Map<string, Uint8Array>) => void, RegExp][] = [
  [
    'a byte of a file changed',
    (files) => {
      const bytes = Buffer.from(files.get('static/fonts/face.woff2') ?? []);
      bytes[1000] = (bytes[1000] ?? 0) ^ 1;
      files.set('static/fonts/face.woff2', bytes);
    },
    /static\/fonts\/face\.woff2 is not what was signed/,
  ],
  [
    'a privilege more in config.xml',
    (files) =>
      files.set(
        'config.xml',
        Buffer.from(text(files, 'config.xml').replace('internet', 'account')),
      ),
    /config\.xml is not what was signed/,
  ],
  [
    'a file added',
    (files) => files.set('more.js', Buffer.from('1')),
    /more\.js is in no signature/,
  ],
  ['a file taken away', (files) => files.delete('main.js'), /main\.js is listed and not there/],
  ['no distributor', (files) => files.delete('signature1.xml'), /signature1\.xml: is missing/],
  [
    "the author's signature in the distributor's place",
    (files) => files.set('signature1.xml', files.get('author-signature.xml') ?? Buffer.alloc(0)),
    /signature1\.xml: is of another role/,
  ],
  [
    'a file struck off the list',
    (files) =>
      files.set(
        'author-signature.xml',
        Buffer.from(
          text(files, 'author-signature.xml').replace(
            /<Reference URI="main\.js">[\s\S]*?<\/Reference>\n/,
            '',
          ),
        ),
      ),
    /author-signature\.xml: its value is not by its certificate/,
  ],
  [
    "another's certificate",
    (files) => {
      const other = /<X509Data>[\s\S]*<\/X509Data>/.exec(text(files, 'signature1.xml'))?.[0] ?? '';
      const mine = text(files, 'author-signature.xml').replace(
        /<X509Data>[\s\S]*<\/X509Data>/,
        other,
      );
      files.set('author-signature.xml', Buffer.from(mine));
    },
    /author-signature\.xml: its value is not by its certificate/,
  ],
];

describe('a signed widget', () => {
  it.each<Digest>(['sha256', 'sha512'])('verifies, file by file, with %s', async (digest) => {
    const files = await packed(digest);
    expect(verifyWidget(files).problems).toEqual([]);
    expect([...files.keys()]).toEqual(
      [
        ...content.keys(),
        'author-signature.xml',
        'config.xml',
        'icon.png',
        'signature1.xml',
      ].sort(),
    );
    for (const [path, bytes] of content) expect(Buffer.from(files.get(path) ?? [])).toEqual(bytes);
  });

  it('names its properties as every other signer of widgets does', async () => {
    // These depend only on the role, so every signer writes the same.
    const digest = (file: string, files: Map<string, Uint8Array>) =>
      /URI="#prop">[\s\S]*?<DigestValue>(.*?)</.exec(text(files, file))?.[1];
    const files = await packed();
    expect(digest('author-signature.xml', files)).toBe(
      'lpo8tUDs054eLlBQXiDPVDVKfw30ZZdtkRs1jd7H5K8=',
    );
    expect(digest('signature1.xml', files)).toBe('u/jU3U4Zm5ihTMSjKGlGYbWzDfRkGphPPHx3gJIYEJ4=');
  });

  it('writes a slash in a path as the vendor does', async () => {
    expect(text(await packed(), 'signature1.xml')).toContain('URI="static%2Ffonts%2Fface.woff2"');
  });

  it('is the same bytes for the same app and certificates, at any time of any zone', async () => {
    const first = await packTizen(tizenApp, content, { signers });
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    const second = await packTizen(tizenApp, content, { signers }).finally(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    expect(Buffer.from(second.bytes).equals(first.bytes)).toBe(true);
  });

  it.each(tampering)('that was tampered with is caught: %s', async (_, tamper, said) => {
    const files = await packed();
    tamper(files);
    expect(verifyWidget(files).problems.join('\n')).toMatch(said);
  });
});

describe.skipIf(!has('xmlsec1'))('xmlsec1 of Debian', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });

  async function unpacked(files: Map<string, Uint8Array>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'couchpass-wgt-'));
    folders.push(folder);
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    return folder;
  }

  async function xmlsec(folder: string, role: keyof Signers, trust = signers[role]) {
    const root = new X509Certificate(trust.certificates.at(-1) ?? Buffer.alloc(0));
    const pem = join(`${folder}-${role}.pem`);
    folders.push(pem);
    await writeFile(pem, root.toString());
    const file = role === 'author' ? 'author-signature.xml' : 'signature1.xml';
    const id = '--id-attr:Id';
    const args = [
      '--verify',
      id,
      'http://www.w3.org/2000/09/xmldsig#:Object',
      '--trusted-pem',
      pem,
    ];
    // Depending on its version, it prints the result on stdout or on stderr.
    const { status, stdout, stderr } = spawnSync('xmlsec1', [...args, file], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  }

  it.each<Digest>(['sha256', 'sha512'])('verifies both signatures with %s', async (digest) => {
    const files = await packed(digest);
    const folder = await unpacked(files);
    // Verified are every file except the signatures, and the properties; by the distributor also the
    // author's signature.
    const plain = files.size - 2;
    for (const [role, count] of [
      ['author', plain + 1],
      ['distributor', plain + 2],
    ] as const) {
      const { status, said } = await xmlsec(folder, role);
      expect(said).toContain(`References (ok/all): ${count}/${count}`);
      expect(status, said).toBe(0);
    }
  });

  it('catches a changed file', async () => {
    const files = await packed();
    files.set('main.js', Buffer.from('document.title = "other";\n'));
    const { status, said } = await xmlsec(await unpacked(files), 'author');
    expect(status).not.toBe(0);
    expect(said).toContain('FAIL');
  });

  it('trusts no other authority', async () => {
    const folder = await unpacked(await packed());
    expect((await xmlsec(folder, 'author', signers.distributor)).status).not.toBe(0);
  });
});

describe.skipIf(!has('unzip'))('unzip', () => {
  it('finds nothing wrong with the archive', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'couchpass-zip-'));
    const { bytes, name } = await packTizen(tizenApp, content, { signers });
    await writeFile(join(folder, name), bytes);
    const said = execFileSync('unzip', ['-t', name], { cwd: folder, encoding: 'utf8' });
    expect(said).toContain('No errors detected');
    await rm(folder, { recursive: true, force: true });
  });
});
