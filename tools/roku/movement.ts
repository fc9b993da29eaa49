import type { AnyStateNode } from 'xstate';

/**
 * The states that a transition exits and enters. In a chart without history they are always the same, so they
 * are computed here instead of at every event, as XState's computeExitSet and computeEntrySet do.
 */
export interface Movement {
  /** Active states with these numbers (both ends included) are exited; none when `to` is below `from`. */
  readonly from: number;
  readonly to: number;
  /** States to enter, in order. */
  readonly enters: readonly number[];
  /** The entered states whose initial actions run. */
  readonly initials: readonly number[];
}

const nothing: Movement = { from: 0, to: -1, enters: [], initials: [] };

export function movementOf(
  source: AnyStateNode,
  targets: readonly AnyStateNode[],
  reenter: boolean,
): Movement {
  if (targets.length === 0) return nothing;
  const domain = domainOf(source, targets, reenter);
  const root = source.machine.root;
  return {
    from: domain ? domain.order + 1 : root.order,
    to: lastWithin(domain ?? root),
    ...entrySet(source, targets, reenter, domain),
  };
}

/** The start: XState enters every initial state as if it were a target. */
export function startOf(root: AnyStateNode): Movement {
  const targets: AnyStateNode[] = [];
  const enter = (node: AnyStateNode): void => {
    targets.push(node);
    if (node.type === 'parallel') childrenOf(node).forEach(enter);
    else if (node.type === 'compound') node.initial.target.forEach(enter);
  };
  enter(root);
  return { ...nothing, ...entrySet(root, targets, true, undefined) };
}

export function childrenOf(node: AnyStateNode): AnyStateNode[] {
  return Object.values(node.states);
}

/** States are numbered in document order: all states within `node` have numbers from its own to this one. */
export function lastWithin(node: AnyStateNode): number {
  return childrenOf(node).reduce((last, child) => Math.max(last, lastWithin(child)), node.order);
}

function isWithin(node: AnyStateNode, ancestor: AnyStateNode): boolean {
  return ancestorsOf(node).includes(ancestor);
}

/** From the parent upwards, without `limit`. */
function ancestorsOf(node: AnyStateNode, limit?: AnyStateNode): AnyStateNode[] {
  const found: AnyStateNode[] = [];
  if (node === limit) return found;
  for (let at = node.parent; at && at !== limit; at = at.parent) found.push(at);
  return found;
}

/** The state that stays active while states in it are exited and entered; none when the root itself is. */
function domainOf(
  source: AnyStateNode,
  targets: readonly AnyStateNode[],
  reenter: boolean,
): AnyStateNode | undefined {
  const inside = targets.every((target) => target === source || isWithin(target, source));
  if (!reenter && inside) return source;
  const common = ancestorsOf(source).find((at) => targets.every((node) => isWithin(node, at)));
  return common ?? (reenter ? undefined : source.machine.root);
}

function entrySet(
  source: AnyStateNode,
  targets: readonly AnyStateNode[],
  reenter: boolean,
  domain: AnyStateNode | undefined,
): Pick<Movement, 'enters' | 'initials'> {
  const entered = new Set<AnyStateNode>();
  // States that were not only entered on the way to a target.
  const byDefault = new Set<AnyStateNode>();
  const isTaken = (region: AnyStateNode) => [...entered].some((node) => isWithin(node, region));

  const enterInner = (node: AnyStateNode): void => {
    if (node.type === 'compound') {
      const [first] = node.initial.target as unknown as [AnyStateNode];
      entered.add(first);
      byDefault.add(first);
      enterInner(first);
    } else if (node.type === 'parallel') {
      for (const region of childrenOf(node)) {
        if (isTaken(region)) continue;
        entered.add(region);
        byDefault.add(region);
        enterInner(region);
      }
    }
  };
  const enterOuter = (nodes: readonly AnyStateNode[], limit: AnyStateNode | undefined): void => {
    for (const node of nodes) {
      if (!limit || isWithin(node, limit)) entered.add(node);
      if (node.type !== 'parallel') continue;
      for (const region of childrenOf(node)) {
        if (isTaken(region)) continue;
        entered.add(region);
        enterInner(region);
      }
    }
  };

  for (const target of targets) {
    if (source !== target || source !== domain || reenter) {
      entered.add(target);
      byDefault.add(target);
    }
    enterInner(target);
  }
  const limit = source.parent === undefined && reenter ? undefined : domain;
  for (const target of targets) {
    const outer = ancestorsOf(target, domain);
    if (domain?.type === 'parallel') outer.push(domain);
    enterOuter(outer, limit);
  }
  const ordered = [...entered].sort((a, b) => a.order - b.order);
  return {
    enters: ordered.map(({ order }) => order),
    initials: ordered
      .filter((node) => byDefault.has(node) && node.initial.actions.length > 0)
      .map(({ order }) => order),
  };
}
