import { expect, it } from 'vitest';
import { ask, clientOf, form, sandboxOf, session } from './rig.ts';

it('goes from a new TV to the picture and back, with a phone on the side', async () => {
  const sandbox = await sandboxOf();
  const tv = await clientOf(sandbox, 'tv');
  expect((await tv.call('profiles')).json).toEqual({ profiles: {} });
  const { code } = (await tv.call('sessions', form({}))).json;
  const poll = async () => (await tv.callByCode(`profiles/code/${code}`)).json.profiles;
  expect(await poll()).toEqual({});

  const phone = await clientOf(sandbox, 'phone');
  const inspected = (await phone.callByCode(`sessions/${code}`)).json;
  expect(inspected.missingParameters).toEqual(['mvpd', 'domainName', 'redirectUrl']);
  const { mvpds } = (await phone.callByCode('configuration')).json.requestor;
  const { id: mvpd } = mvpds[1];
  const resumed = (await phone.callByCode(`sessions/${code}`, form({ ...session, mvpd }))).json;
  expect(resumed.actionName).toBe('authenticate');

  const navigation = await ask(sandbox.url + resumed.url);
  const login = sandbox.url + navigation.headers.get('location');
  expect((await ask(login)).text).toContain('<form');
  const done = await ask(login, form({ username: 'alex', password: 'sofa' }));
  expect(done.headers.get('location')).toBe(session.redirectUrl);

  expect(Object.keys(await poll())).toEqual([mvpd]);
  const [decision] = (await tv.authorize('NORTHSTAR-MAIN', mvpd)).json.decisions;
  const verdict = await sandbox.verifyMediaToken(decision.token.serializedToken, 'NORTHSTAR-MAIN');
  expect(verdict).toBe('VALID_TOKEN');

  await tv.call(`logout/${mvpd}?redirectUrl=${encodeURIComponent(session.redirectUrl)}`);
  expect((await tv.call('profiles')).json).toEqual({ profiles: {} });
  expect(
    sandbox.control.requests().filter(({ path }) => path === '/o/client/register'),
  ).toHaveLength(2);
});
