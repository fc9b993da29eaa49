import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import type { Signer, Signers } from './signature.ts';

/** Warning about the use of a package with such certificates. */
export const throwAwayWarning =
  'Signed with certificates that were made just now and are forgotten again. Such a package can be ' +
  'looked into and tested as a format. No retail television, no store and no emulator of Samsung ' +
  'TV Extension 7.0.1 or later installs it, and it cannot update an app that is installed already. ' +
  'With your own: TIZEN_AUTHOR_P12, TIZEN_AUTHOR_PASSWORD, TIZEN_DISTRIBUTOR_P12 and ' +
  'TIZEN_DISTRIBUTOR_PASSWORD (docs/tizen.md).';

/** An author and a distributor, each with its own authority, which no device trusts. */
export async function makeSigners(now = new Date()): Promise<Signers> {
  const [author, distributor] = await Promise.all([
    makeSigner('Throw-away author', now),
    makeSigner('Throw-away distributor', now),
  ]);
  return { author, distributor };
}

async function makeSigner(name: string, now: Date): Promise<Signer> {
  const [authority, own] = await Promise.all([makeKeys(), makeKeys()]);
  const issuer = `${name} authority`;
  return {
    key: own.privateKey,
    certificates: [
      certificate({ name, issuer, subject: own, signedBy: authority, authority: false, now }),
      certificate({
        name: issuer,
        issuer,
        subject: authority,
        signedBy: authority,
        authority: true,
        now,
      }),
    ],
  };
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function makeKeys(): Promise<Keys> {
  return promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
}

interface Order {
  readonly name: string;
  readonly issuer: string;
  readonly subject: Keys;
  readonly signedBy: Keys;
  readonly authority: boolean;
  readonly now: Date;
}

/** DER, valid for a year. */
function certificate({ name, issuer, subject, signedBy, authority, now }: Order): Uint8Array {
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.publicKeyFromPem(pem(subject.publicKey, 'spki'));
  made.serialNumber = serialNumber(randomBytes(9));
  made.validity.notBefore = new Date(now.getTime() - 24 * 3_600_000);
  made.validity.notAfter = new Date(now.getTime() + 365 * 24 * 3_600_000);
  made.setSubject([{ name: 'commonName', value: name }]);
  made.setIssuer([{ name: 'commonName', value: issuer }]);
  made.setExtensions([
    { name: 'basicConstraints', cA: authority, critical: true },
    {
      name: 'keyUsage',
      critical: true,
      ...(authority ? { keyCertSign: true } : { digitalSignature: true }),
    },
  ]);
  made.sign(
    forge.pki.privateKeyFromPem(pem(signedBy.privateKey, 'pkcs8')),
    forge.md.sha256.create(),
  );
  return Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(made)).getBytes(), 'latin1');
}

/**
 * Hexadecimal, as forge requires. The first bit is 0, so that the number is not negative, and the second 1: a
 * number that begins with a zero byte is not valid DER, and the certificate could not be read.
 */
export function serialNumber([first = 0, ...rest]: Uint8Array): string {
  return Buffer.from([(first & 0x3f) | 0x40, ...rest]).toString('hex');
}

function pem(key: KeyObject, type: 'spki' | 'pkcs8'): string {
  return String(key.export({ type, format: 'pem' } as never));
}
