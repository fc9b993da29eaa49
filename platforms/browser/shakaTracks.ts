import type { Track } from '../platform.ts';
import type { TrackSource } from './nativeTracks.ts';

/** A caption or audio track as shaka-player lists it. */
export interface ShakaTrack {
  readonly active: boolean;
  readonly language: string;
  readonly label: string | null;
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

function trackOf(kind: Track['kind'], track: ShakaTrack, index: number): Track {
  const { accessibilityPurpose, roles, active } = track;
  const marks = [accessibilityPurpose ?? '', ...roles].join(' ');
  const purpose = /visually impaired|describes-video|description/.test(marks)
    ? 'description'
    : kind === 'captions' && /hard of hearing|describes-music|caption/.test(marks)
      ? 'hearing'
      : undefined;
  return {
    id: `${kind}-${index}`,
    kind,
    language: track.language === 'und' ? '' : track.language,
    label: track.label ?? '',
    ...(purpose ? { purpose } : {}),
    active,
  };
}
