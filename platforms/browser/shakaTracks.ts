import type { Track } from '../platform.ts';
import type { TrackSource } from './nativeTracks.ts';

/** A caption or audio track as shaka-player lists it. */
export interface ShakaTrack {
  readonly active: boolean;
  readonly language: string;
  readonly label: string | null;
  /** Of captions: `captions` from a file, `caption` in a stream, `subtitles`, `subtitle` and others. */
  readonly kind?: string | null;
  readonly roles: readonly string[];
  readonly accessibilityPurpose: string | null;
}

/** The part of shaka-player that lists and selects tracks. */
export interface ShakaTracks {
  getTextTracks(): ShakaTrack[];
  selectTextTrack(track: ShakaTrack | null): void;
  getAudioTracks(): ShakaTrack[];
  selectAudioTrack(track: ShakaTrack): void;
}

export function shakaTracks(player: ShakaTracks): TrackSource {
  return {
    list: () => [
      ...player.getTextTracks().map((track, index) => trackOf('captions', track, index)),
      ...player.getAudioTracks().map((track, index) => trackOf('audio', track, index)),
    ],
    select(kind, id) {
      const index = Number(id?.split('-')[1]);
      if (kind === 'captions') {
        player.selectTextTrack(id === null ? null : (player.getTextTracks()[index] ?? null));
      } else {
        const track = player.getAudioTracks()[index];
        if (track) player.selectAudioTrack(track);
      }
    },
  };
}

/** CC1 to CC4 of CEA-608, and the services of CEA-708. */
const channel = /^(cc[1-4]|svc\d+)$/i;

function trackOf(kind: Track['kind'], track: ShakaTrack, index: number): Track {
  const { accessibilityPurpose, roles, active } = track;
  // Captions in the pictures that the manifest does not mention have their channel in place of a language.
  const hasChannel = channel.test(track.language);
  const texts = kind === 'captions' ? (track.kind ?? '') : '';
  const marks = [accessibilityPurpose ?? '', texts, ...roles].join(' ');
  const purpose = /visually impaired|describes-video|description/.test(marks)
    ? 'description'
    : kind === 'captions' && /hard of hearing|describes-music|caption/.test(marks)
      ? 'hearing'
      : undefined;
  return {
    id: `${kind}-${index}`,
    kind,
    language: hasChannel || track.language === 'und' ? '' : track.language,
    label: track.label || (hasChannel ? track.language.toUpperCase() : ''),
    ...(purpose ? { purpose } : {}),
    active,
  };
}
