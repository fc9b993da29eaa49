import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { choose, countingOf } from '../streams/counting.ts';
import { reportStream } from '../streams/report.ts';
import { UsageError } from '../usage.ts';
import { knownMvpd } from '../viewer.ts';

/** Lists the running streams of the viewer's account on all devices; with `end`, ends one of them. */
export async function streams(
  { couchpass, platform, io, say }: Session,
  { end }: { readonly end: string | undefined },
): Promise<ExitCode> {
  const counting = await countingOf(couchpass.settings, platform);
  if (!counting) {
    throw new UsageError('The settings name no Concurrency Monitoring for this platform.');
  }
  const mvpd = await knownMvpd(couchpass, io.signal);
  if (mvpd === null) {
    say({ event: 'notSignedIn' });
    return exit.denied;
  }
  const whose = await counting.whose(mvpd);
  if (whose === null) {
    say({ event: 'uncounted', why: 'the provider tells no account for it' });
    return exit.denied;
  }
  const running = await counting.service.running(whose, io.signal);
  if (end === undefined) {
    say({ event: 'streams', streams: running.map(reportStream) });
    return exit.done;
  }
  const chosen = choose(running, end);
  await counting.service.stopOther(whose, chosen.session ?? '', io.signal);
  say({ event: 'ended', stream: reportStream(chosen) });
  return exit.done;
}
