import { createPrivateKey, generateKeyPairSync, type KeyObject, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ask, enhanced, pair } from './rig.ts';

const decrypt = (key: KeyObject, value: string) =>
  JSON.parse(privateDecrypt(key, Buffer.from(value, 'base64')).toString());
const broken = enhanced('invalid_configuration_user_metadata_certificate', 500, 'configuration');

describe('user metadata', () => {
  it('is encrypted where it says who lives where, and opens with the programmer’s key', async () => {
    const { sandbox, client } = await pair();
    const code = await client.signIn('casey', 'Lanternfish');
    const { json } = await client.call('profiles/Lanternfish');
    const { zip, userID } = json.profiles.Lanternfish.attributes;
    expect(userID.state).toBe('plain');
    expect(zip).toEqual({ value: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/), state: 'enc' });
    const { text } = await ask(`${sandbox.url}/_sandbox/metadata-key.pem`);
    expect(decrypt(createPrivateKey(text), zip.value)).toEqual(['10001', '10002']);
    // Every endpoint returns the same profile.
    expect((await client.call('profiles')).json).toEqual(json);
    expect((await client.callByCode(`profiles/code/${code}`)).json).toEqual(json);
  });

  it('is not told by other providers', async () => {
    const { client } = await pair();
    await client.signIn('casey', 'ValleyCable');
    const { attributes } = (await client.call('profiles')).json.profiles.ValleyCable;
    expect(attributes).not.toHaveProperty('zip');
    for (const { state } of Object.values(attributes) as Array<{ state: string }>)
      expect(state).toBe('plain');
  });

  it('can be encrypted with a certificate of one’s own', async () => {
    const { sandbox, client } = await pair();
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    sandbox.control.rules({ certificate: { serviceProvider: 'NORTHSTAR', pem } });
    await client.signIn('alex', 'Lanternfish');
    const { zip } = (await client.call('profiles')).json.profiles.Lanternfish.attributes;
    expect(decrypt(privateKey, zip.value)).toEqual(['94103']);
  });

  it.each([null, 'not a certificate'])('is an error of configuration with %j', async (pem) => {
    const { sandbox, client } = await pair();
    await client.signIn('alex', 'Lanternfish');
    sandbox.control.rules({ certificate: { pem } });
    const { status, json } = await client.call('profiles/Lanternfish');
    expect(status).toBe(500);
    expect(json).toEqual(broken);
    sandbox.control.rules({ metadataErrors: 'attribute' });
    const { profiles } = (await client.call('profiles/Lanternfish')).json;
    expect(profiles.Lanternfish.attributes.zip).toEqual({
      value: '',
      state: 'enc',
      error: broken.code,
    });
    sandbox.control.rules({ certificate: {} });
    expect((await client.call('profiles/Lanternfish')).status).toBe(200);
  });
});
