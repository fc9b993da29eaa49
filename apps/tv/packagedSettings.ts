import { readSettings, type Settings } from '@couchpass/core';

/**
 * Settings of an app that is installed on a television: there `settings.js` assigns the content of settings.json
 * to a global, because pages from `file://` may not read files beside them.
 * @throws SettingsError
 */
export function packagedSettings(): Settings {
  return readSettings((window as { couchpassSettings?: unknown }).couchpassSettings ?? '');
}
