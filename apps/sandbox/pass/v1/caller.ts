import type { Client } from '../../state/types.ts';

/** The caller: a client of dynamic client registration, or the owner of a signing key. */
export type V1Caller =
  | { readonly kind: 'client'; readonly client: Client }
  | { readonly kind: 'signed'; readonly requestor: string };
