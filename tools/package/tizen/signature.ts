import { createHash, createSign, type KeyObject } from 'node:crypto';
import { type Files, inOrder } from '../content.ts';

/** A private RSA key and its certificates, the key's own first, then its issuers. */
export interface Signer {
  readonly key: KeyObject;
  /** DER */
  readonly certificates: readonly Uint8Array[];
}

export interface Signers {
  readonly author: Signer;
  readonly distributor: Signer;
}

export type Digest = 'sha256' | 'sha512';

export const authorFile = 'author-signature.xml';
export const distributorFile = 'signature1.xml';

const digsig = 'http://www.w3.org/2000/09/xmldsig#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const c14n11 = 'http://www.w3.org/2006/12/xml-c14n11';

const methods = {
  sha256: {
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  },
  sha512: {
    digest: 'http://www.w3.org/2001/04/xmlenc#sha512',
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  },
} as const satisfies Record<Digest, object>;

/**
 * The files with both signatures of the W3C Recommendation "XML Digital Signatures for Widgets": the
 * author signs every file, the distributor every file and the author's signature.
 */
export function signWidget(files: Files, signers: Signers, digest: Digest = 'sha256'): Files {
  const signed = new Map(files);
  for (const [role, name] of [
    ['author', authorFile],
    ['distributor', distributorFile],
  ] as const) {
    signed.set(name, Buffer.from(signatureXml(role, inOrder(signed), signers[role], digest)));
  }
  return inOrder(signed);
}

/**
 * The written XML is already canonical (explicit end tags, one order of attributes, LF, nothing to escape), so
 * that no XML library is needed: only the namespace that a canonical subtree declares is inserted where the
 * text inherits it from its parent.
 */
function signatureXml(
  role: keyof Signers,
  files: Files,
  { key, certificates }: Signer,
  digest: Digest,
): string {
  const hash = (data: string | Uint8Array) => createHash(digest).update(data).digest('base64');
  const id = role === 'author' ? 'AuthorSignature' : 'DistributorSignature';
  const object = propertiesOf(role, id);
  const method = `<DigestMethod Algorithm="${methods[digest].digest}"></DigestMethod>`;
  const references = [...files].map(
    ([path, bytes]) =>
      `<Reference URI="${encodeURIComponent(path)}">\n${method}\n` +
      `<DigestValue>${hash(bytes)}</DigestValue>\n</Reference>\n`,
  );
  const info = [
    `\n<CanonicalizationMethod Algorithm="${exclusive}"></CanonicalizationMethod>\n`,
    `<SignatureMethod Algorithm="${methods[digest].signature}"></SignatureMethod>\n`,
    ...references,
    `<Reference URI="#prop">\n<Transforms>\n<Transform Algorithm="${c14n11}"></Transform>\n`,
    `</Transforms>\n${method}\n`,
    `<DigestValue>${hash(declared('Object', object))}</DigestValue>\n</Reference>\n`,
  ].join('');
  const signedInfo = `<SignedInfo>${info}</SignedInfo>`;
  const value = createSign(digest).update(declared('SignedInfo', signedInfo)).sign(key, 'base64');
  const chain = certificates.map(
    (der) =>
      `<X509Certificate>\n${wrapped(Buffer.from(der).toString('base64'))}\n</X509Certificate>\n`,
  );
  return [
    `<Signature xmlns="${digsig}" Id="${id}">\n${signedInfo}\n`,
    `<SignatureValue>\n${wrapped(value)}\n</SignatureValue>\n`,
    `<KeyInfo>\n<X509Data>\n${chain.join('')}</X509Data>\n</KeyInfo>\n`,
    `${object}\n</Signature>`,
  ].join('');
}

function propertiesOf(role: keyof Signers, id: string): string {
  const base = 'http://www.w3.org/ns/widgets-digsig';
  const property = (name: string, content: string) =>
    `<SignatureProperty Id="${name}" Target="#${id}">${content}</SignatureProperty>`;
  return (
    '<Object Id="prop"><SignatureProperties xmlns:dsp="http://www.w3.org/2009/xmldsig-properties">' +
    property('profile', `<dsp:Profile URI="${base}#profile"></dsp:Profile>`) +
    property('role', `<dsp:Role URI="${base}#role-${role}"></dsp:Role>`) +
    property('identifier', '<dsp:Identifier></dsp:Identifier>') +
    '</SignatureProperties></Object>'
  );
}

/** The canonical form of an element taken out of the signature, with its namespace. */
function declared(name: string, element: string): string {
  return element.replace(`<${name}`, `<${name} xmlns="${digsig}"`);
}

function wrapped(base64: string): string {
  return base64.replaceAll(/.{76}(?=.)/g, '$&\n');
}
