import type { PassError } from '@couchpass/core';
import { isCancelled } from '@couchpass/core/pass';
import { type Checked, type Chosen, lookUpCode } from './codeLookup.ts';
import { kindOf } from './fault.ts';
import { cleanName, deviceName, interpolate } from './interpolate.ts';
import { createLoginReturn } from './loginReturn.ts';
import type { LoginRoundTrip } from './loginRoundTrip.ts';
import type { PageEnvironment } from './pageEnvironment.ts';
import { codeOf, type Place } from './places.ts';
import { type Problem, problemStep } from './problem.ts';
import { resume } from './resume.ts';
import { codeStep } from './steps/codeStep.ts';
import { confirmStep } from './steps/confirmStep.ts';
import { type Ending, endingStep } from './steps/endingStep.ts';
import type { Action } from './steps/messageStep.ts';
import { choosable, providerStep } from './steps/providerStep.ts';
import { createWaiting, isGivenUp } from './waiting.ts';

export interface ActivationFlow {
  /** The first step, with a code that the address brought, if any. Nothing is sent. */
  start(prefill: string): void;
  /** Where the viewer was before: by Back, Forward or a reload. */
  restore(place: Place): void;
  /** Back from the provider's page. @param asks how often the service is asked; a few times when absent */
  comeBack(trip: LoginRoundTrip, asks?: number): Promise<void>;
  /** A login was begun in a tab that is gone: it may have come to its end. */
  pickUp(code: string): Promise<void>;
  /** The page is seen again, as it was left: from the provider's page, it asks how the login went. */
  seenAgain(): void;
}

