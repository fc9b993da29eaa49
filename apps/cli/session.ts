import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type Couchpass,
  createCouchpass,
  type Item,
  readSettings,
  type Settings,
} from '@couchpass/core';
import type { Platform } from '@couchpass/platforms';
import { createNodePlatform } from '@couchpass/platforms/node';
import { type Command, checkApi } from './args.ts';
import type { Io } from './io.ts';
import type { Say } from './report.ts';
import { settingsIn } from './settingsFile.ts';
import { CountedPlayback } from './streams/CountedPlayback.ts';
import { countingOf } from './streams/counting.ts';
import { Redactor } from './trace/Redactor.ts';
import { tracedPlatform } from './trace/tracedPlatform.ts';

/** One run of the command line: the same statechart that a television runs. */
export interface Session {
  readonly couchpass: Couchpass;
  readonly platform: Platform;
  /** For `play`, when the settings contain Concurrency Monitoring. */
  readonly counted: CountedPlayback | undefined;
  /** `doctor`: other origins of this network's pages. */
  readonly origins: readonly string[];
  /** Folder of the store. */
  readonly directory: string;
  /** V1: requests XML. */
  readonly xml: boolean;
  readonly io: Io;
  readonly say: Say;
}

/** @throws SettingsError, or UsageError when the command belongs to the other generation of the API */
export async function openSession(command: Command, io: Io, say: Say): Promise<Session> {
  const settings = await loadSettings(command, io);
  checkApi(command, settings.appSettings.pass.api);
  const directory = command.store ? resolve(io.cwd, command.store) : usualStore(settings, io.env);
  const own = createNodePlatform({ directory, env: io.env });
  const typed = [command.code, command.delete].filter((code) => code !== undefined);
  const platform = command.trace ? tracedPlatform(own, new Redactor(typed), say) : own;
  const counting = command.name === 'play' ? await countingOf(settings, platform) : undefined;
  const counted = counting && new CountedPlayback(counting, { io, say, platform }, command.end);
  const couchpass = createCouchpass(settings, platform, {
    ...(counted && {
      beforePlayback: (item: Item, mvpd: string, signal: AbortSignal) =>
        counted.begin(item, mvpd, signal),
    }),
    // The other commands send requests to the service only, not for the feed.
    browses: command.name === 'play',
  });
  if (command.trace) {
    couchpass.log.subscribe((line) => {
      if (line.kind === 'state') say({ event: 'state', state: line.state });
    });
  }
  const { origins } = command;
  return { couchpass, platform, counted, origins, directory, xml: command.xml, io, say };
}

async function loadSettings(command: Command, io: Io): Promise<Settings> {
  const file = command.settings ?? 'settings.json';
  const baseUrl = io.env.PASS_BASE_URL;
  const raw = await settingsIn(resolve(io.cwd, file), file);
  const own = baseUrl ? { baseUrl, baseUrlName: 'PASS_BASE_URL' } : {};
  return withChoices(readSettings(raw, { file, ...own }), command.api);
}

/** There is no choice between several profiles here: the one that is valid longest is taken. */
function withChoices(settings: Settings, api: Command['api']): Settings {
  const { appSettings } = settings;
  const { pass } = appSettings;
  const chosen = { ...pass, api: api ?? pass.api, severalProfiles: 'longest' as const };
  return { ...settings, appSettings: { ...appSettings, pass: chosen } };
}

/**
 * In the user's state directory (XDG Base Directory Specification; `%LOCALAPPDATA%` on Windows), one
 * folder for each service and service provider, so that they share no data.
 */
export function usualStore(settings: Settings, env: Io['env']): string {
  const { baseUrl, serviceProvider } = settings.appSettings.pass;
  const base =
    env.XDG_STATE_HOME ||
    (process.platform === 'win32' && env.LOCALAPPDATA) ||
    join(env.HOME || homedir(), '.local', 'state');
  const host = new URL(baseUrl).host.replace(/[^\w.-]/g, '_');
  return join(base, 'couchpass', `${serviceProvider}@${host}`);
}
