import type { HomeView } from '@couchpass/core';
import type { RemoteKey } from '@couchpass/platforms';
import type { BackdropModel } from '../components/Backdrop.ts';
import { Hero } from '../components/Hero.ts';
import { Message } from '../components/Message.ts';
import { Rows } from '../components/Rows.ts';
import { Skeleton } from '../components/Skeleton.ts';
import { TopBar } from '../components/TopBar.ts';
import type { FocusGrid } from '../focus.ts';
import { countdown } from '../format.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { slowAfter } from '../models/common.ts';
import {
  type CardModel,
  type HomeModel,
  homeModel,
  withPatience,
  withPreview,
} from '../models/home.ts';
import { textStyle } from '../textStyle.ts';
import type { Translate } from '../texts/index.ts';
import { atmosphere, color, safe } from '../theme.ts';
import { Screen } from './Screen.ts';

/** Rows of titles; the top of the screen shows the focused title. */
export class Home extends Screen<HomeView, HomeModel> {
  declare private last: { view: HomeView; translate: Translate; model: HomeModel } | null;
  /** ms, monotonic: when the screen was shown. */
  declare private since: number;
  /** The title in the hero; it stays when the focus moves up into the menu. */
  declare private heroCard: CardModel | null;

  static override _template(): Template {
    return {
      Hero: { type: Hero, x: safe.margin, visible: false },
      Rows: { type: Rows, x: safe.margin },
      Skeleton: { type: Skeleton, x: safe.margin, visible: false },
      Slow: { x: safe.margin, y: 196, visible: false, color: color.textSoft },
      Message: { type: Message, x: safe.margin, y: 330, visible: false },
      TopBar: { type: TopBar },
    };
  }

  override _construct(): void {
    super._construct();
    this.last = null;
    this.heroCard = null;
    this.since = 0;
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({
      Hero: { brand },
      Rows: { brand },
      TopBar: { brand },
      Message: { brand },
    });
  }

  override enter(): void {
    this.since = this.context.platform.clock.monotonic();
    this.after(slowAfter, () => this.context.refresh());
  }

  describe(view: HomeView): HomeModel {
    const { platform, translate } = this.context;
    // Long feeds are processed once per view, not once per key.
    if (this.last?.view !== view || this.last.translate !== translate) {
      this.last = { view, translate, model: homeModel(view, translate) };
    }
    this.countDownTo(view.previewEndsAt);
    const time =
      view.previewEndsAt === null ? '' : countdown(view.previewEndsAt, platform.clock.monotonic());
    const slow = platform.clock.monotonic() - this.since >= slowAfter;
    const model = withPatience(this.last.model, slow ? translate('home.slow') : '');
    return withPreview(model, time === '' ? '' : translate('preview.left', { time }));
  }

  draw(model: HomeModel, grid: FocusGrid, moved: boolean): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    this.tag<Skeleton>('Skeleton').visible = model.loading;
    this.tag('Slow').patch({
      visible: model.slow !== '',
      text: textStyle(model.slow, 'body', { width: 1680, lines: 1 }),
    });
    const message = this.tag<Message>('Message');
    message.visible = model.problem !== null;
    if (model.problem) {
      message.show({
        provider: null,
        tone: 'problem',
        kicker: '',
        title: model.problem.title,
        message: model.problem.help,
        quote: null,
        support: model.problem.support,
        waiting: '',
        actions: model.retry ? [model.retry] : [],
      });
    }
    const rows = this.tag<Rows>('Rows');
    rows.visible = model.rows.length > 0;
    rows.show(model.rows, grid, moved);
    this.heroCard = rows.current;
    const hero = this.tag<Hero>('Hero');
    hero.visible = this.heroCard !== null;
    if (this.heroCard) hero.show(this.heroCard.hero);
  }

  componentOf(id: string): ComponentNode | null {
    return (
      this.tag<Rows>('Rows').componentOf(id) ??
      this.tag<TopBar>('TopBar').componentOf(id) ??
      this.tag<Message>('Message').componentOf(id)
    );
  }

  /** The remote's own Play key plays at once the title that OK would open. */
  override key(key: RemoteKey, focusedId: string | null): boolean {
    if (key !== 'Play' && key !== 'PlayPause') return false;
    const cards = this.last?.model.rows.flatMap(({ actions }) => actions) ?? [];
    const card = cards.find(({ id }) => id === focusedId);
    if (card) this.context.send(card.play);
    return card !== undefined;
  }

  override backdrop(): BackdropModel {
    const hero = this.heroCard?.hero;
    return hero
      ? { tint: hero.tint, art: hero.art, strength: 1 }
      : { tint: atmosphere(color.tint), art: '', strength: 1 };
  }
}
