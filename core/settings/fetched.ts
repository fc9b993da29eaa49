/**
 * What a settings file holds that a page has fetched. Whatever is wrong with one that is no JSON is found by
 * code that a page otherwise does not load.
 * @param content its bytes, which may be UTF-16, or its text
 * @throws SettingsError
 */
export async function parseFetched(content: Uint8Array | string): Promise<unknown> {
  try {
    return JSON.parse(typeof content === 'string' ? content : new TextDecoder().decode(content));
  } catch {
    const { parseSettings } = await import('./parseSettings.ts');
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return parseSettings(bytes, 'settings.json');
  }
}
