import { afterAll, describe, expect, it } from 'vitest';
import { problemTexts } from '../../apps/tv/models/common.ts';
import { signInModel } from '../../apps/tv/models/signIn.ts';
import { createTranslate } from '../../apps/tv/texts/index.ts';
import type { View } from '../../core/machine/view.types.ts';
import { badAnswers, foreignAnswers, wrongDates } from '../support/badAnswers.ts';
import { type Call, type Said, type Scripted, scripted, signedIn } from '../support/scripted.ts';
import { authnToken } from '../support/scriptedV1.ts';
import { type Scenario, scenarios } from './faults/scenarios.ts';

/**
 * Every call that the app makes on a television (REST API V2, registration and V1) with every bad answer:
 * the last screen, its text, and the number of requests in two minutes of virtual time. Printed as a table.
 * The tests assert that requests are bounded, no viewer is signed out, there is always a way Home, and
 * everything works once the service does.
 */
const twoMinutes = 120_000;
const english = createTranslate('en');
const table: string[][] = [];

function say(view: View): string {
  const phase = 'phase' in view ? `.${view.phase}` : '';
  const viewer = view.screen === 'home' ? (view.viewer ? ' signed in' : ' signed out') : '';
  return view.screen + phase + viewer;
}

/** The line that names the problem; '' where there is none. */
function wordsOf(view: View): string {
  if ('problem' in view && view.problem) return problemTexts(view.problem, english).title;
  if (view.screen !== 'signIn') return '';
  if (view.phase === 'expired') return english('signIn.expiredTitle');
  return view.troubled ? signInModel(view, 'no', 0, english).status : '';
}

/** Presses Back at most four times, until Home is shown. */
async function goHome(world: Scripted): Promise<void> {
  for (let steps = 0; steps < 4 && world.app.view.screen !== 'home'; steps++) {
    world.app.send({ type: 'BACK' });
    await world.advance(0);
  }
  world.on('home');
}

const isLogout = (call: Call) => call === 'logout' || call === 'v1 logout';

async function suffer(call: Call, scenario: Scenario, bad: () => Said): Promise<string[]> {
  const world = await scenario.lead({ [call]: bad });
  const before = world.count(call);
  await world.advance(twoMinutes);
  const asked = world.count(call) - before;
  const row = [say(world.app.view), `${asked}`, wordsOf(world.app.view)];

  expect(asked).toBeLessThanOrEqual(scenario.most);
  expect(asked + before).toBeGreaterThan(0);
  const logouts = world.count('logout') + world.count('v1 logout');
  expect(logouts).toBeLessThanOrEqual(isLogout(call) ? scenario.most : 0);
  await goHome(world);
  await world.advance(10_000);
  delete world.script[call];
  if (!scenario.good(world.app.view)) await scenario.again(world);
  expect(say(world.app.view)).toSatisfy(() => scenario.good(world.app.view));
  return row;
}

describe.each(Object.entries(scenarios) as [Call, Scenario][])('%s', (call, scenario) => {
  it.each(Object.entries(badAnswers))('answered with: %s', async (name, bad) => {
    table.push([call, name, ...(await suffer(call, scenario, bad))]);
  });

  it.each(Object.entries(wrongDates))('%s', async (name, years) => {
    const world = await scenario.lead({}, years);
    await world.advance(twoMinutes);
    table.push([call, name, say(world.app.view), `${world.count(call)}`, wordsOf(world.app.view)]);
    expect(wordsOf(world.app.view)).toBe('');
    await goHome(world);
    if (!scenario.good(world.app.view)) await scenario.again(world);
    expect(say(world.app.view)).toSatisfy(() => scenario.good(world.app.view));
  });
});

/**
 * Titles that none of these answers may lead to: they would blame the viewer's provider or subscription
 * without the service having said so.
 */
const untrue = [
  ...['signInAgain', 'notInPackage', 'parentalControl', 'providerPause', 'providerUnavailable'],
  'unknown',
].map((key) => english(`problem.${key}.title` as 'problem.unknown.title'));

