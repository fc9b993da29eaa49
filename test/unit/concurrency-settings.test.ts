import { describe, expect, it } from 'vitest';
import { applicationIdOn, describeStream, subjectOf } from '../../core/concurrency/index.ts';
import { Log } from '../../core/log/Log.ts';
import { loggedPorts } from '../../core/log/loggedPorts.ts';
import { readSettings, SettingsError } from '../../core/settings.ts';
import { deviceInfo, rawSettings, testPorts, testSettings } from '../support/ports.ts';
import { empty } from './concurrency.support.ts';

const { signal } = new AbortController();

describe('whose stream it is', () => {
  const plain = (value: unknown) => ({ value, state: 'plain' });
  it.each([
    ['the account', 'regular', { upstreamUserID: plain('u') }, { mvpd: 'M', subject: 'u' }],
    ['nobody: a person is no account', 'regular', { userID: plain('u') }, null],
    ['nobody: encrypted', 'regular', { upstreamUserID: { value: 'u', state: 'enc' } }, null],
    ['nobody: a free preview', 'temporary', { upstreamUserID: plain('u') }, null],
    ['nobody: degraded', 'degraded', { upstreamUserID: plain('u') }, null],
  ])('%s', (_, type, attributes, subject) => {
    expect(subjectOf({ mvpd: 'M', type, attributes })).toEqual(subject);
  });

  it('is described by the names of the standard attributes', () => {
    const item = {
      id: 'a',
      title: 'Match',
      description: '',
      art: '',
      live: true,
      access: 'subscription' as const,
    };
    const concurrency = {
      baseUrl: 'https://streams.example/v2/',
      applicationId: { webos: 'w' },
      metadata: { programmerName: 'Northstar' },
      fromProfile: { zipcode: 'zip', country: 'country' },
      whenUnreachable: 'play' as const,
    };
    const app = { ...testSettings.appSettings, version: '1.2', concurrency };
    const attributes = {
      zip: plain('94103'),
      hba_status: plain('true'),
      country: { value: 'x', state: 'enc' },
    };
    const supply = describeStream(item, { attributes }, { id: 'd', info: deviceInfo }, app);
    expect(supply(['hba'])).toEqual({
      channel: 'Match',
      assetId: 'Match',
      contentType: 'live',
      deviceId: 'd',
      deviceName: 'Fernseher Übergröße',
      deviceModel: 'Fernseher Übergröße',
      osName: 'webOS',
      applicationName: 'Northstar',
      applicationPlatform: 'webos',
      applicationVersion: '1.2',
      platform: 'webos',
      mobileDevice: 'false',
      hba: 'true',
      zipcode: '94103',
      programmerName: 'Northstar',
    });
    expect(supply([])).toMatchObject({ hba_status: 'true' });
    expect(applicationIdOn('webOS', concurrency)).toBe('w');
    expect(applicationIdOn('Tizen', concurrency)).toBeUndefined();
  });
});

describe('secret values', () => {
  it.each([
    'https://streams.example/v2/sessions/ValleyCable/THE-SUBJECT',
    'https://streams.example/v2/sessions/ValleyCable/THE-SUBJECT/THE-SESSION',
    'https://streams.example/cm/v2/runningStreams/ValleyCable/THE-SUBJECT',
  ])('never occur in the log: %s', async (url) => {
    const log = new Log();
    const ports = loggedPorts(
      testPorts(() => empty(202)),
      log,
    );
    await ports.send({ method: 'GET', url, headers: {} }, signal);
    expect(JSON.stringify(log.entries)).toMatch(/\/v2\/(sessions|runningStreams)\/…/);
    expect(JSON.stringify(log.entries)).not.toMatch(/THE-|Valley/);
  });
});

describe('the settings', () => {
  const withConcurrency = (concurrency: unknown) => ({
    ...rawSettings,
    appSettings: { ...rawSettings.appSettings, concurrency },
  });
  const good = { baseUrl: 'https://streams.example/v2/', applicationId: 'demo-app' };

  it('are off unless they are named, and permit playback by default', () => {
    expect(testSettings.appSettings.concurrency).toBeUndefined();
    const { concurrency } = readSettings(withConcurrency({ ...good, baseUrl: '/v2/' })).appSettings;
    expect(concurrency).toEqual({
      baseUrl: 'https://pass.example/v2/',
      applicationId: 'demo-app',
      whenUnreachable: 'play',
    });
  });

  it.each([
    [{ ...good, baseUrl: 'https://streams.example/' }, /baseUrl: .*does not end in \/v2\//],
    [
      { ...good, baseUrl: 'http://streams.example/v2/' },
      /baseUrl: .*is http:\/\/ for another host/,
    ],
    [{ baseUrl: good.baseUrl }, /applicationId: is missing; allowed: the id that/],
    [{ ...good, applicationId: { android: 'x' } }, /applicationId/],
    [{ ...good, applicationId: 'a:b' }, /applicationId: holds "a:b"/],
    [{ ...good, metadata: { a: 1 } }, /metadata: .*has no text under "a"; allowed: an object of/],
    [{ ...good, fromProfile: [] }, /fromProfile: holds a list/],
    [{ ...good, whenUnreachable: 'stop' }, /whenUnreachable: .*allowed: "play" or "refuse"/],
    [{ ...good, url: 'x' }, /concurrency\.url: is not a known key; allowed: baseUrl/],
  ])('report what is wrong: %o', (concurrency, words) => {
    expect(() => readSettings(withConcurrency(concurrency))).toThrow(SettingsError);
    expect(() => readSettings(withConcurrency(concurrency))).toThrow(words);
  });
});
