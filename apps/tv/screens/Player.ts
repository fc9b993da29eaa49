import type { PlayerView } from '../../../core/machine/view.types.ts';
import type {
  Player as PlatformPlayer,
  PlayerState,
  RemoteKey,
} from '../../../platforms/platform.ts';
import { PlayerControls } from '../components/PlayerControls.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { type PlayerModel, playerModel } from '../models/player.ts';
import { Screen } from './Screen.ts';

const hideAfter = 4_000;
const seekStep = 10;
const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };

/** The picture, full screen. Its controls come with any key and go after four seconds. */
export class Player extends Screen<PlayerView, PlayerModel> {
  declare private player: PlatformPlayer | null;
  declare private view: PlayerView | null;
  declare private latest: PlayerState;
  declare private shown: boolean;
  declare private resumeWhenVisible: boolean;
  declare private cancelHiding: () => void;
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
    this.resumeWhenVisible = false;
    this.cancelHiding = () => {};
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
    if (!player) {
      this.context.send({ type: 'STREAM_FAILED', failure: 'no_player' });
      return;
    }
    this.unsubscribers = [
      player.subscribe((state) => this.heard(state)),
      platform.lifecycle.subscribe((visible) => this.seen(visible)),
    ];
    void player.load(view.stream);
    this.showControls();
  }

  override leave(): void {
    super.leave();
    for (const unsubscribe of this.unsubscribers) unsubscribe();
    this.unsubscribers = [];
    void this.player?.stop();
    this.player = null;
  }

  describe(view: PlayerView): PlayerModel {
    this.countDownTo(view.previewEndsAt);
    const { platform, translate } = this.context;
    return playerModel(view, this.latest, platform.clock.monotonic(), translate);
  }

  draw(model: PlayerModel): void {
    const controls = this.tag<PlayerControls>('Controls');
    controls.show(model);
    controls.appear(this.shown || !model.playing, model.busy);
  }

  componentOf(id: string): ComponentNode | null {
    return id === 'button-play-pause' ? this.tag<PlayerControls>('Controls').toggle : null;
  }

  override key(key: RemoteKey): boolean {
    if (key === 'Back') return false;
    this.showControls();
    switch (key) {
      case 'Enter':
      case 'PlayPause':
        this.toggle();
        break;
      case 'Play':
        this.player?.play();
        break;
      case 'Pause':
        this.player?.pause();
        break;
      case 'Left':
      case 'Rewind':
        this.seekBy(-seekStep);
        break;
      case 'Right':
      case 'FastForward':
        this.seekBy(seekStep);
        break;
      case 'Stop':
        this.context.send({ type: 'ENDED' });
        break;
    }
    this.context.refresh();
    return true;
  }

  /** A voice guide's way to press the one button; keys come by `key`. */
  override chosen(): void {
    this.toggle();
  }

  private toggle(): void {
    if (this.latest.status === 'paused') this.player?.play();
    else this.player?.pause();
  }

  private seekBy(seconds: number): void {
    if (this.latest.live || this.view?.item.live) return;
    this.player?.seek(this.latest.position + seconds);
  }

  private heard(state: PlayerState): void {
    const before = this.latest;
    this.latest = state;
    if (state.status === 'ended') {
      this.context.send({ type: 'ENDED' });
    } else if (state.status === 'failed') {
      this.context.send({ type: 'STREAM_FAILED', failure: state.failure ?? 'unknown' });
    } else {
      if (before.status !== 'playing' && state.status === 'playing') this.showControls();
      this.context.refresh();
    }
  }

  private seen(visible: boolean): void {
    if (!visible) {
      this.resumeWhenVisible = this.latest.status === 'playing';
      this.player?.pause();
    } else if (this.resumeWhenVisible) {
      this.resumeWhenVisible = false;
      this.player?.play();
    }
  }

  private showControls(): void {
    this.shown = true;
    this.cancelHiding();
    this.cancelHiding = this.after(hideAfter, () => {
      this.shown = false;
      this.context.refresh();
    });
  }
}
