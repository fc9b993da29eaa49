import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { childrenOf, lastWithin, type Movement, movementOf, startOf } from './movement.ts';

type Way = NonNullable<AnyStateNode['always']>[number];

/**
 * A statechart as data for an interpreter on another runtime: states by number (document order), functions by
 * name. Features that the interpreter does not support are refused here, with the state's name; nothing is left
 * out without an error.
 */
export interface Chart {
  readonly nodes: readonly ChartNode[];
  /** The states to enter and the actions to run at the start. */
  readonly start: ChartWay;
  readonly guards: readonly string[];
  readonly actions: readonly string[];
  readonly delays: readonly string[];
  readonly actors: readonly string[];
}

export interface ChartNode {
  readonly id: string;
  /** Keys below the root, joined by dots. */
  readonly path: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final';
  /** -1 for the root. */
  readonly parent: number;
  readonly children: readonly number[];
  /** All states within it have numbers above its own, up to this one. */
  readonly last: number;
  readonly initialActions: readonly ChartCall[];
  readonly entry: readonly ChartCall[];
  readonly exit: readonly ChartCall[];
  readonly invoke: readonly { readonly id: string; readonly actor: number }[];
  /** Timers that run while the state is active: by name (`delay`) or in ms. */
  readonly after: readonly {
    readonly event: string;
    readonly delay: number;
    readonly ms: number;
  }[];
  /** In the order of evaluation: wildcards last, the longest of them first. */
  readonly on: readonly ChartGroup[];
  readonly always: readonly ChartWay[];
}

export interface ChartGroup {
  readonly event: string;
  /** Beginning of the name of an event (with a dot), when `event` is a wildcard. */
  readonly prefix: string | null;
  readonly ways: readonly ChartWay[];
}

export interface ChartWay extends Movement {
  /** Unique number of the transition. */
  readonly number: number;
  readonly source: number;
  readonly guard: ChartCall | null;
  readonly actions: readonly ChartCall[];
}

/** A guard or an action: its number in the chart's list, and its parameters. */
export interface ChartCall {
  readonly call: number;
  readonly params: unknown;
}

/** The statechart has a feature that the interpreter does not support; the message names the state. */
export class ChartError extends Error {
  override readonly name = 'ChartError';
}

/**
 * @param machine refers to all functions by name
 * @param input the only input function that invocations may have
 * @throws ChartError
 */
