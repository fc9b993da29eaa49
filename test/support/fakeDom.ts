/** The part of the DOM that the mirror writes to: elements, attributes, order, focus, and two events. */
export class FakeElement {
  readonly ownerDocument: FakeDocument;
  readonly tagName: string;
  readonly children: FakeElement[] = [];
  parent: FakeElement | null = null;
  private readonly attributes = new Map<string, string>();
  private readonly listeners = new Map<string, ((event: { target: FakeElement }) => void)[]>();
  private text = '';

  constructor(ownerDocument: FakeDocument, tagName: string) {
    this.ownerDocument = ownerDocument;
    this.tagName = tagName;
  }

  get textContent(): string {
    return this.text + this.children.map((child) => child.textContent).join(' ');
  }

  set textContent(value: string) {
    this.children.length = 0;
    this.text = value;
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  appendChild(element: FakeElement): void {
    this.insertBefore(element, null);
  }

  insertBefore(element: FakeElement, before: FakeElement | null): void {
    element.remove();
    const index = before ? this.children.indexOf(before) : this.children.length;
    this.children.splice(index, 0, element);
    element.parent = this;
  }

  /** As in browsers: when the removed part contains the focus, the focus moves to the page. */
  remove(): void {
    if (!this.parent) return;
    this.parent.children.splice(this.parent.children.indexOf(this), 1);
    this.parent = null;
    if (this.ownerDocument.activeElement === this) this.ownerDocument.activeElement = null;
  }

  focus(): void {
    this.ownerDocument.activeElement = this;
    this.dispatch('focusin');
  }

  addEventListener(type: string, listener: (event: { target: FakeElement }) => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  dispatch(type: string, target: FakeElement = this): void {
    for (const listener of this.listeners.get(type) ?? []) listener({ target });
    this.parent?.dispatch(type, target);
  }

  find(attribute: string, value: string): FakeElement | null {
    if (this.getAttribute(attribute) === value) return this;
    for (const child of this.children) {
      const found = child.find(attribute, value);
      if (found) return found;
    }
    return null;
  }

  all(): FakeElement[] {
    return [this, ...this.children.flatMap((child) => child.all())];
  }
}

export class FakeDocument {
  activeElement: FakeElement | null = null;
  readonly body = new FakeElement(this, 'body');

  createElement(tagName: string): FakeElement {
    return new FakeElement(this, tagName);
  }
}
