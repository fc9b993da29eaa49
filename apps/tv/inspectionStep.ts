import type { CouchpassOptions } from '@couchpass/core';

type Inspected = Parameters<NonNullable<CouchpassOptions['inspect']>>[0];

/** What XState's declarations leave out of an actor that is inspected. */
interface Inspectable {
  readonly id?: string;
  readonly sessionId: string;
  readonly _parent?: { readonly sessionId: string };
  readonly logic?: { readonly config?: { readonly id?: string } };
  getSnapshot?(): unknown;
}

/** A message to Stately's inspector (version 0.7 of its protocol). */
export interface InspectionStep {
  readonly type: '@xstate.actor' | '@xstate.event' | '@xstate.snapshot';
  readonly _version: string;
  readonly createdAt: string;
  readonly id: null;
  readonly rootId: string;
  readonly sessionId: string;
  /** Of an actor only. */
  readonly name?: string;
  readonly definition?: string;
  readonly parentId?: string;
  /** Of an event only: who sent it. */
  readonly sourceId?: string;
  readonly event?: { readonly type: string };
  readonly snapshot?: Place;
}

/** Where a machine is. What it holds is not said: contexts and children are empty. */
interface Place {
  readonly status: unknown;
  readonly value: unknown;
  readonly context: Record<string, never>;
  readonly children: Record<string, never>;
}

/** The version that Stately's page expects. */
const protocol = '0.7.2';

/**
 * A step of the running machine as the inspector's window may receive it: events by type, states by name. Codes,
 * tokens, streams, the viewer's sign-in and all other content of contexts and events stay in this page.
 * @returns null for a step that the inspector does not draw
 */
export function inspectionStep(seen: Inspected): InspectionStep | null {
  const actor = seen.actorRef as unknown as Inspectable;
  const base = {
    _version: protocol,
    createdAt: Date.now().toString(),
    id: null,
    rootId: seen.rootId,
    sessionId: actor.sessionId,
  };
  switch (seen.type) {
    case '@xstate.actor':
      return {
        ...base,
        type: seen.type,
        name: nameOf(actor),
        definition: definitionOf(actor),
        parentId: actor._parent?.sessionId,
        snapshot: placeOf(actor.getSnapshot?.()),
      };
    case '@xstate.event': {
      const { event, sourceRef } = seen;
      return { ...base, type: seen.type, event: only(event), sourceId: sourceRef?.sessionId };
    }
    case '@xstate.snapshot': {
      const { event, snapshot } = seen;
      return { ...base, type: seen.type, event: only(event), snapshot: placeOf(snapshot) };
    }
    default:
      return null;
  }
}

const only = ({ type }: { readonly type: string }) => ({ type });

function placeOf(snapshot: unknown): Place {
  const { status = 'active', value } = (snapshot ?? {}) as { status?: unknown; value?: unknown };
  return { status, value, context: {}, children: {} };
}

function nameOf({ id, sessionId, logic }: Inspectable): string {
  const own = id === sessionId ? logic?.config?.id : id;
  return own ?? sessionId;
}

/**
 * The chart as JSON, with functions by name and without its first context; an actor without a chart is drawn by
 * its name alone.
 */
function definitionOf(actor: Inspectable): string {
  const config = actor.logic?.config;
  const drawn = typeof config === 'object' ? { ...config, context: {} } : { id: nameOf(actor) };
  return JSON.stringify(drawn, nameFunctions);
}

function nameFunctions(_key: string, value: unknown): unknown {
  return typeof value === 'function' ? { type: value.name } : value;
}
