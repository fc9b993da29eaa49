import type { PlayerView } from '@couchpass/core';
import type {
  Player as PlatformPlayer,
  PlayerState,
  RemoteKey,
  TrackKind,
} from '@couchpass/platforms';
import { PlayerControls } from '../components/PlayerControls.ts';
import type { FocusGrid } from '../focus.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { slowAfter } from '../models/common.ts';
import { type PlayerModel, playerModel, seekRange } from '../models/player.ts';
import { Seeking } from '../models/seeking.ts';
import type { Action } from '../screenModel.ts';
import { ChosenTracks } from './chosenTracks.ts';
import { Screen } from './Screen.ts';

const hideAfter = 4_000;
/** ms from the last press until the picture seeks, since a remote may not report the release of a key. */
const followAfter = 600;
/** ms that the target time stays on screen after the seek. */
const linger = 900;
/** ms that a text over the picture stays when it needs no action. */
const readingTime = 7_000;
/** ms on this screen after which a stream that fails is requested again. */
const playedAfter = 60_000;
/** ms between two reports of the position. */
const reportEvery = 10_000;
const toggleId = 'button-play-pause';
const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };

/** The picture, full screen. Any key shows the controls; they are hidden after four seconds. */
export class Player extends Screen<PlayerView, PlayerModel> {
  declare private player: PlatformPlayer | null;
  declare private view: PlayerView | null;
  declare private latest: PlayerState;
  declare private shown: boolean;
  declare private panel: TrackKind | null;
  declare private seeking: Seeking;
  /** s; the time at the pointer on the bar. */
  declare private hovered: number | null;
  /** The picture has been moved to the seek target. */
  declare private followed: boolean;
  declare private tracks: ChosenTracks | null;
  /** The audio is in another language than the viewer chose, and a text says so. */
  declare private otherLanguage: boolean;
  /** ms, monotonic: when the picture stopped for loading. */
  declare private waitingSince: number | null;
  declare private cancelSlow: () => void;
  /** The viewer wants playback, though the stream may still be loading or the app hidden. */
  declare private wanted: boolean;
  /** The graphics context is lost. */
  declare private blind: boolean;
  /** The machine was informed of the pause. */
  declare private paused: boolean;
  declare private cancelHiding: () => void;
  declare private cancelFollowing: () => void;
  declare private unsubscribers: (() => void)[];

  static override _template(): Template {
    return { Controls: { type: PlayerControls } };
  }

  override _construct(): void {
    super._construct();
    this.player = null;
    this.view = null;
    this.latest = idle;
    this.shown = true;
    this.panel = null;
    this.seeking = new Seeking();
    this.hovered = null;
    this.followed = true;
    this.tracks = null;
    this.otherLanguage = false;
    this.wanted = true;
    this.blind = false;
    this.paused = false;
    this.waitingSince = null;
    this.cancelSlow = () => {};
    this.cancelHiding = () => {};
    this.cancelFollowing = () => {};
    this.unsubscribers = [];
  }

  override _setup(): void {
    this.tag('Controls').patch({ brand: this.context.brand });
  }

  override enter(view: PlayerView): void {
    const { platform } = this.context;
    this.view = view;
    const player = platform.createPlayer?.() ?? null;
    this.player = player;
    this.tracks = player && new ChosenTracks(player, this.context.preferences, platform);
    if (!player) {
      this.context.send({ type: 'STREAM_FAILED', failure: 'no_player' });
      return;
    }
    this.unsubscribers = [
      player.subscribe((state) => this.heard(state)),
      platform.lifecycle.subscribe((visible) => this.seen(visible)),
    ];
    const { stream, startAt, item } = view;
    const { audio } = this.context.preferences.current;
    void player.load({
      ...stream,
      ...(item.captions ? { captions: item.captions } : {}),
      ...(startAt > 0 ? { startAt } : {}),
      ...(audio === undefined ? {} : { audioLanguage: audio }),
    });
    // The app may have been hidden before this screen was entered.
    if (!platform.lifecycle.visible) this.seen(false);
    this.showControls();
    this.reportLater();
    this.after(playedAfter, () => this.context.send({ type: 'PLAYED' }));
    this.watchWaiting('loading');
  }

  override leave(): void {
    super.leave();
    this.tracks?.leave(this.latest);
    for (const unsubscribe of this.unsubscribers) unsubscribe();
    this.unsubscribers = [];
    this.context.platform.keepAwake?.(false);
    void this.player?.stop();
    this.player = null;
  }

