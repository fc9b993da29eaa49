import { Hono } from 'hono';
import { OrderError } from '../control/orderError.ts';
import { readOrders } from '../control/orders.ts';
import { checkShape, type Shape } from '../control/shapes.ts';
import { isTempPass } from '../pass/tempPass.ts';
import type { Env, Service } from '../service.ts';
import { accounts, findAccount, userIdAt } from '../world/accounts.ts';
import { applicationOf } from './policies.ts';
import { FOREIGN, makeRoom } from './routes.ts';
import type { Session } from './Streams.ts';
import { subjectAs } from './subject.ts';

/** A stream on another device of an account; it runs without heartbeats until an order ends it. */
export interface StreamOrder {
  /** The first demo account when absent. */
  readonly user?: string;
  /** The first provider when absent. */
  readonly mvpd?: string;
  readonly device?: string;
  readonly channel?: string;
  /** Name of the app on that device. */
  readonly application?: string;
  /** The application whose policy applies: `northstar-tv` when absent. */
  readonly applicationId?: string;
}

/** The device, channel and application that end a stream from elsewhere. */
export type TakeOrder = Pick<StreamOrder, 'device' | 'channel' | 'application'>;

/** A running stream, without its account. */
export interface RunningStream {
  readonly id: string;
  readonly mvpd: string;
  readonly applicationId: string;
  readonly device?: string;
  readonly channel?: string;
  readonly application?: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** ms since the epoch; absent for one that an order started. */
  readonly endsAt?: number;
}

/** Orders about the streams that Concurrency Monitoring counts. */
export interface StreamOrders {
  /** The running streams, the oldest first. */
  streams(): RunningStream[];
  /** Starts a stream of an account, as if a device had started it. */
  startStream(order?: StreamOrder): RunningStream;
  /** Ends a stream without a reason: its next heartbeat is answered with 410 without a body. */
  endStream(id: string): void;
  /** Ends a stream from another device: its next heartbeat is answered with 410 with a body. */
  takeStream(id: string, by?: TakeOrder): void;
}

const place = { device: 'text', channel: 'text', application: 'text' } as const;
const streamShape: Shape = {
  parts: { ...place, user: 'text', mvpd: 'text', applicationId: 'text' },
};
const takeShape: Shape = { parts: place };

export function streamOrders(service: Service): StreamOrders {
  const { clock, streams, rules, world } = service;
  const running = (id: string): Session => {
    const found = streams.all(clock.now()).find((one) => one.id === id);
    if (!found) throw new OrderError('id: no running stream has this id');
    return found;
  };
  return {
    streams: () => streams.all(clock.now()).map(describe),
    startStream: (order = {}) => {
      checkShape('stream', order, streamShape);
      const account = order.user === undefined ? accounts[0] : findAccount(order.user);
      if (!account)
        throw new OrderError(`user: there are ${accounts.map(({ user }) => user).join(', ')}`);
      const mvpd = world.mvpd(order.mvpd ?? 'ValleyCable');
      if (!mvpd || isTempPass(mvpd))
        throw new OrderError(`mvpd: nobody signs in at "${order.mvpd}"`);
      const app = applicationOf(order.applicationId ?? 'northstar-tv', rules.concurrency);
      if (!app) throw new OrderError(`applicationId: there is no "${order.applicationId}"`);
      const subject = subjectAs(rules.concurrency, userIdAt(mvpd, account));
      if (subject === undefined) throw new OrderError('user: upstreamUserID is not told now');
      const home = { policy: app.policy.name, idp: mvpd.id, subject };
      if (app.strategy === 'fifo') makeRoom(streams.of(home, clock.now()), app.policy);
      const never = Number.POSITIVE_INFINITY;
      return describe(streams.add(home, FOREIGN, metadataOf(order), clock.now(), never));
    },
    endStream: (id) => {
      running(id).endsAt = clock.now();
    },
    takeStream: (id, by = {}) => {
      checkShape('take', by, takeShape);
      running(id).endedBy = { startedAt: clock.now(), metadata: metadataOf(by) };
    },
  };
}

export function streamRoutes(control: StreamOrders): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/streams', (c) => c.json(control.streams()));
  app.post('/streams', (c) => c.json(control.startStream(readOrders(c))));
  app.delete('/streams/:id', (c) => {
    control.endStream(c.req.param('id'));
    return c.json({ ok: true });
  });
  app.post('/streams/:id/take', (c) => {
    control.takeStream(c.req.param('id'), readOrders(c));
    return c.json({ ok: true });
  });
  return app;
}

function metadataOf({ device, channel, application }: TakeOrder): Record<string, string> {
  return {
    deviceName: device ?? 'Living room',
    channel: channel ?? 'Northstar',
    applicationName: application ?? 'Northstar',
    contentType: 'live',
  };
}

function describe({ id, idp, applicationId, metadata, startedAt, endsAt }: Session): RunningStream {
  const { deviceName, channel, applicationName } = metadata;
  return {
    id,
    mvpd: idp,
    applicationId,
    ...(deviceName === undefined ? {} : { device: deviceName }),
    ...(channel === undefined ? {} : { channel }),
    ...(applicationName === undefined ? {} : { application: applicationName }),
    startedAt,
    ...(Number.isFinite(endsAt) ? { endsAt } : {}),
  };
}
