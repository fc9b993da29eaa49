import type { Track, TrackKind } from '@couchpass/platforms';
import type { Translate } from '../texts/index.ts';

export interface TrackChoice {
  /** null turns captions off. */
  readonly id: string | null;
  readonly label: string;
  readonly active: boolean;
}

/** The choices of a kind; empty when there is no choice. */
export function trackChoices(
  tracks: readonly Track[],
  kind: TrackKind,
  translate: Translate,
): TrackChoice[] {
  const own = tracks.filter((track) => track.kind === kind);
  const names = own.map((track) => trackName(track, translate));
  const choices = own.map((track, index): TrackChoice => {
    const name = names[index] ?? '';
    const alike = names.filter((other) => other === name).length > 1;
    const label = alike || name === '' ? `${name} ${index + 1}`.trim() : name;
    return { id: track.id, label, active: track.active };
  });
  if (kind === 'audio') return choices.length > 1 ? choices : [];
  if (choices.length === 0) return [];
  const off = { id: null, label: translate('player.off'), active: !own.some((t) => t.active) };
  return [off, ...choices];
}

function trackName(track: Track, translate: Translate): string {
  const label = track.label.trim().slice(0, 60);
  const name = label || languageName(track.language, translate.language);
  if (track.purpose === undefined || label) return name;
  const key = track.purpose === 'description' ? 'track.description' : 'track.hearing';
  return translate(key, { language: name });
}

/** `es` as "Spanish", in the viewer's language; '' for none. */
export function languageName(tag: string, language: string): string {
  if (tag === '') return '';
  try {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
    return name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    // Old engines lack the names, and streams may contain invalid tags.
    return tag;
  }
}

/** The track for the `language` that the viewer chose earlier; undefined when there is none. */
export function preferredTrack(
  tracks: readonly Track[],
  kind: TrackKind,
  language: string,
): Track | undefined {
  const own = tracks.filter((track) => track.kind === kind);
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  return (
    own.find((track) => track.language === language) ??
    own.find((track) => primary(track.language) === primary(language))
  );
}