  describe(view: PlayerView): PlayerModel {
    this.countDownTo(view.previewEndsAt);
    const { platform, translate } = this.context;
    const { latest: state, panel, hovered } = this;
    const { target } = this.seeking;
    const now = platform.clock.monotonic();
    const waited = this.waitingSince === null ? 0 : now - this.waitingSince;
    const { otherLanguage } = this;
    const watching = { state, target, hovered, panel, waited, now, otherLanguage };
    return playerModel(view, watching, translate);
  }

  draw(model: PlayerModel, grid: FocusGrid): void {
    const controls = this.tag<PlayerControls>('Controls');
    const up = this.isUp;
    controls.show(model, grid.current);
    controls.appear(up, model.busy);
    this.player?.liftCaptions?.(up);
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<PlayerControls>('Controls').componentOf(id);
  }

  override key(key: RemoteKey, focusedId: string | null, held: boolean): boolean {
    if (key === 'Back') return this.back();
    const wasUp = this.isUp;
    this.hovered = null;
    this.showControls();
    if (this.transport(key, held)) return true;
    if (this.panel !== null) return false;
    if (!wasUp && (key === 'Up' || key === 'Down')) {
      this.context.refresh();
      return true;
    }
    if (focusedId !== toggleId || (key !== 'Left' && key !== 'Right')) {
      this.context.refresh();
      return false;
    }
    this.seek(key === 'Right' ? 1 : -1, held);
    return true;
  }

  override released(): void {
    if (!this.followed) this.follow();
  }

  /** A moving pointer shows the controls, and on the bar the picture at its position. */
  override pointed(x: number, y: number): boolean {
    this.showControls();
    this.hovered = this.timeAt(x, y);
    if (this.hovered !== null) this.lookAt(this.hovered);
    this.context.refresh();
    return this.hovered !== null;
  }

  /** A press on the bar seeks there; without visible controls a press only shows them. */
  override pressed(x: number, y: number): boolean {
    const wasUp = this.isUp;
    const time = this.timeAt(x, y);
    this.showControls();
    if (wasUp && time !== null) {
      this.seeking.target = time;
      this.follow();
    }
    this.context.refresh();
    return !wasUp || time !== null;
  }

  /** On the bar, the wheel seeks forward and back. */
  override turned(direction: 'Up' | 'Down', x: number, y: number): boolean {
    if (!this.isUp || this.timeAt(x, y) === null) return false;
    this.hovered = null;
    this.showControls();
    this.seek(direction === 'Up' ? 1 : -1, false);
    return true;
  }

  override chosen({ id }: Action): void {
    const choice = /^choice-(captions|audio)-(\d+)$/.exec(id);
    if (choice) this.choose(choice[1] as TrackKind, Number(choice[2]));
    else if (id === 'button-captions') this.panel = 'captions';
    else if (id === 'button-audio') this.panel = 'audio';
    else if (id === 'button-restart') this.goTo(0);
    else if (id === 'button-live') this.goTo(Number.MAX_SAFE_INTEGER);
    else this.toggle();
  }

  /** Keys of the remote that work independently of the focus. */
  private transport(key: RemoteKey, held: boolean): boolean {
    if (key === 'PlayPause') this.toggle();
    else if (key === 'Play') this.hold(false);
    else if (key === 'Pause') this.hold(true);
    else if (key === 'Rewind') this.seek(-1, held);
    else if (key === 'FastForward') this.seek(1, held);
    else if (key === 'Stop') this.end();
    else return false;
    this.context.refresh();
    return true;
  }

  private get isUp(): boolean {
    return this.shown || this.latest.status === 'paused' || this.panel !== null;
  }

  private get range(): ReturnType<typeof seekRange> {
    return seekRange(this.latest, this.latest.live || this.view?.item.live === true);
  }

  /** s; the time at a point of the bar, null outside the bar and while a list covers it. */
  private timeAt(x: number, y: number): number | null {
    const share = this.tag<PlayerControls>('Controls').shareAt(x, y);
    const { range } = this;
    if (share === null || range === null || this.panel !== null) return null;
    return range.from + share * (range.to - range.from);
  }

  /** Goes one step back within the screen; returns false when there is none. */
  private back(): boolean {
    if (this.panel !== null) {
      this.close();
    } else if (!this.followed) {
      this.cancelFollowing();
      this.followed = true;
      this.seeking.end();
    } else {
      this.report();
      return false;
    }
    this.context.refresh();
    return true;
  }

  /** Reports how far the item was watched, so that it can continue there next time. */
  private report(): void {
    const { position, duration, live } = this.latest;
    if (live || this.view?.item.live || !Number.isFinite(duration) || duration <= 0) return;
    this.context.send({ type: 'POSITION', position, duration });
  }

