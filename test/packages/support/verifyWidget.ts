import { createHash, createVerify, X509Certificate } from 'node:crypto';
import { canonical, type Element, find, parseXml, textOf } from './xml.ts';

export interface Verdict {
  /** As text; empty when the widget is correctly signed. */
  readonly problems: readonly string[];
  /** SHA-256 of the author's certificate. */
  readonly author: string;
  /** SHA-256 of the last certificate of each chain. */
  readonly roots: { readonly author: string; readonly distributor: string };
}

const digsig = 'http://www.w3.org/2000/09/xmldsig#';
const scope = new Map([['xmlns', digsig]]);

const signatures = {
  author: { file: 'author-signature.xml', id: 'AuthorSignature' },
  distributor: { file: 'signature1.xml', id: 'DistributorSignature' },
} as const;

/**
 * Verifies both signatures of a widget by the W3C Recommendation "XML Digital Signatures for Widgets",
 * without any code of the signer: reads the XML, makes it canonical, and verifies with node:crypto.
 */
export function verifyWidget(files: ReadonlyMap<string, Uint8Array>): Verdict {
  const problems: string[] = [];
  const chains = { author: [] as X509Certificate[], distributor: [] as X509Certificate[] };
  for (const role of ['author', 'distributor'] as const) {
    const { file } = signatures[role];
    try {
      chains[role] = verifySignature(role, files, (problem) =>
        problems.push(`${file}: ${problem}`),
      );
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const print = (certificate: X509Certificate | undefined) => certificate?.fingerprint256 ?? '';
  return {
    problems,
    author: print(chains.author[0]),
    roots: { author: print(chains.author.at(-1)), distributor: print(chains.distributor.at(-1)) },
  };
}

function verifySignature(
  role: keyof typeof signatures,
  files: ReadonlyMap<string, Uint8Array>,
  complain: (problem: string) => void,
): X509Certificate[] {
  const { file, id } = signatures[role];
  const bytes = files.get(file);
  if (bytes === undefined) throw new Error('is missing');
  const root = parseXml(Buffer.from(bytes).toString('utf8'));
  const only = (name: string) => {
    const [found, ...more] = find(root, name);
    if (found === undefined || more.length > 0) throw new Error(`needs one ${name}`);
    return found;
  };
  if (root.name !== 'Signature' || root.attributes.get('xmlns') !== digsig)
    complain('no Signature');
  if (root.attributes.get('Id') !== id) complain('its Id is of another role');

  const object = only('Object');
  const roleUri = find(object, 'dsp:Role')[0]?.attributes.get('URI');
  if (roleUri !== `http://www.w3.org/ns/widgets-digsig#role-${role}`)
    complain('is of another role');
  for (const property of find(object, 'SignatureProperty')) {
    if (property.attributes.get('Target') !== `#${id}`) complain('a property is about another one');
  }

  const info = only('SignedInfo');
  const covered = new Set<string>();
  for (const reference of find(info, 'Reference')) {
    const uri = reference.attributes.get('URI') ?? '';
    const path = decodeURIComponent(uri);
    if (covered.has(path)) complain(`${path} is listed twice`);
    covered.add(path);
    const data = uri === '#prop' ? canonical(object, scope) : files.get(path);
    if (data === undefined) complain(`${path} is listed and not there`);
    else if (digestOf(reference, data) !== textOf(find(reference, 'DigestValue')[0]).trim()) {
      complain(`${path} is not what was signed`);
    }
  }
  if (!covered.has('#prop')) complain('its properties are not signed');
  for (const path of files.keys()) {
    const unsigned = /^signature[1-9]\d*\.xml$/.test(path);
    const authors = path === signatures.author.file;
    const must = !unsigned && (role === 'distributor' || !authors);
    if (must && !covered.has(path)) complain(`${path} is in no signature`);
    if (!must && covered.has(path)) complain(`${path} must not be listed`);
  }

  const chain = find(only('X509Data'), 'X509Certificate').map(
    (certificate) => new X509Certificate(Buffer.from(textOf(certificate), 'base64')),
  );
  const [leaf] = chain;
  if (leaf === undefined) throw new Error('has no certificate');
  const algorithm = only('SignatureMethod').attributes.get('Algorithm') ?? '';
  const value = Buffer.from(textOf(only('SignatureValue')), 'base64');
  const verifier = createVerify(algorithm.endsWith('#rsa-sha512') ? 'sha512' : 'sha256');
  if (!verifier.update(canonical(info, scope)).verify(leaf.publicKey, value)) {
    complain('its value is not by its certificate');
  }
  const now = new Date();
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1];
    const issued =
      issuer === undefined ||
      (certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey));
    if (!issued) complain('its certificates are no chain');
    if (new Date(certificate.validFrom) > now) complain('a certificate is not valid yet');
  }
  return chain;
}

function digestOf(reference: Element, data: string | Uint8Array): string {
  const method = find(reference, 'DigestMethod')[0]?.attributes.get('Algorithm') ?? '';
  return createHash(method.endsWith('#sha512') ? 'sha512' : 'sha256')
    .update(data)
    .digest('base64');
}
