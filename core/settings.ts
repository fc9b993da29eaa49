import { checkSettings, type SettingsOptions } from './settings/checkSettings.ts';
import { complete, completePass } from './settings/complete.ts';
import { type AppSettings, settingsSchema } from './settings/schema.ts';

export type { SettingsOptions } from './settings/checkSettings.ts';
export { SettingsError, type SettingsFault, sayFault } from './settings/faults.ts';
export type {
  AppSettings,
  BrandTexts,
  BrandTheme,
  ConcurrencySettings,
  PassSettings,
} from './settings/schema.ts';

/** settings.json, checked, with complete addresses. */
export interface Settings {
  readonly appSettings: AppSettings;
  readonly platformSettings: Readonly<Record<string, unknown>>;
}

/**
 * Checks the content of settings.json (text or already parsed) and completes the relative addresses. For a text
 * that is no JSON, the error has no details; `parseSettings` finds the place and the reason.
 * @throws SettingsError with every faulty key
 */
export function readSettings(source: unknown, options: SettingsOptions = {}): Settings {
  const { appSettings, platformSettings = {} } = checkSettings(settingsSchema, source, options);
  const { pass, catalogue, concurrency } = appSettings;
  return {
    platformSettings,
    appSettings: {
      ...appSettings,
      pass: completePass(pass),
      catalogue: {
        ...catalogue,
        feedUrl: complete(catalogue.feedUrl, pass),
        playbackUrl: complete(catalogue.playbackUrl, pass),
      },
      ...(concurrency && {
        concurrency: { ...concurrency, baseUrl: complete(concurrency.baseUrl, pass) },
      }),
    },
  };
}
