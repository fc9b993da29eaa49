import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type Couchpass,
  createCouchpass,
  readSettings,
  type Settings,
  SettingsError,
} from '../../core/index.ts';
import { createNodePlatform } from '../../platforms/node/index.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Command } from './args.ts';
import type { Io } from './io.ts';
import type { Say } from './report.ts';

/** One run of the command line: the same machine that a television runs, on a computer. */
export interface Session {
  readonly couchpass: Couchpass;
  readonly platform: Platform;
  readonly io: Io;
  readonly say: Say;
}

/** @throws SettingsError */
export async function openSession(command: Command, io: Io, say: Say): Promise<Session> {
  const settings = await loadSettings(command, io);
  const directory = command.store ? resolve(io.cwd, command.store) : usualStore(settings, io.env);
  const platform = createNodePlatform({ directory, env: io.env });
  return { couchpass: createCouchpass(settings, platform), platform, io, say };
}

async function loadSettings(command: Command, io: Io): Promise<Settings> {
  const file = command.settings ?? 'settings.json';
  const baseUrl = io.env.PASS_BASE_URL;
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, file), 'utf8');
  } catch {
    const fault = {
      key: file,
      wrong: 'cannot be read',
      allowed: 'a file in the shape of settings.json',
    };
    throw new SettingsError([fault]);
  }
  return readSettings(text, baseUrl ? { baseUrl } : {});
}

/**
 * In the user's state directory (XDG Base Directory Specification; `%LOCALAPPDATA%` on Windows), one
 * folder a service and service provider: what one of them knows is none of another's business.
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
