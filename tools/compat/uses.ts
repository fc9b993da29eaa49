import ts from 'typescript';

/** A use of a browser feature, found by the type checker. */
export interface Use {
  readonly node: ts.Node;
  /**
   * Possible keys of MDN's data, the nearest first; the first that exists counts. Empty for a method of a value
   * without a type, which may be any method of that name.
   */
  readonly keys: readonly string[];
  /** The interface of the value, if any. */
  readonly from?: string;
  /** The name that a guard would test. */
  readonly name: string;
  /** Name for messages, such as `Element.append`. */
  readonly said: string;
  /** Prefix of a style property, such as `-webkit-`. */
  readonly prefix?: string;
}

const builtins = 'javascript.builtins';

/** Dictionaries whose members are options of a call, by TypeScript's names. */
const dictionaries: Readonly<Record<string, string>> = {
  AddEventListenerOptions: 'api.EventTarget.addEventListener',
  EventListenerOptions: 'api.EventTarget.addEventListener',
  FocusOptions: 'api.HTMLElement.focus',
  RequestInit: 'api.fetch',
  ScrollIntoViewOptions: 'api.Element.scrollIntoView',
};

/** Lists the uses in a program's files. */
export class Uses {
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;
  private readonly wanted: ReadonlySet<string>;
  /** Names of members that these files define themselves. */
  private readonly own = new Set<string>();

  /** @param wanted names of members, globals, events and options to look at; finding types is slow */
  constructor(program: ts.Program, files: readonly ts.SourceFile[], wanted: ReadonlySet<string>) {
    this.program = program;
    this.checker = program.getTypeChecker();
    this.wanted = wanted;
    for (const file of files) this.gatherOwn(file);
  }

