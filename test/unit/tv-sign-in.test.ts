import { describe, expect, it } from 'vitest';
import { signInModel } from '../../apps/tv/models/signIn.ts';
import type { ScreenModel } from '../../apps/tv/screenModel.ts';
import { createTranslate, languages } from '../../apps/tv/texts/index.ts';
import type { SignInView } from '../../core/machine/view.types.ts';
import { events, film, ids, said, translate, viewer } from './tvModels.support.ts';

const signIn: SignInView = {
  screen: 'signIn',
  phase: 'waiting',
  onDevice: false,
  canSignInOnDevice: false,
  item: film,
  provider: null,
  freePreview: false,
  code: '8BLW4RW',
  address: 'northstar.example/activate',
  addressWithCode: 'https://northstar.example/activate#code=8BLW4RW',
  expiresAt: 1_721_000,
  troubled: false,
  trouble: null,
  viewer: null,
  problem: null,
};

describe('Sign in', () => {
  it('shows address, code and time left, and what can be done', () => {
    const model = signInModel(signIn, 'no', 0, translate);
    expect(said(model, 'address')).toBe('northstar.example/activate');
    expect(model.said.find(({ id }) => id === 'code')?.spoken).toBe('8 B L W 4 R W');
    expect(said(model, 'time-left')).toBe('The code works for another 28:41.');
    expect(events(model)).toEqual({
      'button-continue': 'CONTINUE',
      'button-new-code': 'NEW_CODE',
      'button-cancel': 'BACK',
    });
  });

  it('names the provider that was chosen here, and lets another be chosen', () => {
    const provider = { id: 'ValleyCable', displayName: 'Valley Cable' };
    const model = signInModel({ ...signIn, provider, freePreview: true }, 'no', 0, translate);
    expect(model.title).toBe('Sign in with Valley Cable');
    expect(Object.entries(events(model))).toEqual([
      ['button-continue', 'CONTINUE'],
      ['button-new-code', 'NEW_CODE'],
      ['button-other-provider', 'OTHER_PROVIDER'],
      ['button-free-preview', 'FREE_PREVIEW'],
      ['button-cancel', 'BACK'],
    ]);
  });

  it('a poll that nobody asked for changes nothing on screen', () => {
    const waiting = signInModel(signIn, 'no', 0, translate);
    expect(signInModel({ ...signIn, phase: 'asking' }, 'no', 0, translate)).toEqual(waiting);
  });

  it('answers the viewer who pressed Continue', () => {
    expect(signInModel(signIn, 'checking', 0, translate).status).toContain('Checking');
    expect(signInModel(signIn, 'notYet', 0, translate).status).toContain('Not signed in yet');
  });

  it('preparing, approved, expired and failed look and read differently', () => {
    const problem = { key: 'busy', code: 'throttled', trace: '4bf9' } as const;
    const models = [
      signInModel({ ...signIn, phase: 'preparing', code: '', expiresAt: 0 }, 'no', 0, translate),
      signInModel({ ...signIn, phase: 'approved', viewer }, 'no', 0, translate),
      signInModel({ ...signIn, phase: 'expired' }, 'no', 0, translate),
      signInModel({ ...signIn, phase: 'failed', problem }, 'no', 0, translate),
    ];
    expect(new Set(models.map(({ look }) => look)).size).toBe(4);
    expect(new Set(models.map(({ title }) => title)).size).toBe(4);
    expect(models.map((model) => ids(model))).toEqual([
      ['button-cancel'],
      [],
      ['button-new-code', 'button-cancel'],
      ['button-retry', 'button-cancel'],
    ]);
    expect(models.map((model) => said(model, 'code'))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(said(models[1] as ScreenModel, 'message')).toBe(
      'Signed in with Harbor TV. Now starting The Long Meridian.',
    );
    expect(said(models[3] as ScreenModel, 'support')).toBe('For support: throttled · 4bf9');
  });

  it.each(Object.keys(languages))('the time stands inside its sentence in %s', (language) => {
    const { timeLeft } = signInModel(signIn, 'no', 0, createTranslate(language));
    expect(timeLeft?.time).toBe('28:41');
    expect(timeLeft?.before).not.toBe('');
  });
});
