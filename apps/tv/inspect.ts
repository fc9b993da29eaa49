import type { CouchpassOptions } from '@couchpass/core';
import { inspectorWindow } from './inspectorWindow.ts';

type Seen = Parameters<NonNullable<CouchpassOptions['inspect']>>[0];

/**
 * In development, shows the running machine. `?inspect` opens Stately's inspector in a separate window, which
 * draws the chart and marks the current state (it is loaded from stately.ai; without a network that window stays
 * empty and the app is not affected). `?inspect=console` prints every step instead.
 * @param how the value of the parameter; null when the parameter is absent
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

/** The fields of an inspection step that are used here. */
interface Step {
  readonly type: string;
  readonly event?: { readonly type?: unknown };
  readonly snapshot?: { readonly status?: unknown; readonly value?: unknown };
}

/** Fields that hold the step's place and the machine's definition: nothing that was typed or received. */
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
 * A step as the inspector's window may receive it: events by type, states by name. Codes, tokens, streams, the
 * viewer's sign-in and all other content of contexts and events stay in this page.
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