  *in(file: ts.SourceFile): Generator<Use> {
    const pending: ts.Node[] = [file];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) continue;
      if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) continue;
      yield* this.at(node);
      node.forEachChild((child) => void pending.push(child));
    }
  }

  private *at(node: ts.Node): Generator<Use> {
    if (ts.isPropertyAccessExpression(node)) yield* this.member(node, node.expression, node.name);
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      yield* this.destructured(node);
    } else if (ts.isIdentifier(node) && isExpressionName(node)) yield* this.global(node);
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) yield* this.made(node);
    if (ts.isCallExpression(node)) yield* this.event(node);
    if (ts.isObjectLiteralExpression(node)) yield* this.options(node);
    if (ts.isForOfStatement(node) || ts.isSpreadElement(node))
      yield* this.iterated(node.expression);
  }

  private *member(
    node: ts.PropertyAccessExpression,
    receiver: ts.Expression,
    name: ts.MemberName,
  ): Generator<Use> {
    yield* this.promised(node, receiver);
    if (!this.wanted.has(name.text)) return;
    const symbol = this.checker.getSymbolAtLocation(name);
    const owner = symbol && this.ownerOf(symbol);
    if (!symbol && this.isCalledOnAnything(node, receiver, name.text)) {
      yield { node, keys: [], name: name.text, said: `${name.text}(), of whatever has it,` };
      return;
    }
    if (!owner) return;
    const owners = owner.fixed ? [] : this.namesOf(this.checker.getTypeAtLocation(receiver));
    yield {
      node,
      ...keysOf([...owners, owner.name], name.text),
      name: name.text,
      said: `${owner.name === '' ? '' : `${owners[0] ?? owner.name}.`}${name.text}`,
    };
  }

  private gatherOwn(node: ts.Node): void {
    if (isMember(node) && ts.isIdentifier(node.name)) this.own.add(node.name.text);
    // `this.next = …`, and functions that are assigned to be called later.
    if (ts.isPropertyAccessExpression(node) && isAssigned(node)) this.own.add(node.name.text);
    node.forEachChild((child) => this.gatherOwn(child));
  }

  /** A method of a value without a type, with a name that our own code does not define. */
  private isCalledOnAnything(node: ts.Node, receiver: ts.Expression, name: string): boolean {
    const called = ts.isCallExpression(node.parent) && node.parent.expression === node;
    if (!called || this.own.has(name)) return false;
    return (this.checker.getTypeAtLocation(receiver).flags & ts.TypeFlags.Any) !== 0;
  }

  /** `play().catch(…)`: the method is old, the returned promise is not. */
  private *promised(node: ts.PropertyAccessExpression, receiver: ts.Expression): Generator<Use> {
    if (node.questionDotToken) return;
    if (!ts.isCallExpression(receiver) || !ts.isPropertyAccessExpression(receiver.expression))
      return;
    const { expression, name } = receiver.expression;
    if (!this.wanted.has(`${name.text}()`)) return;
    const symbol = this.checker.getSymbolAtLocation(name);
    const owner = symbol && this.ownerOf(symbol);
    if (!owner) return;
    const names = [...this.namesOf(this.checker.getTypeAtLocation(expression)), owner.name];
    yield {
      node,
      keys: names.map((each) => `api.${each}.${name.text}.returns_promise`),
      name: name.text,
      said: `the promise of ${names[0]}.${name.text}`,
    };
  }

  private *destructured(node: ts.BindingElement): Generator<Use> {
    const name = node.propertyName ?? node.name;
    if (!ts.isIdentifier(name) || !this.wanted.has(name.text)) return;
    const from = this.checker.getTypeAtLocation(node.parent);
    const symbol = this.checker.getPropertyOfType(from, name.text);
    const owner = symbol && this.ownerOf(symbol);
    // A default value handles a missing member.
    if (!owner || node.initializer) return;
    const owners = owner.fixed ? [] : this.namesOf(from);
    yield {
      node,
      ...keysOf([...owners, owner.name], name.text),
      name: name.text,
      said: `${owner.name}.${name.text}`,
    };
  }

  private *global(node: ts.Identifier): Generator<Use> {
    if (!this.wanted.has(node.text)) return;
    const symbol = this.checker.getSymbolAtLocation(node);
    const owner = symbol && this.ownerOf(symbol);
    if (owner?.name !== '') return;
    const { text } = node;
    yield { node, ...keysOf([''], text), name: text, said: text };
  }

  private *made(node: ts.NewExpression): Generator<Use> {
    const { text } = node.expression as ts.Identifier;
    const symbol = this.checker.getSymbolAtLocation(node.expression);
    if (!symbol || this.ownerOf(symbol)?.name !== '') return;
    const keys = [`api.${text}.${text}`, `${builtins}.${text}.${text}`];
    yield { node: node.expression, keys, name: text, said: `new ${text}` };
    yield* this.argumentsOf(node, keys, `new ${text}`);
  }

  private *event(node: ts.CallExpression): Generator<Use> {
    const called = node.expression;
    if (!ts.isPropertyAccessExpression(called)) return;
    const [type] = node.arguments;
    const listens = called.name.text === 'addEventListener' && type && ts.isStringLiteral(type);
    if (!listens && !node.arguments.some(ts.isObjectLiteralExpression)) return;
    const symbol = this.checker.getSymbolAtLocation(called.name);
    const owner = symbol && this.ownerOf(symbol);
    if (!owner) return;
    const owners = [...this.namesOf(this.checker.getTypeAtLocation(called.expression)), owner.name];
    const { keys } = keysOf(owners, called.name.text);
    yield* this.argumentsOf(node, keys, `${owners[0]}.${called.name.text}`, owners[0]);
    if (!listens || !this.wanted.has(type.text)) return;
    yield {
      node: type,
      keys: owners.map((each) => `api.${each}.${type.text}_event`),
      name: type.text,
      said: `the event ${type.text} of ${owners[0]}`,
    };
  }

  /** Options in a literal: `{ once: true }`. */
  private *argumentsOf(
    {
      arguments: given = [] as unknown as ts.NodeArray<ts.Expression>,
    }: ts.CallExpression | ts.NewExpression,
    keys: readonly string[],
    said: string,
    from?: string,
  ): Generator<Use> {
    for (const literal of given.filter(ts.isObjectLiteralExpression)) {
      yield* this.optionsIn(literal, keys, said, from);
    }
  }

  /** Options in a literal that is not an argument itself. */
  private *options(literal: ts.ObjectLiteralExpression): Generator<Use> {
    if (ts.isCallExpression(literal.parent) || ts.isNewExpression(literal.parent)) return;
    const type = this.checker.getContextualType(literal);
    for (const name of type ? this.namesOf(type) : []) {
      const key = Object.hasOwn(dictionaries, name) ? dictionaries[name] : undefined;
      if (key !== undefined) yield* this.optionsIn(literal, [key], name);
    }
  }

  private *optionsIn(
    literal: ts.ObjectLiteralExpression,
    keys: readonly string[],
    said: string,
    from?: string,
  ): Generator<Use> {
    for (const property of literal.properties) {
      if (!property.name || !ts.isIdentifier(property.name)) continue;
      const { text } = property.name;
      if (!this.wanted.has(text)) continue;
      const endings = [
        text,
        `${text}_parameter`,
        `options_${text}_parameter`,
        `init_${text}_parameter`,
      ];
      yield {
        node: property.name,
        keys: keys.flatMap((key) =>
          endings.flatMap((end) => [`${key}.${end}`, `${key}.options_parameter.${end}`]),
        ),
        name: text,
        said: `the option ${text} of ${said}`,
        ...(from === undefined ? {} : { from }),
      };
    }
  }

  private *iterated(node: ts.Expression): Generator<Use> {
    const names = this.namesOf(this.checker.getTypeAtLocation(node));
    const keys = names.flatMap((name) => [
      `api.${name}.@@iterator`,
      `${builtins}.${name}.@@iterator`,
    ]);
    yield { node, keys, name: 'Symbol', said: `going through a ${names[0]}` };
  }

  /**
   * The browser's interface that defines it; `''` for a global, null for our own. `fixed` when the type of the
   * value adds nothing: statics and globals.
   */
  private ownerOf(symbol: ts.Symbol): { name: string; fixed: boolean } | null {
    for (const declaration of symbol.declarations ?? []) {
      if (!this.program.isSourceFileDefaultLibrary(declaration.getSourceFile())) continue;
      const { parent } = declaration;
      if (ts.isInterfaceDeclaration(parent)) {
        const name = parent.name.text.replace(/Constructor$/, '');
        return { name: within(parent, name), fixed: name !== parent.name.text };
      }
      if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent)) {
        return { name: within(parent.parent, parent.parent.name.getText()), fixed: true };
      }
      if (ts.isVariableDeclaration(declaration) || ts.isFunctionDeclaration(declaration)) {
        return { name: within(declaration, ''), fixed: true };
      }
    }
    return null;
  }

  /** The interfaces of a value, from the nearest to the farthest. */
  private namesOf(type: ts.Type, seen = new Set<string>()): string[] {
    if (type.isUnionOrIntersection()) {
      for (const part of type.types) this.namesOf(part, seen);
      return [...seen];
    }
    const apparent = this.checker.getApparentType(type);
    const name = (apparent.aliasSymbol ?? apparent.symbol)?.name;
    if (name === undefined || seen.has(name)) return [...seen];
    seen.add(name.replace(/^Readonly(Array|Map|Set)$/, '$1'));
    const target = (apparent as ts.TypeReference).target ?? apparent;
    if (target.isClassOrInterface()) {
      for (const base of this.checker.getBaseTypes(target)) this.namesOf(base, seen);
    }
    return [...seen];
  }
}

