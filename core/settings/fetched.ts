/**
 * Parses a settings file that a page has fetched. The code that finds the faults of a file that is no JSON is
 * loaded only then.
 * @param content the file's bytes, which may be UTF-16, or its text
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
