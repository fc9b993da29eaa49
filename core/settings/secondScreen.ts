import * as v from 'valibot';
import { checkSettings, type SettingsOptions } from './checkSettings.ts';
import { completePass } from './complete.ts';
import { brandSchema, type PassSettings, passSchema } from './sharedSchema.ts';

/** Of no concern to a second screen, whatever it holds. */
const others = v.optional(v.unknown());

const schema = v.strictObject({
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

/** What a second screen needs of settings.json. */
export interface SecondScreenSettings {
  readonly brand: v.InferOutput<typeof brandSchema>;
  readonly pass: PassSettings;
}

/**
 * As `readSettings`, for a page where viewers sign in: checks what such a page needs, `appSettings.brand` and
 * `appSettings.pass`, and loads nothing that checks the rest.
 * @throws SettingsError naming every faulty key
 */
export function readSecondScreenSettings(
  source: unknown,
  options: SettingsOptions = {},
): SecondScreenSettings {
  const { brand, pass } = checkSettings(schema, source, options).appSettings;
  return { brand, pass: completePass(pass) };
}
