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
  /** Shows the first step, with the code from the address, if any. Sends no request. */
  start(prefill: string): void;
  /** Shows the step where the viewer was before, after Back, Forward or a reload. */
  restore(place: Place): void;
  /** Continues after the provider's page. @param asks number of requests for the result; a few when absent */
  comeBack(trip: LoginRoundTrip, asks?: number): Promise<void>;
  /** Continues a login that was begun in a tab that is closed now, and that may have succeeded. */
  pickUp(code: string): Promise<void>;
  /** Call when the page is visible again without a reload: after the provider's page, requests the result. */
  seenAgain(): void;
}

/** Runs a visit, from the code to "go back to your TV". */
export function createActivationFlow(around: PageEnvironment): ActivationFlow {
  const { service, clock, page, texts, brand, trips, guesses, places, kept } = around;
  const waiting = createWaiting(page, clock, texts);
  const checked = new Map<string, Checked>();
  /** Set while the viewer is on the way to the provider's page, as far as this page can tell. */
  let away: LoginRoundTrip | undefined;
  /** A code whose login has succeeded; it needs nothing more. */
  let finished: string | undefined;
  /** The code of the last step that was restored. */
  let restored = '';
  const wayBack = createLoginReturn(around, waiting, {
    signedIn: (code, provider) => succeed(code, 'done', provider),
    // A code ends some time after its login: a viewer who succeeded has continued on the television.
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

  /** Opens nothing until the service has confirmed that the code exists. */
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
    // Unknown and expired codes get the same text, so that a guesser learns nothing.
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

  /** Sends all known parameters, and follows the answer. */
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
      // The viewer gave up while only a heading was shown.
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
