import type { Television } from './television.ts';

/** Values that must never be shown: credentials, tokens, and identities of viewer and device. */
export function secretsOf(television: Television): string[] {
  const client = television.remembers('client') as { clientId: string; clientSecret: string };
  const token = television.remembers('token') as { value: string };
  const profile = television.remembers('profile') as
    | { attributes: Record<string, { value: unknown }> }
    | undefined;
  const media = television.received.flatMap(({ text }) =>
    [...text.matchAll(/"serializedToken":"([^"]+)"/g)].flatMap(([, found]) => found ?? []),
  );
  const user = profile?.attributes.userID?.value;
  return [
    client.clientId,
    client.clientSecret,
    token.value,
    television.id,
    ...media,
    ...(typeof user === 'string' ? [user] : []),
  ];
}
