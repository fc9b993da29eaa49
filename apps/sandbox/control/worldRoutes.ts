import type { KeyObject } from 'node:crypto';
import { Hono } from 'hono';
import type { Env, PassContext } from '../service.ts';
import {
  type IdentityOrder,
  identityServiceKeys,
  serviceKeys,
  userMetadataKeys,
} from '../world/keys.ts';
import type { Control } from './control.ts';
import { OrderError } from './faults.ts';
import { readOrders } from './orders.ts';

/** The contents of the invented world: providers, viewers, public keys, and tokens of identity services. */
export function worldRoutes(control: Control): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/world', (c) => c.json(control.world()));
  app.post('/world', (c) => c.json(control.world(readOrders(c))));
  // The public key with which a programmer's backend checks media tokens.
  // Access tokens are signed with the same key.
  for (const path of ['/media-token-key.pem', '/access-token-key.pem'])
    app.get(path, async (c) => sendPublic(c, (await serviceKeys.make()).publicKey));
  app.get('/service-token-key.pem', async (c) =>
    sendPublic(c, (await identityServiceKeys.make()).publicKey),
  );
  // The programmer's private key, with which a backend decrypts user metadata.
  app.get('/metadata-key.pem', async (c) => {
    const { privateKey } = await userMetadataKeys.make();
    return send(c, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  });
  // Tokens as the programmer's identity service issues them to viewers, or the platform's library to apps.
  app.post('/service-token', async (c) =>
    c.json({ token: await control.serviceToken(readIdentityOrder(c)) }),
  );
  app.post('/platform-token', async (c) =>
    c.json({ token: await control.platformToken(readIdentityOrder(c)) }),
  );
  return app;
}

function readIdentityOrder(c: PassContext): IdentityOrder {
  const order = readOrders<Partial<Record<keyof IdentityOrder, unknown>>>(c);
  for (const name of Object.keys(order))
    if (name !== 'sub' && name !== 'expiresInS')
      throw new OrderError(`there is no "${name}"; there are sub, expiresInS`);
  const { sub, expiresInS } = order;
  if (typeof sub !== 'string' || sub === '' || sub.length > 200)
    throw new OrderError('sub: a text is needed, the same for the same person');
  if (expiresInS === undefined) return { sub };
  if (typeof expiresInS !== 'number' || !Number.isInteger(expiresInS))
    throw new OrderError('expiresInS: a whole number of s is needed');
  return { sub, expiresInS };
}

function sendPublic(c: PassContext, key: KeyObject): Response {
  return send(c, key.export({ type: 'spki', format: 'pem' }).toString());
}

function send(c: PassContext, pem: string): Response {
  return c.body(pem, 200, { 'content-type': 'application/x-pem-file' });
}
