/**
 * What a settings file holds that a page has fetched. Whatever is wrong with one that is no JSON is found by
 * code that a page otherwise does not load.
 * @throws SettingsError
 */
export async function parseFetched(bytes: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    const { parseSettings } = await import('./parseSettings.ts');
    return parseSettings(bytes, 'settings.json');
  }
}
