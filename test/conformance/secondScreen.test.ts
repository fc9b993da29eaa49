import { describe, expect, it } from 'vitest';
import { languages } from '../../apps/activate/texts/index.ts';
import { answerOf, type Short } from './calls.ts';
import { Phone } from './phone.ts';
import { testEnv } from './testEnv.ts';
import { film } from './titles.ts';

const texts = languages.en;
const authenticate = 'GET /api/v2/authenticate/*';

/** A television that shows a code, and a phone with the page open. */
async function atTheCouch(chooseProvider: 'tv' | 'phone' = 'phone') {
  const all = await testEnv();
  const television = await all.launched({ pass: { chooseProvider } });
  await television.pick(film);
  if (chooseProvider === 'tv') {
    await television.on('providers');
    await television.send({ type: 'CHOOSE', mvpd: 'HarborTV' });
  }
  const code = await television.code();
  return { all, television, code, phone: new Phone(all) };
}

describe('second screen', () => {
  it('SCR-01 shows the code of the session, and where to type it', async () => {
    const { all, television, code } = await atTheCouch();
    expect(answerOf<{ code: string }>(all.calls('POST /sessions')[0]).code).toBe(code);
    const view = television.now('signIn');
    const { activateUrl } = television.settings.appSettings.pass;
    expect(`https://${view.address}`).toBe(activateUrl.replace(/\/$/, ''));
    expect(new URL(view.addressWithCode).hash).toContain(code);
  });

  it('SCR-02 looks the typed code up before anything is opened', async () => {
    const { all, television, code, phone } = await atTheCouch();
    await phone.signIn(code, 'Harbor TV');
    await television.on('player');
    const [looked] = all.calls(`GET /sessions/${code}`);
    const [opened] = all.calls(authenticate);
    expect(looked?.status).toBe(200);
    expect(looked?.seq).toBeLessThan(opened?.seq ?? 0);
    expect(all.judged('SCR-02')).toContain('met');
  });

  it.each(['invalid_authentication_session', 'invalid_parameter_code'])(
    'SCR-03 says that a code is wrong or too old, and asks for another: `%s`',
    async (error) => {
      const { all, code, phone } = await atTheCouch();
      all.fault('GET /sessions/*', { error, status: 400 });
      await phone.type(code);
      expect(phone.step).toBe('code');
      expect(phone.words).toContain(texts.codeWrong);
      all.control.rules({ expireCodes: true });
      await phone.type(code);
      expect(phone.step).toBe('code');
      expect(phone.words).toContain(texts.codeWrong);
      expect(phone.opened).toEqual([]);
      expect(all.count(authenticate)).toBe(0);
    },
  );

  it('SCR-04 supplies what the television did not', async () => {
    const { all, television, code, phone } = await atTheCouch();
    const path: Short = `POST /sessions/${code}`;
    await phone.signIn(code, 'Harbor TV');
    const { missingParameters } = answerOf<{ missingParameters: string[] }>(
      all.calls('POST /sessions')[0],
    );
    const { domainName, activateUrl } = television.settings.appSettings.pass;
    expect(missingParameters).toEqual(['mvpd', 'domainName', 'redirectUrl']);
    expect(all.calls(path)).toMatchObject([
      { body: { mvpd: 'HarborTV', domainName, redirectUrl: `${activateUrl}#return=${code}` } },
    ]);
  });

  it.each(['phone', 'tv'] as const)(
    'SCR-05 opens the address of the login in the browser, the provider chosen on the %s',
    async (where) => {
      const { all, television, code, phone } = await atTheCouch(where);
      await phone.signIn(code, where === 'phone' ? 'Harbor TV' : null);
      await television.on('player');
      expect(all.calls(authenticate).map(({ path }) => path)).toEqual([
        `/api/v2/authenticate/NORTHSTAR/${code}`,
      ]);
      expect(all.judged('SCR-05')).toContain('met');
    },
  );

  it('SCR-06 says that the television is signed in already, and opens no login', async () => {
    const all = await testEnv();
    const television = await all.signedIn();
    await television.send({ type: 'SIGN_IN' }, { type: 'OTHER_PROVIDER' });
    const phone = new Phone(all);
    const code = await television.code();
    await phone.reach(code, 'Valley Cable');
    expect(answerOf(all.calls(`POST /sessions/${code}`)[0])).toMatchObject({
      actionName: 'authorize',
    });
    expect(phone.step).toBe('already');
    expect(phone.words).toContain(texts.alreadyTitle);
    expect(phone.opened).toEqual([]);
    expect(all.count(authenticate)).toBe(0);
    expect((await television.home()).viewer?.mvpd).toBe('ValleyCable');
  });

  it('SCR-07 reports success and sends the viewer back to the television', async () => {
    const { television, code, phone } = await atTheCouch();
    await phone.signIn(code, 'Harbor TV');
    expect(phone.step).toBe('done');
    expect(phone.words).toContain('Harbor TV');
    expect(phone.words).toContain(texts.doneBody);
    await television.on('player');

    const other = await atTheCouch();
    await other.phone.signIn(other.code, 'Tanglewire');
    expect(other.phone.step).toBe('notYet');
    expect(other.phone.words).not.toContain(texts.doneBody);
  });

  it('SCR-08 has an access token of its own', async () => {
    const { all, code, phone } = await atTheCouch();
    await phone.signIn(code, 'Harbor TV');
    const created = all.calls('POST /sessions')[0];
    const own = all.calls(`* /sessions/${code}` as Short);
    expect(own.length).toBeGreaterThanOrEqual(2);
    for (const { headers, clientId } of own) {
      expect(headers.authorization).toMatch(/^Bearer #/);
      expect(headers.authorization).not.toBe(created?.headers.authorization);
      expect(clientId).not.toBe(created?.clientId);
    }
    expect(all.judged('SCR-08')).toContain('met');
  });
});
