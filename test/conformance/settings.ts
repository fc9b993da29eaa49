import { softwareStatement } from '../../apps/sandbox/index.ts';
import { type PassSettings, readSettings, type Settings } from '../../core/settings.ts';
import { rawSettings } from '../support/ports.ts';

/** The shipped settings, for a sandbox at `url`. */
export function settingsFor(url: string, pass: Partial<PassSettings> = {}): Settings {
  const { appSettings } = rawSettings;
  const api = pass.api ?? 'v2';
  return readSettings({
    ...rawSettings,
    appSettings: {
      ...appSettings,
      pass: {
        ...appSettings.pass,
        baseUrl: url,
        softwareStatement: softwareStatement(api === 'v1' ? 'northstar-legacy' : 'northstar-tv'),
        ...pass,
      },
      catalogue: { feedUrl: '/programmer/feed.json', playbackUrl: '/programmer/play' },
    },
  });
}
