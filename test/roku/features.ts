import type { Chart, ChartNode, ChartWay } from '../../tools/roku/chart.ts';

/** The features that the interpreter must run, with a check whether a chart uses each. */
const features: Readonly<Record<string, (chart: Chart) => boolean>> = {
  'states four levels deep': ({ nodes }) => nodes.some(({ path }) => path.split('.').length > 3),
  'a parallel state within another': ({ nodes }) =>
    nodes.some((node) => node.type === 'parallel' && isWithinParallel(node, nodes)),
  'final states in regions': ({ nodes }) =>
    nodes.some((node) => node.type === 'final' && isWithinParallel(node, nodes)),
  'a final state of the machine': ({ nodes }) =>
    nodes.some(({ type, parent }) => type === 'final' && parent === 0),
  'the end of a compound state, of a parallel one and of one within': ({ nodes }) =>
    nodes.filter(({ on }) => on.some(({ event }) => event.startsWith('xstate.done.state.')))
      .length > 2,
  'guards with parameters': (chart) => waysOf(chart).some(({ guard }) => guard?.params),
  'actions with parameters': (chart) =>
    waysOf(chart).some(({ actions }) => actions.some(({ params }) => params !== null)),
  'entry actions': ({ nodes }) => nodes.some(({ entry }) => entry.length > 1),
  'exit actions': ({ nodes }) => nodes.some(({ exit }) => exit.length > 1),
  'initial actions': ({ nodes }) => nodes.some(({ initialActions }) => initialActions.length > 0),
  'a timer by name': ({ nodes }) => timersOf(nodes).some(({ delay }) => delay >= 0),
  'a timer in ms': ({ nodes }) => timersOf(nodes).some(({ delay }) => delay < 0),
  'several timers of one state': ({ nodes }) => nodes.some(({ after }) => after.length > 1),
  'a guarded timer': (chart) =>
    groupsOf(chart).some(
      ({ event, ways }) => event.startsWith('xstate.after.') && ways.some(({ guard }) => guard),
    ),
  'transitions without event, one after the other': ({ nodes }) =>
    nodes.some(({ always }) => always.length > 1),
  'transitions without event above leaves': ({ nodes }) =>
    nodes.some(({ always, type }) => always.length > 0 && type === 'parallel'),
  'an actor of the machine': ({ nodes }) => (nodes[0]?.invoke.length ?? 0) > 0,
  'two actors of one state': ({ nodes }) => nodes.some(({ invoke }) => invoke.length > 1),
  'an actor of a state that is left at once': ({ nodes }) =>
    nodes.some(({ invoke, always }) => invoke.length > 0 && always.length > 0),
  'answers of actors': (chart) => named(chart, 'xstate.done.actor.'),
  'failures of actors': (chart) => named(chart, 'xstate.error.actor.'),
  'a failure that nobody answers for': (chart) =>
    groupsOf(chart).some(
      ({ event, ways }) =>
        event.startsWith('xstate.error.actor.') && ways.every(({ guard }) => guard),
    ),
  're-entry of a state': (chart) =>
    waysOf(chart).some(({ source, from, enters }) => source >= from && enters.includes(source)),
  're-entry of the machine': (chart) => waysOf(chart).some(({ enters }) => enters.includes(0)),
  'a transition to itself that leaves nothing': (chart) =>
    waysOf(chart).some(({ from, to, enters }) => from === to + 1 && enters.length === 0),
  'transitions without target': (chart) =>
    waysOf(chart).some(({ from, to, actions }) => from > to && actions.length > 0),
  'an event that is forbidden': ({ nodes }) =>
    nodes.some(({ on }) => on.some(({ ways }) => ways.every(isNothing))),
  'several targets': (chart) =>
    waysOf(chart).some(({ enters, initials }) => enters.length > 5 && initials.length === 0),
  'a wildcard for everything': (chart) => groupsOf(chart).some(({ prefix }) => prefix === ''),
  'wildcards one within the other': ({ nodes }) =>
    nodes.some(({ on }) => on.filter(({ prefix }) => prefix).length > 1),
  'an event of its own that falls through to a wildcard': ({ nodes }) =>
    nodes.some(
      ({ on }) =>
        on.some(({ prefix }) => prefix) &&
        on.some(({ prefix, ways }) => prefix === null && ways.every(({ guard }) => guard)),
    ),
};

export function missingFeatures(chart: Chart): string[] {
  return Object.entries(features)
    .filter(([, isThere]) => !isThere(chart))
    .map(([name]) => name);
}

const groupsOf = ({ nodes }: Chart) => nodes.flatMap(({ on }) => on);
const timersOf = (nodes: readonly ChartNode[]) => nodes.flatMap(({ after }) => after);
const waysOf = (chart: Chart) => groupsOf(chart).flatMap(({ ways }) => ways);
const named = (chart: Chart, prefix: string) =>
  groupsOf(chart).some(({ event }) => event.startsWith(prefix));
const isNothing = ({ guard, actions, enters, from, to }: ChartWay) =>
  guard === null && actions.length === 0 && enters.length === 0 && from > to;

function isWithinParallel(node: ChartNode, nodes: readonly ChartNode[]): boolean {
  for (let at = nodes[node.parent]; at; at = nodes[at.parent]) {
    if (at.type === 'parallel') return true;
  }
  return false;
}
