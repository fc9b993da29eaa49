type Listener = (event: { preventDefault(): void; currentTarget: PageNode }) => void;

/** The part of an element that the second-screen page uses: text, input and clicks. */
export class PageNode {
  readonly tag: string;
  readonly children: PageNode[] = [];
  readonly classList = { add: () => {} };
  value = '';
  src = '';
  private text: string;
  private readonly listeners = new Map<string, Listener[]>();

  constructor(tag: string, text = '') {
    this.tag = tag;
    this.text = text;
  }

  get textContent(): string {
    return this.text + this.children.map((child) => child.textContent).join('');
  }

  set textContent(text: string) {
    this.children.length = 0;
    this.text = text;
  }

  append(...children: (PageNode | string)[]): void {
    for (const child of children)
      this.children.push(typeof child === 'string' ? new PageNode('#text', child) : child);
  }

  replaceChildren(...children: (PageNode | string)[]): void {
    this.textContent = '';
    this.append(...children);
  }

  setAttribute(): void {}
  removeAttribute(): void {}
  focus(): void {}
  remove(): void {}

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  dispatch(type: string): void {
    for (const listener of this.listeners.get(type) ?? [])
      listener({ preventDefault: () => {}, currentTarget: this });
  }

  all(): PageNode[] {
    return [this, ...this.children.flatMap((child) => child.all())];
  }
}

export class PageDocument {
  readonly documentElement = { lang: 'en' };

  createElement(tag: string): PageNode {
    return new PageNode(tag);
  }

  createElementNS(_namespace: string, tag: string): PageNode {
    return new PageNode(tag);
  }
}
