import type { Log, MachineEvent, View } from '@couchpass/core';
import type { Platform, PlayerState, RemoteKey } from '@couchpass/platforms';
import type { BackdropModel } from '../components/Backdrop.ts';
import type { FocusGrid } from '../focus.ts';
import { Component, type ComponentNode } from '../lightning.ts';
import type { Preferences } from '../preferences.ts';
import type { Action, ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import type { Brand } from '../theme.ts';

/** What the app lends to its screens. */
export interface ScreenContext {
  readonly brand: Brand;
  readonly translate: Translate;
  readonly platform: Platform;
  readonly version: string;
  readonly preferences: Preferences;
  /** Names this device for support, without telling its id; '' until known. */
  readonly deviceLabel: string;
  /** The last requests, for the support view. */
  readonly log: Log;
  /** Draw again: something that the screen itself keeps has changed. */
  refresh(): void;
  send(event: MachineEvent): void;
  /** What plays, for whoever measures it. */
  report(state: PlayerState): void;
  /** Moves the focus to a thing on this screen, as if the viewer had. */
  focus(id: string): void;
}

/**
 * One screen: says in words what is on it (`describe`), draws that (`draw`), and finds the component of
 * a focusable thing. It lives from its first view until another screen is up.
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

  /** What is behind it; null for nothing but the picture of the player. */
  backdrop(_model: M, _focusedId: string | null): BackdropModel | null {
    return null;
  }

  /** The screen is up; for Home, again. @param _from the one before it; null at the start */
  enter(_view: V, _from: View['screen'] | null): void {}

  leave(): void {
    for (const timer of this.timers) this.context.platform.clock.clearTimeout(timer);
    this.timers.clear();
  }

  /** True when the screen took the key for itself. @param _held it repeats itself */
  key(_key: RemoteKey, _focusedId: string | null, _held: boolean): boolean {
    return false;
  }

  /** An arrow was let go. */
  released(): void {}

  /** A pointer moved to here, in stage pixels. True when the screen took that for itself. */
  pointed(_x: number, _y: number): boolean {
    return false;
  }

  /** It was pressed here. True when the screen took that for itself. */
  pressed(_x: number, _y: number): boolean {
    return false;
  }

  /** Its wheel was turned by a step, here. True when the screen took that for itself. */
  turned(_direction: 'Up' | 'Down', _x: number, _y: number): boolean {
    return false;
  }

  /** The picture is lost, or there again: what goes on by itself should not while nobody sees it. */
  unseen(_on: boolean): void {}

  /** OK on a thing; what it sends to the machine comes after. */
  chosen(_action: Action): void {}

  /**
   * Draws again when a countdown to `endsAt` (ms, monotonic) shows another second; once more at its
   * end. null stops counting. To be called whenever the screen is described.
   */
  protected countDownTo(endsAt: number | null): void {
    this.cancelSecond();
    this.cancelSecond = () => {};
    const left = endsAt === null ? 0 : endsAt - this.context.platform.clock.monotonic();
    if (left <= 0) return;
    this.cancelSecond = this.after((left % 1000) + 5, () => this.context.refresh());
  }

  /** Runs once after `ms`, unless the screen was left. */
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
