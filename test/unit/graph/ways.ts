import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';

/** The name of a transition of the chart; the same for every instance of the machine. */
export function nameOf(way: AnyTransitionDefinition): string {
  const { source, eventType, guard } = way;
  const ways = eventType === '' ? (source.always ?? []) : (source.transitions.get(eventType) ?? []);
  const nth = ways.length > 1 ? ` #${ways.indexOf(way) + 1}` : '';
  const name = typeof guard === 'string' ? guard : (guard as { type?: string } | undefined)?.type;
  const to = (way.target ?? []).map((target) => target.path.join('.')).join(', ');
  return `${source.path.join('.')} -- ${sayEvent(eventType)}${name ? ` [${name}]` : ''}${nth} --> ${to || 'itself'}`;
}

function sayEvent(type: string): string {
  if (type === '') return 'at once';
  const after = /^xstate\.after\.(\w+)\./.exec(type);
  if (after) return `after ${after[1]}`;
  if (type.startsWith('xstate.done.actor')) return 'answer';
  if (type.startsWith('xstate.error.actor')) return 'failure';
  return type;
}

/** Every transition of the chart, read from its state nodes. */
export function waysOf(root: AnyStateNode): Set<string> {
  const names = new Set<string>();
  const visit = (node: AnyStateNode) => {
    for (const ways of node.transitions.values()) for (const way of ways) names.add(nameOf(way));
    for (const way of node.always ?? []) names.add(nameOf(way));
    for (const child of Object.values(node.states) as AnyStateNode[]) visit(child);
  };
  visit(root);
  return names;
}
