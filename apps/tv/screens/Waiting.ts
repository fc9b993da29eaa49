import type { View } from '@couchpass/core';
import { sayAfter, slowAfter } from '../models/common.ts';
import { Page } from './Page.ts';

/** A page that measures how long it has been shown, and draws again when that changes its content. */
export abstract class Waiting<V extends View> extends Page<V> {
  declare private since: number;

  override enter(): void {
    this.since = this.context.platform.clock.monotonic();
    for (const ms of [sayAfter, slowAfter]) this.after(ms, () => this.context.refresh());
  }

  protected get waited(): number {
    return this.context.platform.clock.monotonic() - this.since;
  }
}
