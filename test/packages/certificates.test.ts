import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packTizen } from '../../tools/package/pack.ts';
import { readSigners, remarksOn } from '../../tools/package/tizen/certificates.ts';
import { dateFaults } from '../../tools/package/tizen/dates.ts';
import type { Signer, Signers } from '../../tools/package/tizen/signature.ts';
import { makeSigners, serialNumber } from '../../tools/package/tizen/temporaryCertificates.ts';
import { content, tizenApp } from './support/fixture.ts';
import { has } from './support/programs.ts';

let folder: string;
let signers: Signers;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couchpass-p12-'));
  signers = await makeSigners();
  await write('author.p12', 'open sesame', signers.author);
  await write('distributor.p12', 'päßwörd', signers.distributor);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const pems = (signer: Signer) =>
  signer.certificates.map((der) => new X509Certificate(der).toString());
const keyPem = (signer: Signer) => String(signer.key.export({ type: 'pkcs8', format: 'pem' }));

async function write(name: string, password: string, signer: Signer, certificates = pems(signer)) {
  const p12 = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(keyPem(signer)),
    // In any order: the packager finds the certificate that belongs to the key.
    certificates.map((pem) => forge.pki.certificateFromPem(pem)).reverse(),
    password,
    { algorithm: '3des' },
  );
  await writeFile(at(name), Buffer.from(forge.asn1.toDer(p12).getBytes(), 'latin1'));
}

const env = (more: Record<string, string> = {}) => ({
  TIZEN_AUTHOR_P12: at('author.p12'),
  TIZEN_AUTHOR_PASSWORD: 'open sesame',
  TIZEN_DISTRIBUTOR_P12: at('distributor.p12'),
  TIZEN_DISTRIBUTOR_PASSWORD: 'päßwörd',
  ...more,
});

async function refusal(more: Record<string, string>): Promise<string> {
  return readSigners(env(more)).then(
    () => '',
    (error: Error) => error.message.replaceAll(folder, 'FOLDER'),
  );
}

describe('certificates by path and password', () => {
  it('are read with their chains, the own certificate first', async () => {
    const read = await readSigners(env());
    for (const role of ['author', 'distributor'] as const) {
      expect(read?.[role].certificates.map((der) => Buffer.from(der).toString('base64'))).toEqual(
        signers[role].certificates.map((der) => Buffer.from(der).toString('base64')),
      );
    }
  });

  it('sign the same bytes every time', async () => {
    const pack = async () =>
      packTizen(tizenApp, content, { signers: (await readSigners(env())) ?? signers });
    expect(Buffer.from((await pack()).bytes).equals((await pack()).bytes)).toBe(true);
  });

  it('may be left out altogether', async () => {
    expect(await readSigners({})).toBeNull();
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'a wrong password',
      { TIZEN_AUTHOR_PASSWORD: 'wrong' },
      'TIZEN_AUTHOR_PASSWORD: does not open FOLDER/author.p12; allowed: the password that the file was made with',
    ],
    [
      'only one of them',
      { TIZEN_DISTRIBUTOR_P12: '' },
      'TIZEN_DISTRIBUTOR_P12: is not set, though TIZEN_AUTHOR_P12 is; allowed: both, or neither for throw-away certificates',
    ],
    [
      'a file that is not there',
      { TIZEN_AUTHOR_P12: '/no/such.p12' },
      'TIZEN_AUTHOR_P12: names /no/such.p12, which cannot be read; allowed: a .p12 or .pfx file with an RSA key and its certificates',
    ],
    [
      'another kind of file',
      { TIZEN_AUTHOR_P12: 'package.json' },
      'TIZEN_AUTHOR_P12: names package.json, which is not PKCS #12; allowed: a .p12 or .pfx file with an RSA key and its certificates',
    ],
  ])('%s is told in words', async (_, more, said) => {
    expect(await refusal(more)).toBe(said);
  });

  it('a key without its certificate is told in words, and no password is', async () => {
    await write('strange.p12', 'secret-password', signers.author, pems(signers.distributor));
    const said = await refusal({
      TIZEN_AUTHOR_P12: at('strange.p12'),
      TIZEN_AUTHOR_PASSWORD: 'secret-password',
    });
    expect(said).toContain('which holds no certificate for its key');
    expect(said).not.toContain('secret-password');
  });

  it.skipIf(!has('openssl')).each([
    ['as OpenSSL 3 writes them', []],
    ['as older tools write them', ['-legacy']],
  ])('are read %s', async (_, flags) => {
    await writeFile(at('key.pem'), keyPem(signers.author));
    await writeFile(at('chain.pem'), pems(signers.author).join(''));
    const files = ['-inkey', at('key.pem'), '-in', at('chain.pem'), '-out', at('openssl.p12')];
    execFileSync('openssl', ['pkcs12', '-export', ...flags, ...files, '-passout', 'pass:letmein']);
    const read = await readSigners(
      env({ TIZEN_AUTHOR_P12: at('openssl.p12'), TIZEN_AUTHOR_PASSWORD: 'letmein' }),
    );
    expect(read?.author.certificates).toHaveLength(2);
    expect(read && keyPem(read.author)).toBe(keyPem(signers.author));
  });

  it.skipIf(!has('openssl')).each([
    ['as OpenSSL 3 writes them', []],
    ['as older tools write them', ['-legacy']],
  ])('%s open with passwords of any letters', async (_, flags) => {
    await writeFile(at('key.pem'), keyPem(signers.author));
    await writeFile(at('chain.pem'), pems(signers.author).join(''));
    for (const password of ['päßwörd', 'пароль', '密码🔑', 'e\u0301', 'a b"c$']) {
      const files = ['-inkey', at('key.pem'), '-in', at('chain.pem'), '-out', at('letters.p12')];
      execFileSync('openssl', [
        ...['pkcs12', '-export', ...flags, ...files, '-passout', `pass:${password}`],
      ]);
      for (const typed of [password, password.normalize('NFC')]) {
        const read = await readSigners(
          env({ TIZEN_AUTHOR_P12: at('letters.p12'), TIZEN_AUTHOR_PASSWORD: typed }),
        );
        expect(read && keyPem(read.author), typed).toBe(keyPem(signers.author));
      }
    }
    expect(
      await refusal({ TIZEN_AUTHOR_P12: at('letters.p12'), TIZEN_AUTHOR_PASSWORD: 'пароли' }),
    ).toContain('TIZEN_AUTHOR_PASSWORD: does not open');
  });
});

