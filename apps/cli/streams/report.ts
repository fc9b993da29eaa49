import type { OtherStream } from '@couchpass/core/concurrency';

/** Answers of Concurrency Monitoring, as data, without its accounts, sessions and codes. */
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
  /** Position in its list, from 1. */
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
