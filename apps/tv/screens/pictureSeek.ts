import type { Player, Thumbnail } from '@couchpass/platforms';
import { Seeking } from '../models/seeking.ts';

/** ms from the last press until the picture seeks, since a remote may not report the release of a key. */
const followAfter = 600;
/** ms that the target time stays on screen after the seek. */
const linger = 900;

/** What seeking needs from the player's screen. */
interface SeekPort {
  /** null when the screen was left. */
  readonly player: Player | null;
  /** ms, monotonic */
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** The picture at the time that the viewer looks at; null for none. */
  thumbnail(thumbnail: Thumbnail | null): void;
  refresh(): void;
  showControls(): void;
}

/** Seeking by keys and by pointer: the time moves at once, the picture follows after the last press. */
export class PictureSeek {
  /** s; the time at the pointer on the bar. */
  hovered: number | null = null;
  private readonly port: SeekPort;
  private readonly seeking = new Seeking();
  /** The picture has been moved to the seek target. */
  private followed = true;
  private cancelFollowing = (): void => {};

  constructor(port: SeekPort) {
    this.port = port;
  }

  /** s; null when the viewer is not seeking. */
  get target(): number | null {
    return this.seeking.target;
  }

  /** The picture has not been moved to the target yet. */
  get isUnderWay(): boolean {
    return !this.followed;
  }

  /** One press of an arrow. @param position of the stream, s @param held the key is being repeated */
  step(
    way: 1 | -1,
    position: number,
    range: { readonly from: number; readonly to: number },
    held: boolean,
  ): void {
    this.lookAt(this.seeking.step(way, position, range, held, this.port.now()));
    this.followed = false;
    this.cancelFollowing();
    this.cancelFollowing = this.port.after(followAfter, () => this.follow());
    this.port.refresh();
  }

  /** A press on the bar. @param time s */
  jump(time: number): void {
    this.seeking.target = time;
    this.follow();
  }

  /** The pointer is over this time of the bar (s), or not over the bar. */
  hover(time: number | null): void {
    this.hovered = time;
    if (time !== null) this.lookAt(time);
  }

  /** The key was released: the picture moves to the target. */
  released(): void {
    if (!this.followed) this.follow();
  }

  /** Ends seeking before the picture has followed; returns false when there is nothing to end. */
  cancel(): boolean {
    if (this.followed) return false;
    this.cancelFollowing();
    this.followed = true;
    this.seeking.end();
    return true;
  }

  private follow(): void {
    const { port } = this;
    const { target } = this.seeking;
    this.followed = true;
    this.cancelFollowing();
    if (target !== null) port.player?.seek(target);
    this.cancelFollowing = port.after(linger, () => {
      this.seeking.end();
      port.thumbnail(null);
      port.refresh();
    });
    port.showControls();
  }

  private lookAt(position: number): void {
    const { port } = this;
    const { player } = port;
    player?.thumbnail?.(position).then((thumbnail) => {
      const looked = this.seeking.target ?? this.hovered;
      if (looked === position && port.player === player) {
        port.thumbnail(thumbnail);
        port.refresh();
      }
    });
  }
}
