import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** One transition of a state; the label names the event (or delay, or actor's answer) and the guard. */
export interface Transition {
  /** Paths of the states, such as `polling.expired`. */
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

export interface StateOutline {
  /** `polling.expired`; '' for the machine itself. */
  readonly path: string;
  readonly key: string;
  readonly parallel: boolean;
  readonly initial: string | null;
  readonly children: readonly StateOutline[];
}

/** The machine as plain data, read from its state nodes: for diagrams, tests and other runtimes. */
export function outlineOf(machine: AnyStateMachine): {
  root: StateOutline;
  transitions: Transition[];
} {
  const ways: Transition[] = [];
  const outline = (node: AnyStateNode): StateOutline => {
    for (const [descriptor, transitions] of node.transitions) {
      for (const transition of transitions) {
        for (const target of transition.target ?? []) {
          ways.push({
            from: pathOf(node),
            to: pathOf(target),
            label: say(descriptor, transition.guard),
          });
        }
      }
    }
    for (const transition of node.always ?? []) {
      for (const target of transition.target ?? []) {
        ways.push({ from: pathOf(node), to: pathOf(target), label: say('', transition.guard) });
      }
    }
    const children = Object.values(node.states) as AnyStateNode[];
    return {
      path: pathOf(node),
      key: node.key,
      parallel: node.type === 'parallel',
      initial: node.type === 'compound' ? (node.initial.target[0]?.key ?? null) : null,
      children: children.map(outline),
    };
  };
  return { root: outline(machine.root), transitions: ways };
}

function pathOf(node: AnyStateNode): string {
  return node.path.join('.');
}

function say(descriptor: string, guard: unknown): string {
  const name = typeof guard === 'string' ? guard : (guard as { type?: string } | undefined)?.type;
  return [wordsOf(descriptor), name ? `[${name}]` : ''].filter((part) => part !== '').join(' ');
}

/** XState's own event names in words: `xstate.done.actor.0.x` is the answer of an invoked actor. */
function wordsOf(descriptor: string): string {
  const after = /^xstate\.after\.(\w+)\./.exec(descriptor);
  if (after) return `after ${after[1]}`;
  if (descriptor.startsWith('xstate.done.actor')) return 'answer';
  if (descriptor.startsWith('xstate.error.actor')) return 'failure';
  return descriptor;
}
