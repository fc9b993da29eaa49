import type { BenchRow } from '../../tools/commands/bench.ts';
import { until } from '../support/condition.ts';
import { Channel } from './channel.rig.ts';
import { enlarged, type ServedFeed, serveFeed } from './feed.ts';
import { type Cost, costsIn } from './statements.ts';

/** Handlers of the render thread, a Task's work for one order, and written JSON. */
export const counted = /^(on[a-z]+|init|answerorder|json_encoded)$/;

/** The cost of one step. */
export interface Step {
  /** On the render thread. */
  readonly render: Pick<Cost, 'statements' | 'nodes'>;
  /** Statements of all Tasks, and of the largest order among them. */
  readonly task: number;
  readonly largest: number;
}

/** Limits for the code screen, and for the largest order of a Task with the feed of 800 titles. */
export const limits = { codeScreen: 10_000, order: 200_000 } as const;

/** Counts the channel's cost, step by step: with the feed of 24 titles, and with one of 800. */
export async function measureRoku(folder: string): Promise<BenchRow[]> {
  const served = await serveFeed();
  try {
    const rows: BenchRow[] = [];
    for (const titles of [24, 800]) rows.push(...(await measureFeed(folder, served, titles)));
    return rows;
  } finally {
    await served.close();
  }
}

async function measureFeed(
  folder: string,
  served: ServedFeed,
  titles: number,
): Promise<BenchRow[]> {
  const channel = await Channel.open(folder, {
    counted,
    settings: (appSettings) => {
      appSettings.catalogue.feedUrl = `${served.url}/feed.json`;
    },
  });
  try {
    const feed = await (await fetch(`${channel.sandbox.url}/programmer/feed.json`)).json();
    served.feed = enlarged(feed, titles, 12, '');
    const row = (what: string, step: Step, allowed = ''): BenchRow => ({
      what: `${titles} titles: ${what}`,
      measured: sayStep(step),
      allowed,
    });
    const launch = await stepOf(channel, async () => {
      await channel.launch();
      await channel.sees(/^BEACON AppLaunchComplete$/);
    });
    const right = await stepOf(channel, () => channel.press('Right'), 1);
    await stepOf(channel, () => channel.press('Right', 'Right'), 2);
    const scroll = await stepOf(channel, () => channel.press('Right'), 1);
    const down = await stepOf(channel, () => channel.press('Down'), 1);
    const title = await stepOf(channel, async () => {
      await channel.press('Select');
      await channel.on('title');
    });
    const back = await stepOf(channel, async () => {
      await channel.press('Back');
      await channel.on('home');
    });
    await channel.press('Info');
    await channel.on('account');
    const code = await stepOf(channel, async () => {
      await channel.press('Select');
      await channel.on('signIn');
      await channel.code();
      await channel.sees(/^SAYS /);
      await settled(channel);
    });
    return [
      row('launch to Home', launch, `order ${limits.order}`),
      row('an arrow along a row', right, '0 nodes'),
      row('an arrow that scrolls the row', scroll, '0 nodes'),
      row('an arrow to the next row', down, '0 nodes'),
      row('Home to a title', title),
      row('back to Home', back),
      row('the code screen', code, `render ${limits.codeScreen}`),
    ];
  } finally {
    await channel.close();
  }
}

function sayStep({ render, task, largest }: Step): string {
  const parts = [`render ${render.statements}`, `${render.nodes} nodes`];
  if (task > 0) parts.push(`Tasks ${task} (largest order ${largest})`);
  return parts.join(', ');
}

/** The cost counted while `act` ran. @param keys the number of key presses to wait for */
export async function stepOf(
  channel: Channel,
  act: () => Promise<unknown>,
  keys = 0,
): Promise<Step> {
  await settled(channel);
  const from = channel.simulator.lines.length;
  await act();
  const costs = () => costsIn(channel.simulator.lines.slice(from));
  // A key is printed when it is pressed and when it is released.
  const heard = () => costs().filter(({ name }) => name === 'onkeyevent').length >= keys * 2;
  await until(() => heard() || null, { what: `${keys} keys`, limit: 60_000 });
  await settled(channel);
  // The tick is not part of any step.
  const all = costs().filter(({ name }) => name !== 'ontick');
  if (process.env.COUCHPASS_ROKU_COSTS) console.log(all);
  const render = all.filter(({ thread }) => thread === 0);
  const tasks = all.filter(({ thread }) => thread !== 0).map(({ statements }) => statements);
  const sum = (list: readonly number[]) => list.reduce((before, one) => before + one, 0);
  return {
    render: {
      statements: sum(render.map(({ statements }) => statements)),
      nodes: sum(render.map(({ nodes }) => nodes)),
    },
    task: sum(tasks),
    largest: Math.max(0, ...tasks),
  };
}

/** Waits until only the tick has been counted for a while. */
export async function settled(channel: Channel): Promise<void> {
  let known = -1;
  let since = 0;
  await until(
    () => {
      const count = costsIn(channel.simulator.lines).filter(({ name }) => name !== 'ontick').length;
      if (count !== known) since = performance.now();
      known = count;
      return performance.now() - since > 1_500 || null;
    },
    { what: 'quiet', limit: 60_000 },
  );
}
