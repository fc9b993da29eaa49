import type { SupportView } from '@couchpass/core';
import type { BackdropModel } from '../components/Backdrop.ts';
import { SupportDetails } from '../components/SupportDetails.ts';
import { TopBar } from '../components/TopBar.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { type SupportModel, supportModel } from '../models/support.ts';
import { atmosphere, color, safe } from '../theme.ts';
import { Screen } from './Screen.ts';

/** For a call to support: the device, the last problem, and the last requests to the service. */
export class Support extends Screen<SupportView, SupportModel> {
  /** ms, monotonic: ages in the list are counted up to this time; otherwise the list would change every second. */
  declare private openedAt: number;
  declare private unsubscribe: () => void;

  static override _template(): Template {
    return {
      Details: { type: SupportDetails, x: safe.margin },
      TopBar: { type: TopBar },
    };
  }

  override _construct(): void {
    super._construct();
    this.openedAt = 0;
    this.unsubscribe = () => {};
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Details: { brand }, TopBar: { brand } });
  }

  override enter(): void {
    const { platform, log } = this.context;
    const now = () => platform.clock.monotonic();
    this.openedAt = now();
    this.unsubscribe = log.subscribe(() => {
      this.openedAt = now();
      this.context.refresh();
    });
  }

  override leave(): void {
    super.leave();
    this.unsubscribe();
  }

  describe(view: SupportView): SupportModel {
    const { brand, version, deviceLabel, log, platform, translate } = this.context;
    const { entries } = log;
    const missing = platform.missing?.() ?? [];
    const facts = { brand: brand.name, version, deviceLabel, entries, now: this.openedAt, missing };
    return supportModel(view, facts, translate);
  }

  draw(model: SupportModel): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    this.tag<SupportDetails>('Details').show(model);
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<SupportDetails>('Details').componentOf(id);
  }

  override backdrop(): BackdropModel {
    return { tint: atmosphere(color.tint), art: '', strength: 1 };
  }
}
