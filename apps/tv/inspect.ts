import type { CouchpassOptions } from '@couchpass/core';
import { inspectorWindow } from './inspectorWindow.ts';

type Seen = Parameters<NonNullable<CouchpassOptions['inspect']>>[0];

/**
 * In development, the machine while it runs. `?inspect` opens Stately's inspector in a window of its own,
 * which draws the chart and marks where the app is (it is loaded from stately.ai; without a network that
 * window stays empty and the app does not mind). `?inspect=console` prints every step instead.
 * @param how the value of the parameter; null when it is not there
 */
export async function inspectorFor(how: string | null): Promise<CouchpassOptions> {
  if (how === null) return {};
  if (how === 'console') return { inspect: print };
  try {
    const { createInspector } = await import('@statelyai/inspect');
    const { inspect } = createInspector(inspectorWindow(window), { serialize: withoutSecrets });
    return { inspect: inspect as CouchpassOptions['inspect'] };
  } catch (error) {
    console.warn('The inspector did not open; ?inspect=console prints the steps instead.', error);
    return {};
  }
}

function print(seen: Seen): void {
  if (seen.type !== '@xstate.microstep' || !('value' in seen.snapshot)) return;
  console.info(`${seen.event.type} -> ${JSON.stringify(seen.snapshot.value)}`);
}

/** What the inspector sends of a step, as far as it is looked at here. */
interface Step {
  readonly type: string;
  readonly event?: { readonly type?: unknown };
  readonly snapshot?: { readonly status?: unknown; readonly value?: unknown };
}

/** Where a step belongs, and the machine's own definition: nothing that anybody has typed or was sent. */
const harmless = [
  'type',
  'name',
  'definition',
  'sessionId',
  'parentId',
  'sourceId',
  'rootId',
  'createdAt',
  'id',
  '_version',
];

/**
 * A step as the window may know it: events by their type, states by their names. Codes, tokens, streams, who
 * is signed in and whatever else a context or an event may hold one day stay in this page.
 */
export function withoutSecrets<T extends Step>(step: T): T {
  const { event, snapshot } = step;
  const shown = Object.entries(step).filter(([name]) => harmless.includes(name));
  return {
    ...Object.fromEntries(shown),
    ...(event && { event: { type: event.type } }),
    ...(snapshot && {
      snapshot: { status: snapshot.status, value: snapshot.value, context: {}, children: {} },
    }),
  } as unknown as T;
}
