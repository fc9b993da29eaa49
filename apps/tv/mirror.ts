import { Announcer, type Utterance } from './announcer.ts';
import { appendAll } from './dom.ts';
import type { Action, ActionGroup, Said, ScreenModel } from './screenModel.ts';

export interface MirrorListener {
  /** A voice guide moved its own cursor to this element. */
  wanted(id: string): void;
  /** A voice guide activated this element. */
  chosen(id: string): void;
}

/**
 * The screen as plain DOM outside the canvas, for voice guides and tests. Invisible, but not hidden from assistive
 * technology. Written from the `ScreenModel` from which the canvas is drawn, and patched in place, so that a
 * countdown does not disturb a voice guide. Exactly one element has DOM focus: the focused element, or the
 * heading where there is none.
 */
export class Mirror {
  private readonly document: Document;
  private readonly main: HTMLElement;
  private readonly heading: HTMLElement;
  private readonly texts: HTMLElement;
  private readonly menus: HTMLElement;
  private readonly polite: HTMLElement;
  private readonly urgent: HTMLElement;
  private readonly saidElements = new Map<string, HTMLElement>();
  private readonly groups = new Map<string, { group: ActionGroup; element: HTMLElement }>();
  private readonly actions = new Map<string, HTMLElement>();
  private readonly announcer = new Announcer();
  private focused: HTMLElement | null = null;
  private moving = false;
  /** The last text that the screen itself announced. */
  private latest = '';

  constructor(parent: HTMLElement, listener: MirrorListener) {
    this.document = parent.ownerDocument;
    this.main = this.create('main', { id: 'mirror' });
    this.heading = this.create('h1', { 'data-id': 'title', tabindex: '-1' });
    this.texts = this.create('div', { 'data-part': 'texts' });
    this.menus = this.create('div', { 'data-part': 'actions' });
    appendAll(this.main, [this.heading, this.texts, this.menus]);
    this.polite = this.create('div', { id: 'announcements', 'aria-live': 'polite' });
    this.urgent = this.create('div', { id: 'alerts', 'aria-live': 'assertive' });
    appendAll(parent, [this.main, this.polite, this.urgent]);
    this.main.addEventListener('focusin', (event) => {
      const id = actionId(event);
      if (!this.moving && id !== null) listener.wanted(id);
    });
    this.main.addEventListener('click', (event) => {
      const id = actionId(event);
      if (id !== null) listener.chosen(id);
    });
  }

  /** Writes the whole screen, and returns what has to be announced; cheap when little changed. */
  show(model: ScreenModel, focusedId: string | null): Utterance {
    attribute(this.main, 'data-screen', model.screen);
    attribute(this.main, 'aria-label', model.title);
    text(this.heading, model.title);
    this.writeTexts(model.said);
    this.writeGroups(model.groups);
    this.focus(focusedId);
    const utterance = this.announcer.next(model, focusedId);
    const { title, changes, alarms, arrived, over } = utterance;
    const calm = [title, ...changes].filter((part) => part !== '').join(' ');
    // A viewer who reads the page line by line must not find a question that was already answered.
    if (calm !== '') this.announce(calm);
    else if (over && this.polite.textContent === this.latest) this.announce('');
    if (calm !== '' || over) this.latest = calm;
    if (alarms.length > 0) this.announce(alarms.join(' '), true);
    else if (arrived) this.announce('', true);
    return utterance;
  }

  /** Moves the focus; null puts it on the heading. */
  focus(id: string | null): void {
    const element = (id === null ? undefined : this.actions.get(id)) ?? this.heading;
    if (this.focused !== element) {
      this.focused?.removeAttribute('data-focused');
      this.focused?.removeAttribute('aria-current');
      if (this.focused && this.focused !== this.heading) attribute(this.focused, 'tabindex', '-1');
      this.focused = element;
      attribute(element, 'data-focused', 'true');
      attribute(element, 'aria-current', 'true');
      if (element !== this.heading) attribute(element, 'tabindex', '0');
    }
    if (this.document.activeElement !== element) {
      this.moving = true;
      element.focus({ preventScroll: true });
      this.moving = false;
    }
  }

