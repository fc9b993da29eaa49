import type { OtherStream } from '@couchpass/core/concurrency';

/** What Concurrency Monitoring says, as data; no account, session or code of it is shown. */
export type StreamsReport =
  | { readonly event: 'streams'; readonly streams: readonly ReportedStream[] }
  | {
      readonly event: 'crowded';
      readonly streams: readonly ReportedStream[];
      /** The operator's own words. */
      readonly message?: string;
    }
  | { readonly event: 'ending'; readonly stream: ReportedStream; readonly inS: number }
  | { readonly event: 'ended'; readonly stream: ReportedStream }
  | { readonly event: 'counted' }
  | { readonly event: 'uncounted'; readonly why: string }
  | { readonly event: 'taken'; readonly by?: ReportedStream; readonly message?: string }
  | { readonly event: 'left' };

export interface ReportedStream {
  /** In its list, from 1. */
  readonly number?: number;
  readonly device?: string;
  readonly application?: string;
  readonly channel?: string;
  /** ISO 8601. */
  readonly since?: string;
}

export function reportStream(
  { device, application, channel, startedAt }: OtherStream,
  index?: number,
): ReportedStream {
  return {
    ...(index === undefined ? {} : { number: index + 1 }),
    ...(device === undefined ? {} : { device }),
    ...(application === undefined ? {} : { application }),
    ...(channel === undefined ? {} : { channel }),
    ...(startedAt === undefined ? {} : { since: new Date(startedAt).toISOString() }),
  };
}
