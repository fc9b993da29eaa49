import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import forge from 'node-forge';
import { PackageError, type PackageFault } from '../fault.ts';
import type { Signer, Signers } from './signature.ts';

/** Environment variables with the file and the password of each certificate. */
export const variables = {
  author: { file: 'TIZEN_AUTHOR_P12', password: 'TIZEN_AUTHOR_PASSWORD' },
  distributor: { file: 'TIZEN_DISTRIBUTOR_P12', password: 'TIZEN_DISTRIBUTOR_PASSWORD' },
} as const satisfies Record<keyof Signers, object>;

const allowed = 'a .p12 or .pfx file with an RSA key and its certificates';

/**
 * Reads the author's and the distributor's certificates that the environment names, or returns null when it
 * names none.
 * @throws PackageError when only one is named, or one cannot be used
 */
export async function readSigners(env: NodeJS.ProcessEnv): Promise<Signers | null> {
  const named = Object.values(variables).filter(({ file }) => env[file]);
  if (named.length === 0) return null;
  if (named.length === 1) {
    const missing = Object.values(variables).find(({ file }) => !env[file]);
    throw new PackageError([
      {
        key: missing?.file ?? '',
        wrong: `is not set, though ${named[0]?.file} is`,
        allowed: 'both, or neither for throw-away certificates',
      },
    ]);
  }
  const [author, distributor] = await Promise.all([
    readSigner(variables.author, env),
    readSigner(variables.distributor, env),
  ]);
  return { author, distributor };
}

async function readSigner(
  names: { readonly file: string; readonly password: string },
  env: NodeJS.ProcessEnv,
): Promise<Signer> {
  const path = env[names.file] ?? '';
  const refuse = (wrong: string, fault: Partial<PackageFault> = {}) =>
    new PackageError([{ key: names.file, wrong, allowed, ...fault }]);
  const bytes = await readFile(path).catch(() => {
    throw refuse(`names ${path}, which cannot be read`);
  });
  let asn1: forge.asn1.Asn1;
  try {
    asn1 = forge.asn1.fromDer(forge.util.createBuffer(bytes.toString('latin1')));
  } catch {
    throw refuse(`names ${path}, which is not PKCS #12`);
  }
  try {
    return signerOf(opened(asn1, env[names.password] ?? ''));
  } catch (error) {
    if (error instanceof UnusableError) throw refuse(`names ${path}, which ${error.message}`);
    throw refuse(`does not open ${path}`, {
      key: names.password,
      allowed: 'the password that the file was made with',
    });
  }
}

/**
 * Opens a file with a password of any letters. Programs encode letters outside ASCII differently: PKCS #12 requires
 * UTF-16, PKCS #5, which encrypts newer files, UTF-8, old OpenSSL took UTF-8 for Latin-1, and keyboards compose
 * accents differently.
 */
function opened(asn1: forge.asn1.Asn1, password: string): forge.pkcs12.Pkcs12Pfx {
  const [composed, parted] = [password.normalize('NFC'), password.normalize('NFD')];
  const ways = [...new Set([password, composed, parted])].flatMap((letters) => [
    { outer: letters, inner: forge.util.encodeUtf8(letters) },
    { outer: letters, inner: letters },
    { outer: forge.util.encodeUtf8(letters), inner: forge.util.encodeUtf8(letters) },
  ]);
  let first: unknown;
  for (const { outer, inner } of ways) {
    try {
      return withInner(inner, () => forge.pkcs12.pkcs12FromAsn1(asn1, outer));
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

/** node-forge uses the same text for both; this passes `inner` to the newer encryption (PBES2). */
function withInner<T>(inner: string, run: () => T): T {
  const pbe = (forge.pki as unknown as { pbe: Pbe }).pbe;
  const own = pbe.getCipherForPBES2;
  pbe.getCipherForPBES2 = (oid, parameters) => own(oid, parameters, inner);
  try {
    return run();
  } finally {
    pbe.getCipherForPBES2 = own;
  }
}

interface Pbe {
  getCipherForPBES2(oid: unknown, parameters: unknown, password: string): unknown;
}

class UnusableError extends Error {}

function signerOf(p12: forge.pkcs12.Pkcs12Pfx): Signer {
  const bags = (type: string) => p12.getBags({ bagType: type })[type] ?? [];
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids as Record<string, string>;
  const secret = [...bags(pkcs8ShroudedKeyBag ?? ''), ...bags(keyBag ?? '')][0]?.key;
  if (!secret) throw new UnusableError('holds no RSA private key');
  const key = createPrivateKey(forge.pki.privateKeyToPem(secret));
  const found = bags(certBag ?? '')
    .map(({ cert }) => cert)
    .filter((cert) => cert !== undefined)
    .map((cert) => new X509Certificate(forge.pki.certificateToPem(cert)));
  const own = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const leaf = found.find((certificate) =>
    certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(own),
  );
  if (leaf === undefined) throw new UnusableError('holds no certificate for its key');
  return { key, certificates: chainOf(leaf, found).map(({ raw }) => raw) };
}

/** The certificate and its issuers in order, as far as the file contains them. */
function chainOf(leaf: X509Certificate, found: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  for (let last = leaf; ; ) {
    const issuer = found.find((one) => !chain.includes(one) && last.checkIssued(one));
    if (issuer === undefined) return chain;
    chain.push(issuer);
    last = issuer;
  }
}

/** Remarks on a certificate that a set may refuse; nothing in them identifies a set. */
export function remarksOn(role: keyof Signers, signer: Signer): string[] {
  const [own] = signer.certificates;
  if (own === undefined) return [];
  const certificate = new X509Certificate(own);
  const remarks: string[] = [];
  if (role === 'distributor') {
    const sets = (certificate.subjectAltName ?? '').match(/tizen:deviceid=/gi)?.length ?? 0;
    remarks.push(
      sets > 0
        ? `The distributor's certificate names ${sets} television${sets === 1 ? '' : 's'}: it installs on no other.`
        : 'The distributor\'s certificate names no television: sets of Tizen 7 and later may answer "Invalid certificate chain".',
    );
  }
  return remarks;
}
