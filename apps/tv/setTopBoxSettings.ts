import { readSettings, type Settings } from '@couchpass/core';
import shipped from '../../settings.json';

type Group = Readonly<Record<string, unknown>>;

/**
 * settings.json as it was when the app was built, with what the operator hands over on top: of `appSettings`, keys
 * that settings.json has too, group by group; of `platformSettings`, everything. What else an operator tells an app
 * (`id`, `icon`, `ipAddress`, …) is no setting of this one.
 * @throws SettingsError
 */
export function boxSettings(appSettings: Group, platformSettings: Group): Settings {
  const own = shipped as { readonly appSettings: Group; readonly platformSettings?: Group };
  const { debug } = appSettings;
  const version = versionOf(appSettings.version);
  const groups = Object.fromEntries(
    ['brand', 'pass', 'catalogue'].map((name) => [
      name,
      isGroup(appSettings[name])
        ? { ...groupOf(own.appSettings[name]), ...groupOf(appSettings[name]) }
        : own.appSettings[name],
    ]),
  );
  const { appSettings: read } = readSettings({
    appSettings: {
      ...own.appSettings,
      ...groups,
      ...(typeof debug === 'boolean' ? { debug } : {}),
      ...(version === undefined ? {} : { version }),
    },
  });
  return {
    // As it is: a canvas, and what the SDK's own plugins are given, are no settings to be checked.
    appSettings: { ...read, stage: { ...read.stage, ...groupOf(appSettings.stage) } },
    platformSettings: { ...own.platformSettings, ...platformSettings },
  };
}

/** Without what Metrological's store puts after it: the hash of a commit. */
function versionOf(version: unknown): string | undefined {
  const [first = ''] = typeof version === 'string' ? version.split('-') : [];
  return /^[\w.+ ]{1,40}$/.test(first.trim()) ? first.trim() : undefined;
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function groupOf(value: unknown): Group {
  return isGroup(value) ? value : {};
}