export function compileChart(machine: AnyStateMachine, input: unknown): Chart {
  const names = {
    guards: [] as string[],
    actions: [] as string[],
    delays: [] as string[],
    actors: [] as string[],
  };
  const numbered = (list: string[], name: string): number => {
    const known = list.indexOf(name);
    return known >= 0 ? known : list.push(name) - 1;
  };
  const nodes: ChartNode[] = [];
  let ways = 0;
  visit(machine.root);
  if (machine.root.output !== undefined) refuse(machine.root, 'an output');
  const start = { number: 0, source: 0, guard: null, actions: [], ...startOf(machine.root) };
  return { nodes, start, ...names };

  function visit(node: AnyStateNode): void {
    if (node.order !== nodes.length) refuse(node, 'states in another order than written');
    refuseUnknown(node, machine.root);
    nodes.push(compileNode(node));
    for (const child of childrenOf(node)) visit(child);
  }

  function compileNode(node: AnyStateNode): ChartNode {
    const { config } = node;
    const initial = node.type === 'compound' ? node.initial : undefined;
    return {
      id: node.id,
      path: node.path.join('.'),
      type: node.type as ChartNode['type'],
      parent: node.parent ? node.parent.order : -1,
      children: childrenOf(node).map((child) => child.order),
      last: lastWithin(node),
      initialActions: calls(node, 'initial actions', initial?.actions ?? []),
      entry: calls(node, 'entry actions', listOf(config.entry)),
      exit: calls(node, 'exit actions', listOf(config.exit)),
      invoke: node.invoke.map((invoked) => compileInvoke(node, invoked)),
      after: [...new Map(node.after.map((way) => [way.eventType, way.delay]))].map(
        ([event, delay]) => ({ event, ...compileDelay(node, delay) }),
      ),
      on: inOrder([...node.transitions].map(([event, ways]) => compileGroup(node, event, ways))),
      always: (node.always ?? []).map((way) => compileWay(node, way, 'always')),
    };
  }

  function compileInvoke(node: AnyStateNode, invoked: AnyStateNode['invoke'][number]) {
    const { src, id } = invoked;
    if (typeof src !== 'string' || src.startsWith('xstate.invoke.')) {
      refuse(node, 'an actor without a name');
    }
    if (invoked.input !== undefined && invoked.input !== input) {
      refuse(node, `an input of its own for ${src}`);
    }
    if (invoked.systemId !== undefined) refuse(node, 'a systemId');
    if (invoked.onSnapshot !== undefined) refuse(node, 'onSnapshot');
    // An actor that fails without `onError` stops the whole XState machine.
    if (invoked.onError === undefined) refuse(node, `${src} without onError`);
    return { id, actor: numbered(names.actors, src as string) };
  }

  function compileDelay(node: AnyStateNode, delay: unknown): { delay: number; ms: number } {
    if (typeof delay === 'number') return { delay: -1, ms: delay };
    if (typeof delay !== 'string') return refuse(node, 'a delay without a name');
    return { delay: numbered(names.delays, delay), ms: 0 };
  }

  function compileGroup(node: AnyStateNode, event: string, ways: readonly Way[]): ChartGroup {
    const isWild = event === '*' || event.endsWith('.*');
    const prefix = isWild ? event.slice(0, -1) : null;
    if ((prefix ?? event).includes('*')) refuse(node, `a wildcard within ${event}`);
    return { event, prefix, ways: ways.map((way) => compileWay(node, way, event)) };
  }

  function compileWay(node: AnyStateNode, way: Way, event: string): ChartWay {
    const where = `a transition on ${event}`;
    const targets: AnyStateNode[] = [...(way.target ?? [])];
    if (targets.some((target) => (target.type as string) === 'history')) {
      refuse(node, `history, as the target of ${where}`);
    }
    ways += 1;
    return {
      number: ways,
      source: node.order,
      guard: guardOf(node, where, way.guard),
      actions: calls(node, where, way.actions),
      ...movementOf(node, targets, way.reenter),
    };
  }

  function guardOf(node: AnyStateNode, where: string, guard: unknown): ChartCall | null {
    if (guard === undefined) return null;
    return call(node, `${where}: a guard`, guard, names.guards);
  }

  function calls(node: AnyStateNode, where: string, actions: readonly unknown[]): ChartCall[] {
    return actions.map((action) => call(node, `${where}: an action`, action, names.actions));
  }

  /** A call by name, with data as parameters; functions are refused, including built-in ones. */
  function call(node: AnyStateNode, where: string, what: unknown, list: string[]): ChartCall {
    if (typeof what === 'string') return { call: numbered(list, what), params: null };
    const { type, params } = (typeof what === 'object' ? what : {}) as {
      type?: unknown;
      params?: unknown;
    };
    if (typeof type !== 'string') {
      const builtIn = (what as { type?: unknown } | null)?.type;
      const name = typeof builtIn === 'string' ? builtIn : 'a function';
      return refuse(node, `${where} that is written inline (${name})`);
    }
    if (type.startsWith('xstate.')) return refuse(node, `${where} of the kind ${type}`);
    if (!isData(params)) return refuse(node, `${where}, ${type}, with computed parameters`);
    return { call: numbered(list, type), params: params ?? null };
  }
}

/** An event's own transitions come before those of wildcards. */
function inOrder(groups: readonly ChartGroup[]): ChartGroup[] {
  const length = ({ prefix }: ChartGroup) => prefix?.length ?? 0;
  return [
    ...groups.filter(({ prefix }) => prefix === null),
    ...groups.filter(({ prefix }) => prefix !== null).sort((a, b) => length(b) - length(a)),
  ];
}

function refuseUnknown(node: AnyStateNode, root: AnyStateNode): void {
  const { config } = node;
  if ((node.type as string) === 'history') refuse(node, 'history');
  if (Object.values(node.states).some(({ type }) => (type as string) === 'history')) {
    refuse(node, 'a history state');
  }
  if ('route' in config) refuse(node, 'a route');
  if (config.output !== undefined && node !== root) refuse(node, 'an output');
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Whether a value is plain data, which can be written as a literal. */
function isData(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  return typeof value !== 'object' || Object.values(value).every(isData);
}

function refuse(node: AnyStateNode, what: string): never {
  throw new ChartError(`The state ${node.id} has ${what}, which the interpreter does not run.`);
}
