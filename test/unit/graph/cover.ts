import type { Live } from './Live.ts';
import type { Model, Step } from './model.ts';

/** How often the same transition is tried before it is given up. */
const most = 6;

/**
 * Walks the live product along the model's graph until every transition in `wanted` that the graph contains
 * has been taken: always to the nearest one that is left. When a step leads elsewhere than expected, it
 * continues from the product's real situation. Removes the transitions that were taken from `wanted`.
 */
export async function cover(
  model: Model,
  live: Live,
  wanted: Set<string>,
  say: (text: string) => void = () => {},
): Promise<{ steps: number; launches: number }> {
  const tried = new Map<string, number>();
  const isOpen = (way: string) => wanted.has(way) && (tried.get(way) ?? 0) < most;
  let here = model.start;
  let [steps, launches] = [0, 0];
  for (;;) {
    const path = pathTo(model, here, (step) => step.ways.some(isOpen));
    if (path === null) {
      if (here === model.start) return { steps, launches };
      here = model.start;
      continue;
    }
    if (here === model.start) launches++;
    const goal = path.at(-1)?.ways.filter(isOpen) ?? [];
    for (const way of goal) tried.set(way, (tried.get(way) ?? 0) + 1);
    for (const step of path) {
      await live.take(step.event, step.ways);
      steps++;
      for (const way of live.taken) wanted.delete(way);
      here = live.snapshot ? model.situationOf(live.snapshot) : model.start;
      if (here === step.to) continue;
      say(
        `${step.event.type} (${step.event.outcome?.name ?? ''}) was to lead to ${step.to}, led to ${here}; goal ${goal.join(' / ')}`,
      );
      break;
    }
    if (!model.steps.has(here)) here = model.start;
  }
}

/** The shortest path from a situation to a step for which `isGoal` is true; null when there is none. */
function pathTo(model: Model, from: string, isGoal: (step: Step) => boolean): Step[] | null {
  const cameBy = new Map<string, { readonly step: Step; readonly before: string } | null>();
  cameBy.set(from, null);
  const queue = [from];
  for (let i = 0; i < queue.length; i++) {
    const situation = queue[i] as string;
    for (const step of model.steps.get(situation) ?? []) {
      if (isGoal(step)) {
        const path = [step];
        for (let at = cameBy.get(situation); at; at = cameBy.get(at.before)) path.unshift(at.step);
        return path;
      }
      if (cameBy.has(step.to)) continue;
      cameBy.set(step.to, { step, before: situation });
      queue.push(step.to);
    }
  }
  return null;
}
