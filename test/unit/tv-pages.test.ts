import { describe, expect, it } from 'vitest';
import { launchModel } from '../../apps/tv/models/launch.ts';
import {
  authorizingModel,
  confirmProviderModel,
  notAvailableModel,
  problemModel,
  signedOutModel,
} from '../../apps/tv/models/page.ts';
import { createTranslate, languages } from '../../apps/tv/texts/index.ts';
import type { NotAvailableView, ProblemKey } from '../../core/machine/view.types.ts';
import { events, film, ids, said, translate } from './tvModels.support.ts';

describe('refusals and problems', () => {
  const refused: NotAvailableView = {
    screen: 'notAvailable',
    item: film,
    problem: { key: 'notInPackage', code: 'authorization_denied_by_mvpd', details: ' Call us. ' },
    canRetry: false,
    canSignIn: false,
  };

  it('the provider’s own words are shown as they are', () => {
    expect(said(notAvailableModel(refused, translate), 'details')).toBe(
      'Your provider says: Call us.',
    );
  });

  it('the playback endpoint’s own words are not laid into the provider’s mouth', () => {
    const problem = { key: 'notReleased', code: 'playback_denied', details: 'At 8 pm.' } as const;
    const model = notAvailableModel({ ...refused, problem }, translate);
    expect(said(model, 'details')).toBe('The service says: At 8 pm.');
    expect(model.title).toBe('This cannot be played here');
  });

  it('offers what helps, and always the way back', () => {
    expect(events(notAvailableModel(refused, translate))).toEqual({ 'button-back': 'BACK' });
    const both = { ...refused, canRetry: true, canSignIn: true };
    expect(Object.values(events(notAvailableModel(both, translate)))).toEqual([
      'SIGN_IN',
      'RETRY',
      'BACK',
    ]);
  });

  it.each([
    ['shaka_1002', 'The picture stopped'],
    ['http_403', 'Your right to watch has ended'],
    ['http_404', 'The picture stopped'],
    ['media_4', 'This device cannot play it'],
    ['shaka_4032', 'This device cannot play it'],
    ['drm_refused', 'This show was not unlocked'],
    ['drm_failed', 'This show cannot be unlocked now'],
    ['drm_expired', 'Your right to watch has ended'],
    ['drm_keys', 'Your right to watch has ended'],
    ['drm_output', 'This screen is not protected enough'],
    ['drm_answer', 'Something else came'],
    ['drm_unsupported', 'This device cannot play it'],
  ])('a stream that ended with %s is told as “%s”', (trace, title) => {
    const problem = { key: 'stream', code: 'stream_failed', trace } as const;
    const model = notAvailableModel({ ...refused, canRetry: true, problem }, translate);
    expect(model.title).toBe(title);
    expect(said(model, 'support')).toContain(trace);
    expect(Object.values(events(model))).toEqual(['RETRY', 'BACK']);
  });

  it('what plays at home only says so', () => {
    const code = 'authorization_denied_by_hba_policies';
    const problem = { key: 'signInAgain', code } as const;
    expect(notAvailableModel({ ...refused, problem }, translate).title).toBe('Only in your home');
  });

  it('every problem has a title and help in every language', () => {
    const problems: Record<ProblemKey, true> = {
      offline: true,
      kept: true,
      slow: true,
      portal: true,
      intercepted: true,
      busy: true,
      service: true,
      setup: true,
      signInAgain: true,
      notInPackage: true,
      parentalControl: true,
      providerPause: true,
      providerUnavailable: true,
      playback: true,
      notReleased: true,
      feed: true,
      stream: true,
      streams: true,
      unknown: true,
    };
    for (const language of Object.keys(languages)) {
      for (const key of Object.keys(problems) as ProblemKey[]) {
        const view = { screen: 'problem', where: 'startup', problem: { key, code: 'c' } } as const;
        const model = problemModel(view, createTranslate(language));
        expect(model.title).not.toContain('problem.');
        expect(said(model, 'message')?.length).toBeGreaterThan(10);
        expect(events(model)).toEqual({ 'button-retry': 'RETRY', 'button-browse': 'BROWSE' });
      }
    }
  });
});

describe('before and after a sign-in', () => {
  const provider = {
    id: 'HarborTV',
    displayName: 'Harbor TV',
    logoUrl: 'https://cdn.example/h.svg',
  };
  const view = {
    screen: 'confirmProvider',
    canSignInOnDevice: false,
    item: film,
    provider,
    freePreview: true,
  } as const;

  it('asks whether the provider is still the same', () => {
    const model = confirmProviderModel(view, translate);
    expect(model.title).toBe('Sign in again with Harbor TV?');
    expect(model.provider).toEqual({ name: 'Harbor TV', logo: 'https://cdn.example/h.svg' });
    expect(said(model, 'to-watch')).toBe('To watch · The Long Meridian');
    expect(Object.entries(events(model))).toEqual([
      ['button-continue', 'CONFIRM'],
      ['button-other-provider', 'OTHER_PROVIDER'],
      ['button-free-preview', 'FREE_PREVIEW'],
      ['button-cancel', 'BACK'],
    ]);
    const plain = confirmProviderModel({ ...view, item: null, freePreview: false }, translate);
    expect(ids(plain)).not.toContain('button-free-preview');
    expect(said(plain, 'to-watch')).toBeUndefined();
  });

  it('tells that the device itself is still signed in', () => {
    const model = signedOutModel({ screen: 'signedOut', problem: null }, translate);
    expect(said(model, 'message')).toContain('settings of the device');
    expect(events(model)).toEqual({ 'button-ok': 'BACK' });
  });

  it('tells that the service could not be told of a sign-out, why, and how to tell it again', () => {
    const problem = { key: 'portal', code: 'captive_portal' } as const;
    const model = signedOutModel({ screen: 'signedOut', problem }, translate);
    expect(said(model, 'message')).toBe(
      'This network asks for something first. The service could not be told that you signed out. On this device you are signed out all the same.',
    );
    expect(said(model, 'support')).toContain('captive_portal');
    expect(events(model)).toEqual({ 'button-ok': 'BACK', 'button-retry': 'RETRY' });
  });

  it('the end of a free preview is not told as the end of a sign-in', () => {
    const code = 'temporary_access_duration_limit_exceeded';
    const over = notAvailableModel(
      {
        screen: 'notAvailable',
        item: film,
        problem: { key: 'signInAgain', code },
        canRetry: false,
        canSignIn: true,
      },
      translate,
    );
    expect(over.title).toBe('Your free preview is over');
    expect(over.actions.map(({ label }) => label)).toEqual(['Sign in', 'Back']);
  });
});

describe('waits', () => {
  it('launch says nothing at first, then what is waited for, then a way out', () => {
    expect(launchModel(399, translate)).toMatchObject({ status: '', said: [], preferred: null });
    expect(launchModel(400, translate).status).toContain('Getting things ready');
    expect(events(launchModel(10_000, translate))).toEqual({ 'button-browse': 'BROWSE' });
  });

  it('so does asking the provider', () => {
    const view = { screen: 'authorizing', item: film } as const;
    expect(authorizingModel(view, 0, translate).waiting).toBe('');
    expect(ids(authorizingModel(view, 0, translate))).toEqual([]);
    expect(authorizingModel(view, 400, translate).waiting).toContain(film.title);
    expect(ids(authorizingModel(view, 400, translate))).toEqual(['button-cancel']);
    expect(authorizingModel(view, 10_000, translate).message).toContain('slow to answer');
  });
});