  /** Announces a text that is on no screen, such as the loss of the network. */
  announce(message: string, urgent = false): void {
    (urgent ? this.urgent : this.polite).textContent = message;
  }

  private writeTexts(said: readonly Said[]): void {
    const wanted = new Set(said.map(({ id }) => id));
    for (const [id, element] of this.saidElements) {
      if (wanted.has(id)) continue;
      element.remove();
      this.saidElements.delete(id);
    }
    said.forEach((part, index) => {
      let element = this.saidElements.get(part.id);
      if (!element) {
        // A paragraph cannot have an accessible name, and role `img` would hide its text; so its role is `group`.
        element = this.create('p', { 'data-id': part.id });
        this.saidElements.set(part.id, element);
      }
      text(element, part.text);
      if (part.spoken === undefined) {
        element.removeAttribute('aria-label');
        element.removeAttribute('role');
      } else {
        attribute(element, 'role', 'group');
        attribute(element, 'aria-label', part.spoken);
      }
      placeAt(this.texts, element, index);
    });
  }

  private writeGroups(groups: readonly ActionGroup[]): void {
    const wanted = new Set(groups.map(({ id }) => id));
    for (const [id, { group, element }] of this.groups) {
      if (wanted.has(id)) continue;
      for (const action of group.actions) this.forget(action.id);
      element.remove();
      this.groups.delete(id);
    }
    groups.forEach((group, index) => {
      const drawn = this.groups.get(group.id);
      const element =
        drawn?.element ??
        this.create('div', {
          role: group.id === 'nav' ? 'navigation' : 'group',
          'data-group': group.id,
        });
      if (drawn?.group !== group) {
        attribute(element, 'aria-label', group.name);
        this.writeActions(element, drawn?.group.actions ?? [], group.actions);
        this.groups.set(group.id, { group, element });
      }
      placeAt(this.menus, element, index);
    });
  }

  private writeActions(
    parent: HTMLElement,
    before: readonly Action[],
    actions: readonly Action[],
  ): void {
    const wanted = new Set(actions.map(({ id }) => id));
    for (const { id } of before) if (!wanted.has(id)) this.forget(id);
    actions.forEach((action, index) => {
      let element = this.actions.get(action.id);
      if (!element) {
        // Not a <button>: the browser would turn Enter into a click, and OK would count twice.
        element = this.create('div', { 'data-id': action.id, tabindex: '-1' });
        this.actions.set(action.id, element);
      }
      attribute(element, 'role', action.role);
      attribute(element, 'aria-label', action.spoken ?? action.label);
      if (action.checked === undefined) element.removeAttribute('aria-checked');
      else attribute(element, 'aria-checked', String(action.checked));
      if (action.page) attribute(element, 'data-page', 'true');
      else element.removeAttribute('data-page');
      text(element, action.label);
      placeAt(parent, element, index);
    });
  }

  private forget(id: string): void {
    const element = this.actions.get(id);
    if (!element) return;
    if (this.focused === element) this.focused = null;
    element.remove();
    this.actions.delete(id);
  }

  private create(tag: string, attributes: Readonly<Record<string, string>>): HTMLElement {
    const element = this.document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }
}

function actionId(event: Event): string | null {
  const target = event.target as Element | null;
  return target?.getAttribute('role') ? target.getAttribute('data-id') : null;
}

function attribute(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function text(element: HTMLElement, value: string): void {
  if (element.textContent !== value) element.textContent = value;
}

function placeAt(parent: HTMLElement, element: HTMLElement, index: number): void {
  const there = parent.children[index] ?? null;
  if (there !== element) parent.insertBefore(element, there);
}
