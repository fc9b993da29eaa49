/**
 * Key pairs for the signed requests of old V1 clients, as Adobe once gave them to programmers. They are
 * valid for the sandbox only, so they need not be secret.
 */
export interface SigningKey {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly requestor: string;
}

export const signingKeys: readonly SigningKey[] = [
  {
    publicKey: 'sandbox-public-0001',
    privateKey: 'sandbox-private-0001',
    requestor: 'LIGHTHOUSE',
  },
  {
    publicKey: 'sandbox-public-0002',
    privateKey: 'sandbox-private-0002',
    requestor: 'NORTHSTAR',
  },
];
