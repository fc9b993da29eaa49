import type { PassError } from '@couchpass/core';
import { isCancelled, wait } from '@couchpass/core/pass';
import { kindOf } from './fault.ts';
import { interpolate } from './interpolate.ts';
import type { LoginRoundTrip } from './loginRoundTrip.ts';
import type { PageEnvironment } from './pageEnvironment.ts';
import type { Problem } from './problem.ts';
import { type Action, messageStep } from './steps/messageStep.ts';
import type { Outcome, Waiting } from './waiting.ts';
import { isSuperseded } from './waiting.ts';

/** Number and interval (ms) of the requests for the result after the return from the provider. */
const askTimes = 3;
const askEvery = 3_000;

/** The steps that may follow the return from the provider. */
export interface NextSteps {
  /** The service has a profile for the code. @param provider name for people; '' when another signed in */
  signedIn(code: string, provider: string): void;
  /** The code does not exist any more. */
  codeGone(): void;
  /** Opens the same provider again. */
  supply(trip: LoginRoundTrip): void;
  /** Looks the code up, and asks the viewer to confirm the TV. */
  check(code: string): void;
  enterCode(prefill: string): void;
  fail(error: PassError, problem: Omit<Problem, 'error'>): void;
  otherProvider(code: string): Action;
  newCode(): Action;
}

export interface LoginReturn {
  comeBack(trip: LoginRoundTrip, asks?: number): Promise<void>;
  pickUp(code: string): Promise<void>;
}

/** After the provider's page: requests the result from the service, whatever the provider's page showed. */
export function createLoginReturn(
  around: PageEnvironment,
  waiting: Waiting,
  ways: NextSteps,
): LoginReturn {
  const { service, clock, page, texts, trips, places } = around;

  /** Whether the code has a profile, and whether the profile is of the chosen provider. */
  function ask(
    { code, mvpd }: LoginRoundTrip,
    asks: number,
  ): Promise<Outcome<'no' | 'as chosen' | 'otherwise'>> {
    page.show({ name: 'asking', title: texts.askingTitle, body: [] });
    return waiting.during(texts.asking, async (signal) => {
      for (let asked = 1; ; asked += 1) {
        const profiles = await service.profilesByCode(code, signal);
        if (profiles.some((profile) => profile.mvpd === mvpd)) return 'as chosen';
        if (profiles.length > 0) return 'otherwise';
        if (asked >= asks) return 'no';
        await wait(clock, askEvery, signal);
      }
    });
  }

  async function comeBack(trip: LoginRoundTrip, asks = askTimes): Promise<void> {
    if (waiting.busy) return;
    places?.mark({ at: 'return', ...trip });
    const outcome = await ask(trip, asks);
    if (outcome.ok && outcome.value !== 'no') {
      return ways.signedIn(trip.code, outcome.value === 'as chosen' ? trip.name : '');
    }
    if (!outcome.ok && isSuperseded(outcome.error)) return;
    if (!outcome.ok && !isCancelled(outcome.error)) return failed(outcome.error, trip);
    // The answer is known; from here on it is kept only in this entry of the history, not for the tab.
    trips.clear();
    page.show(
      messageStep({
        name: 'notYet',
        icon: 'alert',
        title: texts.notYetTitle,
        body: interpolate(texts.notYetBody, { provider: trip.name || texts.yourProvider }),
        actions: afterTrip(trip),
      }),
    );
  }

  function failed(error: PassError, trip: LoginRoundTrip): void {
    if (kindOf(error) === 'code') {
      ways.codeGone();
      return;
    }
    ways.fail(error, {
      provider: trip.name,
      again: () => void comeBack(trip),
      actions: afterTrip(trip).slice(1),
    });
  }

  function afterTrip(trip: LoginRoundTrip): Action[] {
    // A viewer who came with only a code in the address has not confirmed the TV yet.
    const confirmed = trip.mvpd !== '';
    return [
      {
        label: texts.tryAgain,
        run: () => (confirmed ? ways.supply(trip) : ways.check(trip.code)),
      },
      ...(confirmed ? [ways.otherProvider(trip.code)] : []),
      ways.newCode(),
    ];
  }

  async function pickUp(code: string): Promise<void> {
    const outcome = await ask({ code, mvpd: '', name: '' }, 1);
    if (outcome.ok && outcome.value !== 'no') return ways.signedIn(code, '');
    if (!outcome.ok && isSuperseded(outcome.error)) return;
    const isGone = !outcome.ok && kindOf(outcome.error) === 'code';
    ways.enterCode(isGone ? '' : code);
  }

  return { comeBack, pickUp };
}
