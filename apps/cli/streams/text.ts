import { sayTime } from '../time.ts';
import type { ReportedStream, StreamsReport } from './report.ts';

export function sayStreams(report: StreamsReport): string {
  switch (report.event) {
    case 'streams':
      return report.streams.length === 0
        ? 'Nothing runs in this account.'
        : report.streams.map(sayStream).join('\n');
    case 'crowded':
      return [
        report.streams.length === 0
          ? 'Too many streams run in this account.'
          : `This account is watching on ${report.streams.length} screens already:`,
        ...report.streams.map((stream) => `  ${sayStream(stream)}`),
        ...(report.message === undefined ? [] : [report.message]),
        'Try again later, or end one: "--end NUMBER" or "--end DEVICE".',
      ].join('\n');
    case 'ending':
      return `Ending ${sayStream(report.stream)} in ${report.inS} s; Ctrl-C keeps it.`;
    case 'ended':
      return `Ended: ${sayStream(report.stream)}`;
    case 'counted':
      return 'This stream is counted as long as this program runs. Enter stops it.';
    case 'uncounted':
      return `This stream is not counted: ${report.why}.`;
    case 'taken':
      return [
        report.by === undefined
          ? 'Playback was stopped from elsewhere.'
          : `Playback moved to ${sayStream(report.by)}.`,
        ...(report.message === undefined ? [] : [report.message]),
      ].join('\n');
    case 'left':
      return 'Stopped.';
  }
}

function sayStream({ number, device, application, channel, since }: ReportedStream): string {
  const what = [device ?? 'an unknown device', application, channel].filter(Boolean).join(' · ');
  const when = since === undefined ? '' : `, since ${sayTime(since)}`;
  return `${number === undefined ? '' : `${number}. `}${what}${when}`;
}
