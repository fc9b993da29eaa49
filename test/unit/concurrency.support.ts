import { Concurrency, type Subject, type TrackedStream } from '../../core/concurrency/index.ts';
import type { HttpRequest, HttpResponse } from '../../core/ports.ts';
import { type Answer, json, type TestPorts, testPorts } from '../support/ports.ts';

/** A scripted Concurrency Monitoring: the test defines the answer and headers of each kind of call. */
export type Kind = 'metadata' | 'start' | 'beat' | 'stop' | 'running';
export type Script = Partial<Record<Kind, (nth: number, request: HttpRequest) => Answer>>;

export const whose: Subject = { mvpd: 'ValleyCable', subject: 'a/b+c==' };
export const where = { baseUrl: 'https://streams.example/v2/', applicationId: 'demo-app' };
export const session = '0d1c0d9a-9a1c-4b53-8a34-3d8b1b2c9f10';

/** Headers as the service sends them; the service's date is unrelated to the device's. */
export const timed = (seconds = 60) => ({
  date: 'Wed, 01 Jan 2036 10:00:00 GMT',
  expires: new Date(Date.parse('Wed, 01 Jan 2036 10:00:00 GMT') + seconds * 1_000).toUTCString(),
});

export const empty = (status: number, headers = {}): HttpResponse => ({
  status,
  contentType: '',
  text: '',
  headers,
});
export const accepted = (seconds = 60) => empty(202, { ...timed(seconds), location: session });

const usual: Record<Kind, () => Answer> = {
  metadata: () => json(200, []),
  start: () => accepted(),
  beat: () => empty(202, timed()),
  stop: () => empty(202),
  running: () => json(200, { runningStreams: [] }),
};

export const refresh = json(400, {
  obligations: { namespace: 'adobe.primetime.cm', action: 'refresh', arguments: ['metadata'] },
});

const conflict = {
  terminationCode: '1a2b3c4d',
  channel: 'Channel1',
  startedAt: '2026-11-30T10:00:00.000Z',
  deviceName: 'Living room',
  applicationName: 'Northstar',
};
const another = { ...conflict, terminationCode: '5e6f7a8b', startedAt: '2026-11-30T11:00:00.000Z' };
const inB = {
  decision: 'DENY',
  associatedAdvice: [
    {
      id: 'advice-1',
      adviceType: 'rule-violation',
      attributes: {
        rule: 'max-2',
        threshold: 2,
        current: 2,
        conflicts: [
          {
            sessionId: 's-1',
            terminationCode: '1a2b3c4d',
            metadata: { deviceName: 'Living room', channel: 'Channel1' },
          },
          { sessionId: 's-2', terminationCode: '5e6f7a8b', metadata: { deviceName: 'Kitchen' } },
        ],
      },
    },
  ],
  obligations: [],
};

/** The forms of a refusal that the documentation shows. */
export const shapes = {
  A: json(409, {
    associatedAdvice: [
      {
        type: 'rule-violation',
        message: 'You are watching on too many screens.',
        conflicts: { 's-1': [conflict], 's-2': [another] },
      },
    ],
    obligations: [],
  }),
  B: json(409, { evaluationResult: inB }),
  C: json(409, {
    status: 'error',
    error: { code: 'POLICY_VIOLATION', message: 'Too many.' },
    evaluationResult: inB,
  }),
  D: json(409, { associatedAdvice: [{ type: 'rule-violation', conflicts: [conflict, another] }] }),
  none: empty(409),
} as const;

export const terminated = json(410, {
  associatedAdvice: [
    {
      type: 'remote-termination',
      message: 'Stopped from another device.',
      terminator: {
        channel: 'Channel2',
        startedAt: '2026-11-30T12:00:00.000Z',
        deviceName: "Joe's iPad",
        applicationName: 'Northstar',
      },
    },
  ],
});

export interface Rig {
  readonly service: Concurrency;
  readonly ports: TestPorts;
  readonly script: Script;
  count(kind: Kind): number;
  last(kind: Kind): HttpRequest;
  start(codes?: readonly string[]): ReturnType<Concurrency['start']>;
  beat(hold: TrackedStream): ReturnType<Concurrency['heartbeat']>;
  /** A stream that was accepted. */
  held(): Promise<TrackedStream>;
}

const { signal } = new AbortController();

export function rig(script: Script = {}, whenUnreachable: 'play' | 'refuse' = 'play'): Rig {
  const asked: [Kind, HttpRequest][] = [];
  const ports = testPorts((request) => {
    const kind = kindOf(request);
    asked.push([kind, request]);
    const nth = asked.filter(([one]) => one === kind).length;
    return script[kind]?.(nth, request) ?? usual[kind]();
  });
  const service = new Concurrency({ ...where, whenUnreachable }, ports);
  const of = (kind: Kind) => asked.filter(([one]) => one === kind);
  const supply = () => ({ channel: 'Channel1' });
  const start = (codes: readonly string[] = []) => service.start(whose, supply, signal, codes);
  return {
    service,
    ports,
    script,
    count: (kind) => of(kind).length,
    last: (kind) => of(kind).at(-1)?.[1] as HttpRequest,
    start,
    beat: (hold) => service.heartbeat(hold, supply, signal),
    async held() {
      const started = await start();
      if (started.is !== 'held') throw new Error(`not held, but ${started.is}`);
      return started.hold;
    },
  };
}

function kindOf({ method, url }: HttpRequest): Kind {
  const path = new URL(url).pathname.replace('/v2/', '').split('/');
  if (path[0] === 'metadata') return 'metadata';
  if (path[0] === 'runningStreams') return 'running';
  if (method === 'DELETE') return 'stop';
  return path.length === 3 ? 'start' : 'beat';
}
