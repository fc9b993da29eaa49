import { expect, it } from 'vitest';
import { json } from '../support/ports.ts';
import { launched, scripted, signedIn } from '../support/scripted.ts';

const other = {
  HillFibre: { notBefore: 1790000000000, notAfter: 1793000000000, attributes: {} },
};

it('what one provider permits says nothing about another, found after the app was away', async () => {
  const world = await launched(scripted({ poll: signedIn }));
  world.app.send({ type: 'SIGN_IN' });
  await world.advance(8_000);
  expect(world.on('home')).toMatchObject({
    viewer: { mvpd: 'ValleyCable' },
    decisions: { 'NORTHSTAR-MAIN': { included: true } },
  });
  world.script.profiles = () => json(200, { profiles: other });
  world.script.profilesOf = () => json(200, { profiles: other });
  world.script.preauthorize = () => 'unreachable';
  world.app.send({ type: 'PAUSED' });
  await world.advance(3_600_000);
  world.app.send({ type: 'RESUMED' });
  await world.advance(60_000);
  expect(world.on('home').viewer?.mvpd).toBe('HillFibre');
  expect(world.on('home').decisions).toEqual({});
});