/** A DCR call may answer `{"error": "…"}` with 401, as documented: then the answer is the service's own. */
const isTheirs = (call: Call, name: string) => call === 'token' && name === '401 DCR of others';

/** The stored registration and sign-in. */
const kept = ({ ports }: Scripted) =>
  ['client', 'profile', 'provider'].map((key) => ports.stored.get(`couchpass/${key}`));

describe.each(Object.entries(scenarios) as [Call, Scenario][])(
  "%s, answered in the service's place",
  (call, scenario) => {
    const names = Object.entries(foreignAnswers).filter(([name]) => !isTheirs(call, name));

    it.each(names)('%s', async (name, foreign) => {
      table.push([call, name, ...(await suffer(call, scenario, foreign))]);
      const [, , , , read = ''] = table.at(-1) ?? [];
      expect(untrue).not.toContain(read);
      // An empty 401 for a token may mean that this app is not allowed to have one.
      if (name !== '401 empty') expect(read).not.toBe(english('problem.setup.title'));
    });

    it.each(names)('%s, once: what is kept is kept', async (_, foreign) => {
      const world = await scenario.lead({ [call]: foreign });
      const before = kept(world);
      await world.advance(5_000);
      const after = kept(world);
      // A sign-out removes what it is meant to remove.
      const meant = isLogout(call) ? [0] : [0, 1, 2];
      for (const key of meant) if (before[key]) expect(after[key]).toEqual(before[key]);
      delete world.script[call];
      await goHome(world);
      if (!scenario.good(world.app.view)) await scenario.again(world);
      expect(say(world.app.view)).toSatisfy(() => scenario.good(world.app.view));
    });
  },
);

/** Whether the network requires an action of its user first, by the names in `foreignAnswers`. */
const isPortal = (name: string) => /^(30[028]|511|20[06] HTML)/.test(name);

describe.each(['poll', 'authn'] as const)('a code, asked about by %s', (call) => {
  it.each(Object.entries(foreignAnswers))(
    'survives %s, and goes on by itself',
    async (name, foreign) => {
      const { lead, good } = scenarios[call] as Scenario;
      const world = await lead({});
      await world.advance(1_000);
      const { code } = world.on('signIn');
      world.script[call] = foreign;
      await world.advance(60_000);
      expect(world.on('signIn')).toMatchObject({ phase: 'waiting', code, troubled: true });
      // The code stays on the screen; the line beside it names the problem.
      expect(wordsOf(world.app.view)).toMatch(
        isPortal(name)
          ? /This network asks for something first/
          : /Your code still works|Something else answers for the service/,
      );
      Object.assign(world.script, { poll: signedIn, authn: () => authnToken() });
      await world.advance(30_000);
      expect(say(world.app.view)).toSatisfy(() => good(world.app.view));
    },
  );
});

it('a date that jumps by twenty years between two launches signs nobody out', async () => {
  for (const years of [-10, 10]) {
    const { lead } = scenarios.play as Scenario;
    const world = await lead({}, years);
    const later = scripted({}, world.ports.stored);
    later.ports.clock.wall = world.ports.clock.wall - 2 * years * 365 * 86_400_000;
    later.app.start();
    await later.advance(0);
    expect(say(later.app.view)).toBe('home signed in');
  }
});

it('the table is complete', () => {
  const columns = [badAnswers, foreignAnswers, wrongDates]
    .map((each) => Object.keys(each).length)
    .reduce((a, b) => a + b);
  // One of the combinations is the service's own answer.
  expect(table).toHaveLength(Object.keys(scenarios).length * columns - 1);
});

afterAll(() => {
  const head = ['call', 'bad answer', 'where the viewer is', 'asked in 2 min', 'what is read'];
  const rows = [head, ...table];
  const width = head.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(width[i] ?? 0))
      .join('  ')
      .trimEnd();
  console.log(rows.map(line).join('\n'));
});
