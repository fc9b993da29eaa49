import type { Log, MachineEvent, View } from '@couchpass/core';
import type { Platform, PlayerState, RemoteKey } from '@couchpass/platforms';
import type { BackdropModel } from '../components/Backdrop.ts';
import type { FocusGrid } from '../focus.ts';
import { Component, type ComponentNode } from '../lightning.ts';
import type { Preferences } from '../preferences.ts';
import type { Action, ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import type { Brand } from '../theme.ts';

/** What the app provides to its screens. */
export interface ScreenContext {
  readonly brand: Brand;
  readonly translate: Translate;
  readonly platform: Platform;
  readonly version: string;
  readonly preferences: Preferences;
  /** Identifies this device for support without showing its id; '' until known. */
  readonly deviceLabel: string;
  /** The last requests, for the support view. */
  readonly log: Log;
  /** Draws again, after the screen's own state has changed. */
  refresh(): void;
  send(event: MachineEvent): void;
  /** Reports the player's state, for measurements. */
  report(state: PlayerState): void;
  /** Moves the focus to an element on this screen, as if the viewer had moved it. */
  focus(id: string): void;
}

/**
 * One screen: `describe` returns its content as a model, `draw` draws the model, and `componentOf` finds the component
 * of a focusable element. It exists from its first view until another screen is shown.
 */
export abstract class Screen<V extends View, M extends ScreenModel> extends Component {
  declare context: ScreenContext;
  declare private timers: Set<unknown>;
  declare private cancelSecond: () => void;

  override _construct(): void {
    this.timers = new Set();
    this.cancelSecond = () => {};
  }

  abstract describe(view: V): M;
  /** `grid` already holds the model's groups. */
  abstract draw(model: M, grid: FocusGrid, moved: boolean): void;
  abstract componentOf(id: string): ComponentNode | null;

  /** The backdrop of the screen; null for the player, which has only its picture. */
  backdrop(_model: M, _focusedId: string | null): BackdropModel | null {
    return null;
  }

  /** The screen is shown; for Home, possibly again. @param _from the previous screen; null at the start */
  enter(_view: V, _from: View['screen'] | null): void {}

  leave(): void {
    for (const timer of this.timers) this.context.platform.clock.clearTimeout(timer);
    this.timers.clear();
  }

  /** Returns true when the screen handled the key. @param _held the key is being repeated */
  key(_key: RemoteKey, _focusedId: string | null, _held: boolean): boolean {
    return false;
  }

  /** An arrow key was released. */
  released(): void {}

  /** A pointer moved to this point, in stage pixels. Returns true when the screen handled it. */
  pointed(_x: number, _y: number): boolean {
    return false;
  }

  /** The pointer was pressed at this point. Returns true when the screen handled it. */
  pressed(_x: number, _y: number): boolean {
    return false;
  }

  /** The wheel was turned by one step at this point. Returns true when the screen handled it. */
  turned(_direction: 'Up' | 'Down', _x: number, _y: number): boolean {
    return false;
  }

  /** The graphics context is lost, or restored: playback should not continue while nothing is visible. */
  unseen(_on: boolean): void {}

  /** OK was pressed on an action; called before its event is sent to the machine. */
  chosen(_action: Action): void {}

  /**
   * Draws again whenever a countdown to `endsAt` (ms, monotonic) shows another second, and once more at its
   * end. null stops the countdown. Call it whenever the screen is described.
   */
  protected countDownTo(endsAt: number | null): void {
    this.cancelSecond();
    this.cancelSecond = () => {};
    const left = endsAt === null ? 0 : endsAt - this.context.platform.clock.monotonic();
    if (left <= 0) return;
    this.cancelSecond = this.after((left % 1000) + 5, () => this.context.refresh());
  }

  /** Runs once after `ms`, unless the viewer left the screen. */
  protected after(ms: number, run: () => void): () => void {
    const { clock } = this.context.platform;
    const timer = clock.setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, ms);
    this.timers.add(timer);
    return () => {
      clock.clearTimeout(timer);
      this.timers.delete(timer);
    };
  }
}
