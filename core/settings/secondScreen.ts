import * as v from 'valibot';
import { checkSettings, type SettingsOptions } from './checkSettings.ts';
import { completePass } from './complete.ts';
import { brandSchema, type PassSettings, passSchema } from './sharedSchema.ts';

/** A key that a second screen does not use; any value is allowed. */
const others = v.optional(v.unknown());

/** The same keys as `settingsSchema`; a unit test compares them. */
export const secondScreenSchema = v.strictObject({
  appSettings: v.strictObject({
    stage: others,
    debug: others,
    version: others,
    brand: brandSchema,
    pass: passSchema,
    catalogue: others,
    platforms: others,
    concurrency: others,
  }),
  platformSettings: others,
});

/** The part of settings.json that a second screen needs. */
export interface SecondScreenSettings {
  readonly brand: v.InferOutput<typeof brandSchema>;
  readonly pass: PassSettings;
}

/**
 * Like `readSettings`, for a page where viewers sign in: checks only what such a page needs, `appSettings.brand`
 * and `appSettings.pass`, and does not load the code that checks the rest.
 * @throws SettingsError with every faulty key
 */
export function readSecondScreenSettings(
  source: unknown,
  options: SettingsOptions = {},
): SecondScreenSettings {
  const { brand, pass } = checkSettings(secondScreenSchema, source, options).appSettings;
  return { brand, pass: completePass(pass) };
}
