import type { View } from '@couchpass/core';
import type { BackdropModel } from '../components/Backdrop.ts';
import { Message } from '../components/Message.ts';
import { TopBar } from '../components/TopBar.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import type { PageModel } from '../models/page.ts';
import { safe, stage } from '../theme.ts';
import { Screen } from './Screen.ts';

/** A simple screen with one message, which the subclass describes. */
export abstract class Page<V extends View> extends Screen<V, PageModel> {
  static override _template(): Template {
    return {
      Message: { type: Message, x: safe.margin },
      TopBar: { type: TopBar },
    };
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Message: { brand }, TopBar: { brand } });
  }

  draw(model: PageModel): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    const message = this.tag<Message>('Message');
    message.show(model);
    // A little above the middle, and never under the top bar.
    message.y = Math.max(150, Math.round((stage.height - message.h) / 2 - 10));
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<Message>('Message').componentOf(id);
  }

  override backdrop(model: PageModel): BackdropModel {
    const strength = model.tone === 'problem' ? 0.4 : 0.85;
    return { tint: model.tint, art: model.art, strength };
  }
}
