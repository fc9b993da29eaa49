/** The running streams that Concurrency Monitoring counts, and orders to end them. */
import { button, call, table, timeOf, update } from './dom.js';

function streamRow({ id, device, application, channel, mvpd, startedAt, endsAt }) {
  const name = device ?? 'unknown device';
  const of = (label, what, work) =>
    button(label, what, work, { ariaLabel: `${label} the stream on ${name}` });
  return [
    name,
    application ?? '',
    channel ?? '',
    mvpd,
    timeOf(startedAt),
    endsAt === undefined ? '' : timeOf(endsAt),
    [
      of('End', 'The stream has ended: 410 without a body.', () => call('DELETE', `streams/${id}`)),
      of('Take over', 'Another device has taken the stream over: 410 with a body.', () =>
        call('POST', `streams/${id}/take`, { device: 'iPad' }),
      ),
    ],
  ];
}

export function showStreams(streams) {
  update('streams', streams, () =>
    table(
      ['Device', 'App', 'Channel', 'Provider', 'Since', 'Until', 'Actions'],
      streams.map(streamRow),
      'No stream is counted.',
    ),
  );
}