describe('what is said about a certificate', () => {
  const now = new Date();

  it('tells for how many televisions it is, and names none', () => {
    const [, authority] = pems(signers.distributor);
    const made = forge.pki.createCertificate();
    made.publicKey = forge.pki.certificateFromPem(authority ?? '').publicKey;
    made.serialNumber = '01';
    made.validity.notBefore = new Date(now.getTime() - 2_000);
    made.validity.notAfter = new Date(now.getTime() + 60_000);
    made.setSubject([{ name: 'commonName', value: 'Distributor' }]);
    made.setExtensions([
      {
        name: 'subjectAltName',
        altNames: ['AAAA', 'BBBB'].map((duid) => ({
          type: 6,
          value: `URN:tizen:deviceid=${duid}`,
        })),
      },
    ]);
    made.sign(forge.pki.privateKeyFromPem(keyPem(signers.distributor)), forge.md.sha256.create());
    const der = Buffer.from(
      forge.asn1.toDer(forge.pki.certificateToAsn1(made)).getBytes(),
      'latin1',
    );
    const signer = { key: createPrivateKey(keyPem(signers.distributor)), certificates: [der] };
    expect(remarksOn('distributor', signer)).toEqual([
      "The distributor's certificate names 2 televisions: it installs on no other.",
    ]);
  });

  it.each([
    ['ended', 400, 'whose certificate ended on'],
    ['does not hold yet', -400, 'whose certificate holds only from'],
  ])('one that %s is refused, with its day', (_what, days, said) => {
    const then = new Date(now.getTime() + days * 24 * 3_600_000);
    expect(dateFaults(signers, now)).toEqual([]);
    const faults = dateFaults(signers, then);
    expect(faults[0]?.key).toBe('TIZEN_AUTHOR_P12');
    expect(faults[0]?.wrong).toMatch(new RegExp(`${said} \\d{4}-\\d\\d-\\d\\d$`));
    // Also for the author's authority, and for the distributor.
    expect(faults.map(({ key }) => key)).toContain('TIZEN_DISTRIBUTOR_P12');
    expect(faults.map(({ wrong }) => wrong).join()).toContain('an authority');
  });
});

it('the serial number of a throw-away certificate is a positive number of one length, whatever chance gives', () => {
  for (const byte of [0x00, 0x01, 0x3f, 0x40, 0x7f, 0x80, 0xff]) {
    for (const next of [0x00, 0x7f, 0x80, 0xff]) {
      const serial = serialNumber(Uint8Array.of(byte, next, 0, 0, 0, 0, 0, 0, 0));
      expect(serial).toHaveLength(18);
      expect(Number.parseInt(serial.slice(0, 2), 16)).toBeGreaterThanOrEqual(0x40);
      expect(Number.parseInt(serial.slice(0, 2), 16)).toBeLessThan(0x80);
    }
  }
});