/** The course of a visit, from the code to "go back to your TV". */
export function createActivationFlow(around: PageEnvironment): ActivationFlow {
  const { service, clock, page, texts, brand, trips, guesses, places, kept } = around;
  const waiting = createWaiting(page, clock, texts);
  const checked = new Map<string, Checked>();
  /** The viewer is on the way to the provider's page, as far as this page knows. */
  let away: LoginRoundTrip | undefined;
  /** A code whose login has succeeded: nothing is to be done with it any more. */
  let finished: string | undefined;
  /** The code of the last step that was restored. */
  let restored = '';
  const wayBack = createLoginReturn(around, waiting, {
    signedIn: (code, provider) => succeed(code, 'done', provider),
    // A code ends some time after its login: whoever succeeded has gone on watching.
    codeGone: () => end('ended'),
    supply: (trip) => void supply(trip.code, trip),
    check: (code) => void check(code),
    enterCode: (prefill) => enterCode({ prefill }),
    fail,
    otherProvider,
    newCode,
  });

  function enterCode(entry: { prefill?: string; fromLink?: boolean; error?: string } = {}): void {
    const { prefill = '', fromLink = false, error } = entry;
    waiting.supersede();
    trips.clear();
    away = undefined;
    places?.go({ at: 'code', code: prefill });
    page.show(
      codeStep({
        texts,
        brand,
        clock,
        prefill,
        fromLink,
        ...(error === undefined ? {} : { error }),
        pauseLeft: () => guesses.pauseLeft(),
        tell: (text) => page.status(text),
        send(code) {
          places?.mark({ at: 'code', code });
          void check(code);
        },
      }),
    );
  }

  /** Nothing is opened before the service has said that the code exists. */
  async function check(code: string): Promise<void> {
    if (waiting.busy) return;
    const outcome = await waiting.during(texts.checkingCode, (signal) =>
      lookUpCode(service, code, signal),
    );
    if (outcome.ok) {
      guesses.forget();
      checked.set(code, outcome.value);
      return confirm(code, outcome.value);
    }
    // Unknown and expired codes are told in the same words: a guesser learns nothing.
    if (kindOf(outcome.error) === 'code') {
      guesses.count();
      return enterCode({ prefill: code, error: texts.codeWrong });
    }
    fail(outcome.error, {
      again: () => void check(code),
      actions: [{ label: texts.back, run: () => enterCode({ prefill: code }) }],
    });
  }

  function confirm(code: string, { info, chosen }: Checked): void {
    places?.go({ at: 'confirm', code });
    page.show(
      confirmStep({
        texts,
        brand,
        code,
        device: deviceName(info.device),
        ...(chosen === undefined ? {} : { provider: chosen.name }),
        connect() {
          if (waiting.busy) return;
          void (chosen === undefined ? chooseProvider(code) : supply(code, chosen));
        },
        refuse() {
          waiting.supersede();
          kept?.clear();
          end('stopped');
        },
      }),
    );
  }

  async function chooseProvider(code: string): Promise<void> {
    if (waiting.busy) return;
    const outcome = await waiting.during(texts.loadingProviders, (signal) =>
      service.providers(signal),
    );
    if (outcome.ok || !isGivenUp(outcome.error)) places?.go({ at: 'provider', code });
    if (!outcome.ok) {
      return fail(outcome.error, { again: () => void chooseProvider(code), actions: [newCode()] });
    }
    page.show(
      providerStep({
        texts,
        brand,
        providers: choosable(outcome.value),
        choose: ({ id, displayName }) =>
          void supply(code, { mvpd: id, name: cleanName(displayName) }),
        back: () => enterCode({ prefill: code }),
      }),
    );
  }

  /** Sends everything that is known, and does what the answer says. */
  async function supply(code: string, chosen: Chosen): Promise<void> {
    if (waiting.busy) return;
    const { domainName, home } = around;
    const words = interpolate(texts.opening, { provider: chosen.name || texts.yourProvider });
    const outcome = await waiting.during(words, (signal) =>
      resume(service, { code, mvpd: chosen.mvpd, domainName, home }, signal),
    );
    if (!outcome.ok) return supplyFailed(outcome.error, code, chosen);
    if (outcome.value.does === 'open') return leave(outcome.value.url, { code, ...chosen });
    succeed(code, 'already');
  }

  function supplyFailed(error: PassError, code: string, chosen: Chosen): void {
    if (kindOf(error) === 'code') {
      enterCode({ error: texts.codeWrong });
      return;
    }
    fail(error, {
      provider: chosen.name,
      again: () => void supply(code, chosen),
      actions: [otherProvider(code), newCode()],
    });
  }

  function leave(url: string, trip: LoginRoundTrip): void {
    places?.mark({ at: 'return', ...trip });
    trips.write(trip);
    kept?.begun(trip.code);
    away = trip;
    page.status(interpolate(texts.opening, { provider: trip.name || texts.yourProvider }));
    around.open(url);
  }

  function end(ending: Ending, provider?: string): void {
    trips.clear();
    places?.mark({ at: ending });
    page.show(endingStep(ending, texts, anotherCode, provider));
  }

  function succeed(code: string, ending: 'done' | 'already', provider?: string): void {
    finished = code;
    kept?.done();
    end(ending, provider);
  }

  function restore(place: Place) {
    waiting.supersede();
    restored = codeOf(place) ?? '';
    if (!('code' in place)) return end(place.at);
    if (restored !== '' && restored === finished) return end('done');
    places?.mark(place);
    const known = checked.get(restored);
    if (place.at === 'code') enterCode({ prefill: restored });
    else if (place.at === 'return') void wayBack.comeBack(place, 1);
    else if (place.at === 'confirm' && known) confirm(restored, known);
    else {
      const isConfirm = place.at === 'confirm';
      const title = isConfirm ? texts.confirmTitle : texts.providerTitle;
      page.show({ name: 'loading', title, body: [] });
      void (isConfirm ? check(restored) : chooseProvider(restored));
    }
  }

  function fail(error: PassError, problem: Omit<Problem, 'error'>): void {
    if (isGivenUp(error)) {
      // Given up while there was only a heading yet.
      if (isCancelled(error) && page.step === 'loading') enterCode({ prefill: restored });
      return;
    }
    page.show(problemStep({ ...problem, error }, { texts, brand }));
  }

  function anotherCode(): void {
    kept?.clear();
    finished = undefined;
    enterCode();
  }

  function newCode(): Action {
    return { label: texts.newCode, run: anotherCode };
  }

  function otherProvider(code: string): Action {
    return { label: texts.otherProvider, run: () => void chooseProvider(code) };
  }

  return {
    start(prefill) {
      places?.mark({ at: 'code', code: prefill });
      enterCode({ prefill, fromLink: prefill !== '' });
    },
    restore,
    comeBack: wayBack.comeBack,
    pickUp: wayBack.pickUp,
    seenAgain() {
      const trip = away;
      away = undefined;
      if (trip !== undefined) void wayBack.comeBack(trip, 1);
    },
  };
}