const typedArray = /^(Big)?(Int|Uint|Float)\d+(Clamped)?Array$/;

function keysOf(owners: readonly string[], member: string): Pick<Use, 'from' | 'keys' | 'prefix'> {
  if (owners.includes('CSSStyleDeclaration')) {
    const kebab = member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const [, vendor, property = kebab] = /^-?(webkit|moz|ms)-(.*)$/.exec(kebab) ?? [];
    const keys = [`css.properties.${property}`];
    return vendor === undefined ? { keys } : { keys, prefix: `-${vendor}-` };
  }
  const event = /^on([a-z]+)$/.exec(member)?.[1];
  const keys = owners.flatMap((owner) => {
    if (owner === '') return [`api.${member}`, `api.Window.${member}`, `${builtins}.${member}`];
    if (owner === 'Intl') return [`${builtins}.Intl.${member}`];
    return [
      `api.${owner}.${member}`,
      `api.${owner}.${member}_static`,
      ...(event === undefined ? [] : [`api.${owner}.${event}_event`]),
      `${builtins}.${owner}.${member}`,
      ...(typedArray.test(owner) ? [`${builtins}.TypedArray.${member}`] : []),
    ];
  });
  const [from = ''] = owners;
  return from === '' ? { keys } : { from, keys };
}

/** `Intl.NumberFormat` for a name inside `declare namespace Intl`. */
function within(node: ts.Node, name: string): string {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (
      ts.isModuleDeclaration(outer) &&
      ts.isIdentifier(outer.name) &&
      outer.name.text !== 'globalThis'
    ) {
      return name === '' ? outer.name.text : `${outer.name.text}.${name}`;
    }
  }
  return name;
}

function isMember(node: ts.Node): node is ts.Node & { readonly name: ts.Node } {
  return (
    ts.isMethodDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isAccessor(node) ||
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node)
  );
}

function isAssigned({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** True for an identifier that is read as a value, not one that names a new member. */
function isExpressionName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent)) {
    return parent.initializer === node;
  }
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return (
    ts.isExpression(parent) ||
    ts.isStatement(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isExpressionWithTypeArguments(parent)
  );
}
