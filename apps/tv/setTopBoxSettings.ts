import { readSettings, type Settings } from '@couchpass/core';
import shipped from '../../settings.json';

type Group = Readonly<Record<string, unknown>>;

/**
 * settings.json as built into the app, overridden by the operator's settings: of `appSettings`, only keys that
 * settings.json also has, group by group; of `platformSettings`, everything. Other keys of an operator
 * (`id`, `icon`, `ipAddress`, …) are not settings of this app.
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
    // Passed on unchecked: a canvas and the options of the SDK's own plugins are not settings of this app.
    appSettings: { ...read, stage: { ...read.stage, ...groupOf(appSettings.stage) } },
    platformSettings: { ...own.platformSettings, ...platformSettings },
  };
}

/** Without the suffix that Metrological's store appends: the hash of a commit. */
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
