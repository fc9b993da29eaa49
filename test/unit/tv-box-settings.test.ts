import { describe, expect, it } from 'vitest';
import { boxSettings } from '../../apps/tv/setTopBoxSettings.ts';
import { SettingsError } from '../../core/settings.ts';
import shipped from '../../settings.json';

const { appSettings: own } = shipped;

describe('settings of an app that a set-top box starts', () => {
  it('are those that the app was built with', () => {
    const { appSettings, platformSettings } = boxSettings({}, {});
    expect(appSettings).toMatchObject({ brand: own.brand, stage: own.stage });
    expect(appSettings.pass).toMatchObject({ baseUrl: own.pass.baseUrl, chooseProvider: 'phone' });
    expect(platformSettings).toEqual(shipped.platformSettings);
  });

  it('take what the operator hands over, group by group', () => {
    const { appSettings } = boxSettings(
      { pass: { baseUrl: 'https://pass.example' }, brand: { name: 'Other' }, debug: true },
      {},
    );
    expect(appSettings.pass).toMatchObject({
      baseUrl: 'https://pass.example',
      serviceProvider: own.pass.serviceProvider,
    });
    expect(appSettings.brand).toEqual({ ...own.brand, name: 'Other' });
    expect(appSettings.catalogue.feedUrl).toBe('https://pass.example/programmer/feed.json');
    expect(appSettings.debug).toBe(true);
  });

  it('leave out what an operator tells every app', () => {
    const told = { id: 'example.northstar.tv', name: 'Northstar', icon: './static/icon.png' };
    const more = { ipAddress: '192.0.2.7', country: 'NL', safeId: 'APP_example_northstar_tv' };
    const { appSettings } = boxSettings({ ...told, ...more, keys: { 8: 'Back' }, brand: 7 }, {});
    expect(Object.keys(appSettings).sort()).toEqual(
      Object.keys(boxSettings({}, {}).appSettings).sort(),
    );
  });

  it('have the version of metadata.json, without the store’s hash', () => {
    const versionOf = (version: unknown) => boxSettings({ version }, {}).appSettings.version;
    expect(versionOf('1.2.3')).toBe('1.2.3');
    expect(versionOf('1.2.3-4f0a9d1c2b3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a')).toBe('1.2.3');
    expect(versionOf('')).toBeUndefined();
    expect(versionOf(7)).toBeUndefined();
  });

  it('hand the stage and the platform’s own on as they are', () => {
    const canvas = { isCanvas: true };
    const onClose = () => {};
    const settings = boxSettings(
      { stage: { canvas, precision: 2 / 3 } },
      { onClose, path: '/app' },
    );
    expect(settings.appSettings.stage?.canvas).toBe(canvas);
    expect(settings.appSettings.stage).toMatchObject({ precision: 2 / 3, useImageWorker: true });
    expect(settings.platformSettings).toMatchObject({ onClose, path: '/app', showVersion: false });
  });

  it('are refused by name when the operator’s cannot be used', () => {
    expect(() => boxSettings({ pass: { baseUrl: 'ftp://pass.example' } }, {})).toThrow(
      SettingsError,
    );
    expect(() => boxSettings({ brand: { accentColor: 'red' } }, {})).toThrow('accentColor');
  });
});
