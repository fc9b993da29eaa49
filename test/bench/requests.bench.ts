import type { Bench, BenchRow } from '../../tools/commands/bench.ts';
import { launchBrowser } from '../support/browser.ts';
import { Remote } from '../support/Remote.ts';
import { startTestEnv } from '../support/testEnv.ts';

const film = 'row-0-item-0';
const poll = /\/profiles\/code\//;

/** The TV app's requests to the service, counted by the sandbox; without the network's feed and art. */
const bench: Bench = async () => {
  const world = await startTestEnv();
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    const tv = new Remote(page);
    const { control } = world.sandbox;
    const asked = () =>
      control
        .requests()
        .filter(({ method, path }) => method !== 'OPTIONS' && /^\/(o|api)\//.test(path))
        .map(({ path }) => path);
    const rows: BenchRow[] = [];

    await page.goto(world.tvUrl);
    await tv.on('home');
    rows.push({ what: 'first launch to Home', measured: `${asked().length}`, allowed: '10' });
    await tv.play(film);
    await tv.says('code', /^[A-Z0-9]{7}$/);
    // The second screen is not opened here, so every counted request is the television's.
    control.signIn({ code: await tv.text('code'), mvpd: 'ValleyCable', user: 'alex' });
    await tv.on('player');
    const toPicture = asked();
    const decisions = toPicture.filter((path) => path.includes('/decisions/')).length;
    const polls = toPicture.filter((path) => poll.test(path)).length;
    rows.push({
      what: 'first launch to signed in, polls apart',
      measured: `${toPicture.length - polls - decisions}`,
      allowed: '6',
    });

    // Every answer of the service is held back: the screens that appear now needed none of them.
    await tv.backHome();
    control.clearRequests();
    control.addFault({ path: '/api/v2/NORTHSTAR/profiles/**', delayMs: 5_000, times: 0 });
    await page.reload();
    await tv.on('home');
    rows.push({
      what: 'later launch: answers of the service that Home waited for',
      measured: `${asked().length}`,
      allowed: '0',
    });
    await tv.play(film);
    await tv.on('player');
    await tv.videoPlays(0.2);
    const later = asked().filter((path) => !path.includes('/profiles/'));
    rows.push({
      what: 'later launch to picture: round trips to the service',
      measured: `${later.length}`,
      allowed: '1',
    });
    return rows;
  } finally {
    await browser.close();
    await world.close();
  }
};

export default bench;
