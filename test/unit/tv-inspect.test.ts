import { describe, expect, it } from 'vitest';
import { assign, createActor, fromPromise, type InspectionEvent, setup } from 'xstate';
import { inspectionStep } from '../../apps/tv/inspectionStep.ts';
import { inspectorWindow } from '../../apps/tv/inspectorWindow.ts';

const secret = 'eyJ-token-1';

/** Runs a machine with a token in context, events, input and output of an actor. */
async function inspected(): Promise<InspectionEvent[]> {
  const seen: InspectionEvent[] = [];
  const machine = setup({
    types: {} as { context: { token: string }; events: { type: 'SIGN_IN'; token: string } },
    actors: { fetchProfile: fromPromise(async () => ({ token: secret })) },
  }).createMachine({
    id: 'pass',
    context: { token: secret },
    initial: 'signedOut',
    states: {
      signedOut: {
        on: { SIGN_IN: { target: 'checking', actions: assign(({ event }) => event) } },
      },
      checking: { invoke: { src: 'fetchProfile', onDone: 'signedIn' } },
      signedIn: { type: 'final' },
    },
  });
  const actor = createActor(machine, { inspect: (event) => seen.push(event) });
  const ended = new Promise<void>((resolve) => {
    actor.subscribe({ complete: resolve });
  });
  actor.start();
  actor.send({ type: 'SIGN_IN', token: secret });
  await ended;
  return seen;
}

describe('steps for the inspector', () => {
  it('say where the machine is, and nothing that it holds', async () => {
    const steps = (await inspected()).map(inspectionStep).filter((step) => step !== null);
    expect(JSON.stringify(steps)).not.toContain(secret);
    const snapshots = steps.filter(({ type }) => type === '@xstate.snapshot');
    expect(snapshots.map(({ snapshot }) => snapshot?.value)).toContain('checking');
    expect(snapshots.map(({ snapshot }) => snapshot?.value)).toContain('signedIn');
    expect(steps.map(({ event }) => event?.type)).toContain('SIGN_IN');
  });

  it('draw the chart, with the actors it starts below it', async () => {
    const steps = (await inspected()).map(inspectionStep).filter((step) => step !== null);
    const [chart, child] = steps.filter(({ type }) => type === '@xstate.actor');
    expect(chart?.name).toBe('pass');
    const definition = JSON.parse(chart?.definition ?? '');
    expect(Object.keys(definition.states)).toEqual(['signedOut', 'checking', 'signedIn']);
    expect(child?.parentId).toBe(chart?.sessionId);
    expect(steps.every(({ rootId }) => rootId === chart?.sessionId)).toBe(true);
    expect(steps.every(({ _version }) => typeof _version === 'string')).toBe(true);
  });
});

describe('the window of the inspector', () => {
  const step = { type: '@xstate.event', sessionId: 'x:0' } as never;

  function opened() {
    const told: unknown[] = [];
    const shown = { postMessage: (data: unknown, to: string) => told.push([data, to]) };
    let hear: (message: unknown) => void = () => {};
    const tell = inspectorWindow({
      open: () => shown as never,
      addEventListener: (_type: string, listener: never) => {
        hear = listener;
      },
    });
    return { told, shown, tell, hear: (message: unknown) => hear(message) };
  }

  it('is told at once, and what came before it listened', () => {
    const { told, shown, tell, hear } = opened();
    tell(step);
    expect(told).toEqual([]);
    const data = { type: '@statelyai.connected' };
    hear({ origin: 'https://evil.example', source: shown, data });
    hear({ origin: 'https://stately.ai', source: {}, data });
    expect(told).toEqual([]);
    hear({ origin: 'https://stately.ai', source: shown, data });
    tell(step);
    expect(told).toEqual([
      [step, 'https://stately.ai'],
      [step, 'https://stately.ai'],
    ]);
  });

  it('keeps the newest 200 steps while nobody listens', () => {
    const { told, shown, tell, hear } = opened();
    for (let at = 0; at < 250; at++) tell({ sessionId: String(at) } as never);
    const data = { type: '@statelyai.connected' };
    hear({ origin: 'https://stately.ai', source: shown, data });
    expect(told).toHaveLength(200);
    expect(told[0]).toEqual([{ sessionId: '50' }, 'https://stately.ai']);
  });

  it('is an error when the browser refuses it', () => {
    expect(() => inspectorWindow({ open: () => null, addEventListener() {} })).toThrow('refused');
  });
});
