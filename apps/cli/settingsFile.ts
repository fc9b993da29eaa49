import { readFile } from 'node:fs/promises';
import { SettingsError } from '@couchpass/core';
import { parseSettings } from '@couchpass/core/settings';

/**
 * The content of a settings file, parsed but not checked yet (`readSettings`).
 * @param name what the user calls the file
 * @throws SettingsError when it cannot be read or is not JSON
 */
export async function settingsIn(path: string, name = path): Promise<unknown> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const allowed = 'a file in the shape of settings.json';
    throw new SettingsError([{ key: name, wrong: `cannot be read (${error.code})`, allowed }]);
  });
  return parseSettings(bytes, name);
}
