import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../core/settings/schema.ts';
import { readSecondScreenSettings, secondScreenSchema } from '../../core/settings/secondScreen.ts';
import { readSettings } from '../../core/settings.ts';
import { rawSettings } from '../support/ports.ts';

const { appSettings } = rawSettings;

const withApp = (changes: object) => ({
  ...rawSettings,
  appSettings: { ...appSettings, ...changes },
});

describe('the settings of a second screen', () => {
  it('have the same keys as those of all apps, so that no settings.json is refused only there', () => {
    const keys = (entries: object) => Object.keys(entries).sort();
    expect(keys(secondScreenSchema.entries)).toEqual(keys(settingsSchema.entries));
    const of = ({ entries }: { entries: { appSettings: { entries: object } } }) =>
      keys(entries.appSettings.entries);
    expect(of(secondScreenSchema)).toEqual(of(settingsSchema));
  });

  it('hold the brand and the integration as the other apps read them', () => {
    const { brand, pass } = readSettings(rawSettings).appSettings;
    expect(readSecondScreenSettings(rawSettings)).toEqual({ brand, pass });
  });

  it('are not refused for what concerns televisions, and are for the rest, in the same words', () => {
    const faulty = withApp({ catalogue: { feedUrl: 7 } });
    expect(() => readSettings(faulty)).toThrow('catalogue');
    expect(readSecondScreenSettings(faulty).pass.api).toBe('v2');
    const wrong = withApp({ pass: { ...appSettings.pass, api: 'v3' } });
    expect(() => readSecondScreenSettings(wrong)).toThrow(
      'appSettings.pass.api: holds "v3", which is not usable; allowed: "v2" or "v1"',
    );
  });
});
