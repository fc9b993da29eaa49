import type { Platform, Player, PlayerState, Track, TrackKind } from '@couchpass/platforms';
import { preferredTrack, trackChoices } from '../models/tracks.ts';
import type { Preferences } from '../preferences.ts';
import type { Translate } from '../texts/index.ts';

/** s; a language must play this long before it is stored. */
const enough = 0.5;

/** Selects the captions and audio language of the stream as the viewer chose them, now or for an earlier title. */
export class ChosenTracks {
  private readonly player: Player;
  private readonly preferences: Preferences;
  private readonly platform: Platform;
  /** Kinds for which the viewer's choice has been applied, or cannot be applied. */
  private readonly settled = new Set<TrackKind>();
  /** A language that was chosen and has not been heard yet. */
  private unheard: { readonly language: string; readonly at: number } | null = null;
  private toldOther = false;

  constructor(player: Player, preferences: Preferences, platform: Platform) {
    this.player = player;
    this.preferences = preferences;
    this.platform = platform;
  }

  /** @returns true when it is first found that the audio is in another language than the viewer chose */
  follow(state: PlayerState, translate: Translate): boolean {
    const { tracks = [] } = state;
    this.settleCaptions(tracks, translate);
    this.settleAudio(tracks);
    return this.hear(state);
  }

  /** @param index in the list from `trackChoices` */
  choose(kind: TrackKind, index: number, state: PlayerState, translate: Translate): void {
    const { tracks = [], position } = state;
    const choice = trackChoices(tracks, kind, translate)[index];
    if (!choice) return;
    this.settled.add(kind);
    this.player.select?.(kind, choice.id);
    const language = tracks.find(({ id }) => id === choice.id)?.language ?? '';
    if (kind === 'captions') this.preferences.change({ captions: language });
    else this.unheard = { language, at: position };
  }

  /** The viewer leaves: a language counts as chosen that plays, or that is still loading and has not failed. */
  leave({ status }: PlayerState): void {
    if (status !== 'failed') this.remember();
  }

  /** Repeated until a track is found, because captions from separate files load later than those of the stream. */
  private settleCaptions(tracks: readonly Track[], translate: Translate): void {
    const own = tracks.filter(({ kind }) => kind === 'captions');
    if (this.settled.has('captions') || own.length === 0) return;
    const { captions } = this.preferences.current;
    if (captions === '') {
      this.settled.add('captions');
      this.player.select?.('captions', null);
      return;
    }
    const language = captions ?? (this.platform.captionsWanted ? translate.language : undefined);
    if (language === undefined) return;
    if (captions === undefined && own.some(({ active }) => active)) return;
    const wanted =
      preferredTrack(own, 'captions', language) ?? (captions === undefined ? own[0] : undefined);
    if (!wanted) return;
    this.settled.add('captions');
    if (!wanted.active) this.player.select?.('captions', wanted.id);
  }

  private settleAudio(tracks: readonly Track[]): void {
    if (this.settled.has('audio') || !tracks.some(({ kind }) => kind === 'audio')) return;
    this.settled.add('audio');
    const { audio } = this.preferences.current;
    const wanted = audio ? preferredTrack(tracks, 'audio', audio) : undefined;
    if (wanted && !wanted.active) this.player.select?.('audio', wanted.id);
  }

  private hear({ status, position, tracks = [], otherLanguage }: PlayerState): boolean {
    const { unheard } = this;
    const spoken = tracks.find(({ kind, active }) => kind === 'audio' && active)?.language;
    const isOther =
      otherLanguage === true ||
      (unheard !== null && spoken !== undefined && spoken !== unheard.language);
    if (isOther) {
      this.unheard = null;
      const news = !this.toldOther;
      this.toldOther = true;
      return news;
    }
    this.toldOther = false;
    if (unheard && status === 'playing' && position - unheard.at > enough) this.remember();
    return false;
  }

  private remember(): void {
    if (this.unheard) this.preferences.change({ audio: this.unheard.language });
    this.unheard = null;
  }
}
