import type { Track, TrackKind } from '../platform.ts';

/** Captions and audio languages that can be listed and selected. */
export interface TrackSource {
  list(): readonly Track[];
  select(kind: TrackKind, id: string | null): void;
}

/** As in the HTML standard; TypeScript's DOM types lack it, because only some browsers implement it. */
interface AudioTrackLike {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly language: string;
  enabled: boolean;
}

type WithAudioTracks = HTMLVideoElement & { readonly audioTracks?: ArrayLike<AudioTrackLike> };

/** The tracks of a stream that the browser itself plays. */
export function nativeTracks(video: HTMLVideoElement): TrackSource {
  const texts = () =>
    Array.from<TextTrack>(video.textTracks ?? []).filter(({ kind }) => isCaption(kind));
  const audios = () => Array.from((video as WithAudioTracks).audioTracks ?? []);
  return {
    list: () => [
      ...texts().map((track, index): Track => {
        const { label, language } = track;
        const hearing = track.kind === 'captions' ? { purpose: 'hearing' as const } : {};
        const active = track.mode === 'showing';
        return { id: `text-${index}`, kind: 'captions', label, language, ...hearing, active };
      }),
      ...audios().map((track, index): Track => {
        const { label, language, enabled: active } = track;
        const told = /description/.test(track.kind) ? { purpose: 'description' as const } : {};
        return { id: `audio-${index}`, kind: 'audio', label, language, ...told, active };
      }),
    ],
    select(kind, id) {
      if (kind === 'captions') {
        texts().forEach((track, index) => {
          track.mode = `text-${index}` === id ? 'showing' : 'disabled';
        });
      } else {
        audios().forEach((track, index) => {
          track.enabled = `audio-${index}` === id;
        });
      }
    },
  };
}

function isCaption(kind: string): boolean {
  return kind === 'captions' || kind === 'subtitles';
}
