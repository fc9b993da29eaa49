import type { AVPlayStreamInfo } from 'tizen-tv-webapis';
import type { Track } from '../platform.ts';

/** Captions and languages as AVPlay lists them; the first of each kind is the one that is on. */
export function avPlayTracks(infos: readonly AVPlayStreamInfo[]): readonly Track[] {
  const seen = new Set<string>();
  return infos.flatMap((info) => {
    if (info.type !== 'TEXT' && info.type !== 'AUDIO') return [];
    const kind = info.type === 'TEXT' ? 'captions' : 'audio';
    const active = !seen.has(kind);
    seen.add(kind);
    const track: Track = {
      id: `${kind}-${info.index}`,
      kind,
      language: languageOf(info.extra_info),
      label: '',
      active,
    };
    return [track];
  });
}

/** `extra_info` is JSON text; captions and sound name the language differently. */
function languageOf(extra: string): string {
  try {
    const { language, track_lang } = JSON.parse(extra) as Record<string, unknown>;
    const found = [language, track_lang].find((value) => typeof value === 'string' && value !== '');
    return found === 'und' ? '' : String(found ?? '').trim();
  } catch {
    return '';
  }
}
