import type { ProvidersView } from '@couchpass/core';
import type { RemoteKey } from '@couchpass/platforms';
import type { BackdropModel } from '../components/Backdrop.ts';
import { Message } from '../components/Message.ts';
import { ProviderFinder } from '../components/ProviderFinder.ts';
import { TopBar } from '../components/TopBar.ts';
import type { FocusGrid } from '../focus.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { sayAfter } from '../models/common.ts';
import { initialOf } from '../models/providerList.ts';
import {
  atFirst,
  type Finding,
  type ProvidersModel,
  providersModel,
  typed,
} from '../models/providers.ts';
import type { Action } from '../screenModel.ts';
import { safe } from '../theme.ts';
import { Screen } from './Screen.ts';

/** The viewer chooses the provider: from the popular ones, from all by letter, or by name. */
export class Providers extends Screen<ProvidersView, ProvidersModel> {
  declare private finding: Finding;
  declare private since: number;
  declare private last: { view: ProvidersView; finding: Finding; late: boolean } | null;
  declare private model: ProvidersModel | null;

  static override _template(): Template {
    return {
      Finder: { type: ProviderFinder, x: safe.margin },
      Message: { type: Message, x: safe.margin, y: 250, visible: false },
      TopBar: { type: TopBar },
    };
  }

  override _construct(): void {
    super._construct();
    this.finding = atFirst;
    this.since = 0;
    this.last = null;
    this.model = null;
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Finder: { brand }, Message: { brand }, TopBar: { brand } });
  }

  override enter(): void {
    this.since = this.context.platform.clock.monotonic();
    this.after(sayAfter, () => this.context.refresh());
  }

  describe(view: ProvidersView): ProvidersModel {
    const { finding, last } = this;
    const { platform, translate } = this.context;
    const waited = platform.clock.monotonic() - this.since;
    const late = waited >= sayAfter;
    // Long lists are sorted once, not once per key.
    if (this.model && last?.view === view && last.finding === finding && last.late === late) {
      return this.model;
    }
    this.last = { view, finding, late };
    this.model = providersModel(view, finding, waited, translate);
    return this.model;
  }

  draw(model: ProvidersModel, grid: FocusGrid, moved: boolean): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    const { problem } = model;
    const message = this.tag<Message>('Message');
    message.visible = problem !== null;
    const finder = this.tag<ProviderFinder>('Finder');
    finder.visible = problem === null;
    if (!problem) {
      finder.show(model, grid.current, moved);
      return;
    }
    message.show({
      provider: null,
      tone: 'problem',
      kicker: '',
      title: problem.title,
      message: problem.help,
      quote: null,
      support: problem.support,
      waiting: '',
      actions: model.actions,
    });
  }

  componentOf(id: string): ComponentNode | null {
    const message = this.tag<Message>('Message');
    return message.visible
      ? message.componentOf(id)
      : this.tag<ProviderFinder>('Finder').componentOf(id);
  }

  override backdrop(model: ProvidersModel): BackdropModel {
    return { tint: model.tint, art: '', strength: 1 };
  }

  /** Back leaves a list in steps: from its tiles to the letters or keys above, then to the popular providers. */
  override key(key: RemoteKey, focusedId: string | null): boolean {
    const model = this.model;
    if (!model || model.mode === 'popular') return false;
    if (key === 'Down' && focusedId?.startsWith('letter-')) return this.enterLetter(focusedId);
    if (key !== 'Back') return false;
    if (focusedId?.startsWith('provider-')) {
      const tile = tilesOf(model).find(({ id }) => id === focusedId);
      const above = model.letters ? `letter-${initialOf(tile?.name ?? '')}` : 'key-a';
      this.context.focus(above);
    } else {
      this.close();
      this.context.refresh();
    }
    return true;
  }

  override chosen({ id }: Action): void {
    if (id === 'button-popular') this.close();
    else if (id === 'button-find') this.finding = { mode: 'find', query: '', openedBy: id };
    else if (id === 'button-all') this.finding = { mode: 'all', query: '', openedBy: id };
    else if (id.startsWith('letter-')) this.enterLetter(id);
    else if (id.startsWith('key-')) {
      this.finding = { ...this.finding, query: typed(this.finding.query, id) };
    }
  }

  private close(): void {
    this.finding = { ...atFirst, openedBy: this.finding.openedBy };
  }

  private enterLetter(letterId: string): boolean {
    const letter = letterId.slice('letter-'.length);
    const first = this.model && tilesOf(this.model).find(({ name }) => initialOf(name) === letter);
    if (first) this.context.focus(first.id);
    return true;
  }
}

function tilesOf({ lines }: ProvidersModel) {
  return lines.flatMap(({ actions }) => actions);
}