  private reportLater(): void {
    this.after(reportEvery, () => {
      this.report();
      this.reportLater();
    });
  }

  private end(): void {
    this.report();
    this.context.send({ type: 'ENDED' });
  }

  private toggle(): void {
    const { status } = this.latest;
    this.hold(!(status === 'paused' || (status === 'loading' && !this.wanted)));
  }

  private hold(on: boolean): void {
    this.wanted = !on;
    if (on) this.player?.pause();
    else this.player?.play();
  }

  private seek(way: 1 | -1, held: boolean): void {
    const { range } = this;
    if (!range) return;
    const { position } = this.latest;
    const now = this.context.platform.clock.monotonic();
    this.lookAt(this.seeking.step(way, position, range, held, now));
    this.followed = false;
    this.cancelFollowing();
    this.cancelFollowing = this.after(followAfter, () => this.follow());
    this.context.refresh();
  }

  /** Moves the picture to the seek target. */
  private follow(): void {
    const { target } = this.seeking;
    this.followed = true;
    this.cancelFollowing();
    if (target !== null) this.player?.seek(target);
    this.cancelFollowing = this.after(linger, () => {
      this.seeking.end();
      this.tag<PlayerControls>('Controls').thumbnail(null);
      this.context.refresh();
    });
    this.showControls();
  }

  private goTo(position: number): void {
    this.player?.seek(position);
    this.context.focus(toggleId);
  }

  private lookAt(position: number): void {
    const { player } = this;
    player?.thumbnail?.(position).then((thumbnail) => {
      const looked = this.seeking.target ?? this.hovered;
      if (looked === position && this.player === player) {
        this.tag<PlayerControls>('Controls').thumbnail(thumbnail);
        this.context.refresh();
      }
    });
  }

  private choose(kind: TrackKind, index: number): void {
    this.tracks?.choose(kind, index, this.latest, this.context.translate);
    this.close();
  }

  /** Closes the list; the focus returns to the button that opened it. */
  private close(): void {
    const opener = `button-${this.panel}`;
    this.panel = null;
    this.context.refresh();
    this.context.focus(opener);
  }

  private heard(state: PlayerState): void {
    const before = this.latest;
    this.latest = state;
    this.context.report(state);
    if (state.status === 'ended') {
      this.end();
    } else if (state.status === 'failed') {
      this.report();
      const { failure = 'unknown', position } = state;
      this.context.send({ type: 'STREAM_FAILED', failure, position });
    } else {
      this.watchWaiting(state.status);
      const began = before.status !== 'playing' && state.status === 'playing';
      if (began) this.showControls();
      if (before.status !== state.status) {
        this.context.platform.keepAwake?.(state.status !== 'paused');
        this.tellPause(state.status);
        // Resuming may have requested the authorization again, and the viewer left this screen.
        if (!this.player) return;
      }
      if (this.tracks?.follow(state, this.context.translate)) this.sayOtherLanguage();
      this.context.refresh();
    }
  }

  private sayOtherLanguage(): void {
    this.otherLanguage = true;
    this.after(readingTime, () => {
      this.otherLanguage = false;
      this.context.refresh();
    });
  }

  private tellPause(status: PlayerState['status']): void {
    if (status === 'loading' || this.paused === (status === 'paused')) return;
    this.paused = !this.paused;
    this.context.send({ type: this.paused ? 'PAUSED' : 'RESUMED' });
  }

  /** Measures the time since the picture stopped for missing data. */
  private watchWaiting(status: PlayerState['status']): void {
    const waiting = status === 'loading' || status === 'buffering';
    if (waiting === (this.waitingSince !== null)) return;
    this.cancelSlow();
    this.waitingSince = waiting ? this.context.platform.clock.monotonic() : null;
    if (waiting) this.cancelSlow = this.after(slowAfter, () => this.context.refresh());
  }

  private seen(visible: boolean): void {
    if (!visible || this.blind) this.player?.pause();
    else if (this.wanted) this.player?.play();
  }

  override unseen(on: boolean): void {
    this.blind = on;
    // The page may be reloaded.
    if (on) this.report();
    this.seen(this.context.platform.lifecycle.visible);
  }

  private showControls(): void {
    this.shown = true;
    this.cancelHiding();
    this.cancelHiding = this.after(hideAfter, () => {
      // A voice guide may be reading the controls.
      if (this.panel !== null || this.context.platform.voiceGuide === true) return;
      this.shown = false;
      this.hovered = null;
      // With the controls hidden, OK pauses and arrows seek, so the focus returns to the toggle.
      if (this.latest.status !== 'paused') this.context.focus(toggleId);
      this.context.refresh();
    });
  }
}
