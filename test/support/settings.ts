import { softwareStatement } from '../../apps/sandbox/index.ts';
import { type PassSettings, readSettings, type Settings } from '../../core/settings.ts';
import { rawSettings } from './ports.ts';

/**
 * The shipped settings, for a sandbox at `url`.
 * @param softwareId of the registered application; each API generation has a different one
 */
export function settingsFor(
  url: string,
  pass: Partial<PassSettings> = {},
  softwareId = pass.api === 'v1' ? 'northstar-legacy' : 'northstar-tv',
): Settings {
  const { appSettings } = rawSettings;
  return readSettings({
    ...rawSettings,
    appSettings: {
      ...appSettings,
      pass: {
        ...appSettings.pass,
        baseUrl: url,
        softwareStatement: softwareStatement(softwareId),
        ...pass,
      },
      catalogue: { feedUrl: '/programmer/feed.json', playbackUrl: '/programmer/play' },
    },
  });
}
