import type { AVPlayStreamInfo } from 'tizen-tv-webapis';
import type { Track } from '../platform.ts';

/**
 * Captions and audio languages as AVPlay lists them. Captions are off until some are chosen; the active
 * language is the one that plays, or the first where AVPlay does not report it.
 * @param current the result of `getCurrentStreamInfo`
 */
export function avPlayTracks(
  infos: readonly AVPlayStreamInfo[],
  current: readonly AVPlayStreamInfo[] = [],
): readonly Track[] {
  const audios = infos.filter(({ type }) => type === 'AUDIO');
  const told = current.find(({ type }) => type === 'AUDIO')?.index;
  const heard = audios.find(({ index }) => index === told) ?? audios[0];
  return infos.flatMap((info) => {
    if (info.type !== 'TEXT' && info.type !== 'AUDIO') return [];
    const kind = info.type === 'TEXT' ? 'captions' : 'audio';
    const track: Track = {
      id: `${kind}-${info.index}`,
      kind,
      language: languageOf(info.extra_info),
      label: '',
      active: info === heard,
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
