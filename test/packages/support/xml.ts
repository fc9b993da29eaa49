/**
 * Reads XML and writes its canonical form, as far as widget signatures need it: elements, attributes and
 * text, without entities, comments and the like. Independent of the signer's code.
 */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

/** @throws Error when the text is not XML of this kind */
export function parseXml(text: string): Element {
  const stack: { name: string; attributes: Map<string, string>; children: (Element | string)[] }[] =
    [{ name: '', attributes: new Map(), children: [] }];
  const token = /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<&]*")*)\s*(\/?)>|([^<&]+)/gy;
  let end = 0;
  for (const match of text.matchAll(token)) {
    const [whole, closing, name = '', attributes = '', empty, plain] = match;
    end = match.index + whole.length;
    const top = stack.at(-1);
    if (top === undefined) break;
    if (plain !== undefined) top.children.push(plain);
    else if (closing) {
      if (top.name !== name) throw new Error(`</${name}> ends <${top.name}>`);
      stack.pop();
    } else {
      const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)];
      const element = {
        name,
        attributes: new Map(pairs.map(([, key = '', value = '']) => [key, value])),
        children: [],
      };
      top.children.push(element);
      if (!empty) stack.push(element);
    }
  }
  const [root] = (stack[0]?.children ?? []).filter((child) => typeof child !== 'string');
  if (end !== text.length || stack.length !== 1 || root === undefined) {
    throw new Error(`unreadable XML at ${end}`);
  }
  return root;
}

export function find(element: Element, name: string): Element[] {
  return element.children.flatMap((child) =>
    typeof child === 'string'
      ? []
      : [...(child.name === name ? [child] : []), ...find(child, name)],
  );
}

export function textOf(element: Element | undefined): string {
  return (element?.children ?? [])
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('');
}

/**
 * Canonical XML of a subtree: namespaces where they are first used, then attributes by name, and every end
 * tag written out. For documents like these the exclusive and the inclusive form are the same.
 * @param inherited namespaces in scope around the subtree, by `xmlns` or `xmlns:prefix`
 */
export function canonical(
  element: Element,
  inherited: ReadonlyMap<string, string>,
  rendered: ReadonlyMap<string, string> = new Map(),
): string {
  const declared = [...element.attributes].filter(([key]) => /^xmlns(:|$)/.test(key));
  const scope = new Map([...inherited, ...declared]);
  const colon = element.name.indexOf(':');
  const used = colon === -1 ? 'xmlns' : `xmlns:${element.name.slice(0, colon)}`;
  const own = [used, ...declared.map(([key]) => key)];
  const spaces = [...new Set(own)]
    .filter((key) => scope.has(key) && rendered.get(key) !== scope.get(key))
    .sort();
  const plain = [...element.attributes].filter(([key]) => !/^xmlns(:|$)/.test(key)).sort();
  const head = [...spaces.map((key) => [key, scope.get(key) ?? ''] as const), ...plain]
    .map(([key, value]) => ` ${key}="${value}"`)
    .join('');
  const below = new Map([
    ...rendered,
    ...spaces.map((key) => [key, scope.get(key) ?? ''] as const),
  ]);
  const content = element.children
    .map((child) =>
      typeof child === 'string' ? child.replaceAll('>', '&gt;') : canonical(child, scope, below),
    )
    .join('');
  return `<${element.name}${head}>${content}</${element.name}>`;
}
