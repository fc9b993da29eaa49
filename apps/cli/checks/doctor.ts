import { resolve } from 'node:path';
import { SettingsError } from '@couchpass/core';
import type { Command } from '../args.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import type { Say } from '../report.ts';
import { openSession } from '../session.ts';
import { type Bench, type Finding, notice, setUp, skipped, well, wrong } from './bench.ts';
import {
  checkArt,
  checkFeedInBrowser,
  checkPlaybackInBrowser,
  checkServiceInBrowser,
} from './browser.ts';
import { checkFeed } from './feed.ts';
import { checkActivate, checkPlayback, checkStorage } from './programmer.ts';
import {
  checkDomain,
  checkFreePreview,
  configure,
  judgeClock,
  judgeGeneration,
  type Reached,
  reach,
  register,
} from './service.ts';
import { checkStreams } from './streams.ts';

/**
 * Runs all checks of an integration in order, and reports what is wrong and what to do. A check runs even
 * when earlier ones failed, where that is possible. Nobody is signed in or out; a new client is registered,
 * and kept in memory only.
 */
export async function doctor(command: Command, io: Io, say: Say): Promise<ExitCode> {
  let count = 0;
  const report = (check: string, finding: Finding) => {
    if (finding.result === 'wrong') count++;
    say({ event: 'check', check, ...finding });
    return finding.result;
  };
  let who: Reached['who'] = 'service';
  const bench = await openBench(command, io, say, report);
  if (bench) {
    await lookAtBrand(command, io, report);
    who = await lookAtService(bench, report);
    const page = who === 'portal' ? skipped('the network answers in its place') : null;
    report('second screen', page ?? (await checkActivate(bench)));
    const { finding, catalogue } = await checkFeed(bench);
    report('feed', finding);
    report('playback', await checkPlayback(bench, catalogue));
    if (who === 'service') report('service in browsers', await checkServiceInBrowser(bench));
    report('feed in browsers', await checkFeedInBrowser(bench));
    report('playback in browsers', await checkPlaybackInBrowser(bench, catalogue));
    report('pictures', await checkArt(bench, catalogue));
    if (bench.session.couchpass.settings.appSettings.concurrency) {
      report('streams', await checkStreams(bench, catalogue));
    }
    report('storage', await checkStorage(bench));
  }
  say({ event: 'health', well: count === 0, wrong: count });
  if (who !== 'service') return exit.unreachable;
  return count === 0 ? exit.done : exit.denied;
}

type Tell = (check: string, finding: Finding) => Finding['result'];

async function openBench(command: Command, io: Io, say: Say, tell: Tell): Promise<Bench | null> {
  try {
    const session = await openSession(command, io, say);
    const { api, serviceProvider } = session.couchpass.settings.appSettings.pass;
    tell('settings', well(`can be used: ${serviceProvider} over REST API ${api.toUpperCase()}`));
    const bench = setUp(session);
    tell('generation', judgeGeneration(bench));
    return bench;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const { key, wrong: fault, allowed } of error.faults) {
      tell('settings', wrong(`${key} ${fault}`, `Allowed: ${allowed}.`));
    }
    return null;
  }
}

/** Checks the brand files beside the settings, because they go into the apps. */
async function lookAtBrand(command: Command, io: Io, tell: Tell): Promise<void> {
  if (io.lookAtBrand === undefined) return;
  try {
    const warnings = await io.lookAtBrand(resolve(io.cwd, command.settings ?? 'settings.json'));
    for (const warning of warnings) tell('brand', notice(warning, 'docs/brand.md'));
    if (warnings.length === 0) tell('brand', well('logo, texts, theme and art can be used'));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const { key, wrong: fault, allowed } of error.faults) {
      tell('brand', wrong(`${key} ${fault}`, `Allowed: ${allowed}.`));
    }
  }
}

async function lookAtService(bench: Bench, tell: Tell): Promise<Reached['who']> {
  const reached = await reach(bench);
  tell('service', reached.finding);
  const skip = (why: string, ...checks: string[]) => {
    for (const check of checks) tell(check, skipped(why));
  };
  if (reached.who !== 'service') {
    skip('needs the service', 'clock', 'registration', 'configuration', 'domain', 'free preview');
    return reached.who;
  }
  tell('clock', judgeClock(reached.ahead));
  if (tell('registration', await register(bench, reached.page)) === 'wrong') {
    skip('needs an access token', 'configuration', 'domain', 'free preview');
  } else if (tell('configuration', await configure(bench)) === 'wrong' && !bench.configuration()) {
    skip('needs the configuration', 'domain', 'free preview');
  } else {
    tell('domain', checkDomain(bench));
    tell('free preview', await checkFreePreview(bench));
  }
  return 'service';
}
