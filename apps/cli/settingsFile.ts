import { readFile } from 'node:fs/promises';
import { SettingsError } from '../../core/settings.ts';

/** @param name what the user calls the file. @throws SettingsError when it cannot be read */
export async function settingsText(path: string, name = path): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    const allowed = 'a file in the shape of settings.json';
    throw new SettingsError([{ key: name, wrong: 'cannot be read', allowed }]);
  });
}
