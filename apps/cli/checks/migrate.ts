import {
  createPassService,
  type KeyValueStore,
  Memory,
  PassError,
  type PassService,
  type Profile,
} from '@couchpass/core';
import { feedRequest, readFeed, resourcesOf } from '@couchpass/core/catalogue';
import { isCancelled, sendWithTimeout } from '@couchpass/core/pass';
import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { sayError } from './advice.ts';
import { compareDecisions, compareProfiles, compareProviders } from './compare.ts';
import type { Comparison, Difference } from './report.ts';

type Call = Comparison['call'];

interface Outcome {
  readonly found: string;
  readonly differences: readonly Difference[];
}

/**
 * Sends the same requests to REST API V1 and V2 as the same device, and reports where the answers differ:
 * the differences that a television will see after a migration. Nobody is signed in or out.
 */
export async function migrate(session: Session): Promise<ExitCode> {
  const { couchpass, platform, io, say } = session;
  const { pass } = couchpass.settings.appSettings;
  // One client for both, as after an upgrade; but profiles come from the service, not from the memory.
  const memory = new Memory(withoutProfile(platform.storage));
  const [v1, v2] = (['v1', 'v2'] as const).map((api) =>
    createPassService({ ...pass, api }, platform, memory),
  ) as [PassService, PassService];
  let differing = 0;

  async function compare<T>(
    call: Call,
    ask: (service: PassService) => Promise<T>,
    judge: (v1: T, v2: T) => Outcome,
  ): Promise<{ readonly v1: T | null; readonly v2: T | null }> {
    const answers = { v1: await answerOf(ask(v1)), v2: await answerOf(ask(v2)) };
    const { found, differences } = weigh(answers, judge);
    if (differences.length > 0) differing++;
    say({
      event: 'comparison',
      call,
      result: differences.length === 0 ? 'same' : 'differs',
      found,
      differences,
    });
    return { v1: givenBy(answers.v1), v2: givenBy(answers.v2) };
  }

  await compare('providers', (it) => it.providers(io.signal), compareProviders);
  const known = await compare('profiles', (it) => it.profiles(io.signal), compareProfiles);
  const mvpd = inBoth(known.v1, known.v2);
  if (mvpd === undefined) {
    say({
      event: 'comparison',
      call: 'preauthorize',
      result: 'notAsked',
      found: `not asked: ${howToSignIn}`,
      differences: [],
    });
  } else {
    const resources = await feedResources(session);
    const ask = (it: PassService) => it.preauthorize(mvpd, resources, io.signal);
    await compare('preauthorize', ask, compareDecisions);
  }
  say({ event: 'migration', complete: mvpd !== undefined, differing });
  return differing === 0 ? exit.done : exit.denied;
}

/** Adobe, "REST API V2 FAQs": the viewer of an upgraded app signs in again. */
const howToSignIn =
  'each generation has logins of its own, and both want one at the same provider ("login --api v1", "login --api v2")';

function inBoth(
  v1: readonly Profile[] | null,
  v2: readonly Profile[] | null,
): Profile['mvpd'] | undefined {
  return v2?.find(({ mvpd }) => v1?.some((other) => other.mvpd === mvpd))?.mvpd;
}

type Answer<T> = { readonly value: T } | { readonly error: PassError };

async function answerOf<T>(work: Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await work };
  } catch (error) {
    if (!(error instanceof PassError) || isCancelled(error)) throw error;
    return { error };
  }
}

function givenBy<T>(answer: Answer<T>): T | null {
  return 'value' in answer ? answer.value : null;
}

/** @throws PassError when both failed: then there is nothing to compare */
function weigh<T>(
  { v1, v2 }: { readonly v1: Answer<T>; readonly v2: Answer<T> },
  judge: (v1: T, v2: T) => Outcome,
): Outcome {
  if ('error' in v1 && 'error' in v2) throw v2.error;
  if ('value' in v1 && 'value' in v2) return judge(v1.value, v2.value);
  const tell = (answer: Answer<T>) => ('error' in answer ? sayError(answer.error) : 'answers');
  return {
    found: 'only one of them answers',
    differences: [{ what: 'the call', v1: tell(v1), v2: tell(v2) }],
  };
}

/** The feed's resources, each once. @throws PassError */
async function feedResources({ couchpass, platform, io }: Session): Promise<string[]> {
  const { feedUrl } = couchpass.settings.appSettings.catalogue;
  const catalogue = readFeed(await sendWithTimeout(platform, feedRequest(feedUrl), io.signal));
  return [...resourcesOf(catalogue)];
}

function withoutProfile(storage: KeyValueStore): KeyValueStore {
  const hidden = 'couchpass/profile';
  return {
    get: async (key) => (key === hidden ? undefined : storage.get(key)),
    set: (key, value) => storage.set(key, value),
    delete: (key) => storage.delete(key),
  };
}
