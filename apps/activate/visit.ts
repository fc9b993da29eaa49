import { PassError } from '../../core/pass/errors.ts';
import { wait } from '../../core/pass/http.ts';
import type { PassService, Profile, Provider, SessionInfo } from '../../core/pass/PassService.ts';
import type { Clock } from '../../core/ports.ts';
import { nextAfter, wantedBy } from './decide.ts';
import { kindOf } from './fault.ts';
import type { GuessLimit } from './guessLimit.ts';
import type { Page } from './page.ts';
import { type Problem, problemStep } from './problem.ts';
import { codeStep } from './steps/codeStep.ts';
import { confirmStep } from './steps/confirmStep.ts';
import { type Action, messageStep } from './steps/messageStep.ts';
import { choosable, providerStep } from './steps/providerStep.ts';
import type { Texts } from './texts/index.ts';
import type { Trip, TripStore } from './trip.ts';
import { createWaiting, isGivenUp } from './waiting.ts';
import { cleanName, deviceName, say } from './words.ts';

export interface Surroundings {
  readonly service: PassService;
  readonly clock: Clock;
  readonly page: Page;
  readonly texts: Texts;
  readonly brand: string;
  readonly domainName: string;
  /** This page's own address: the only one that a provider is ever told to send the browser to. */
  readonly home: string;
  readonly trips: TripStore;
  readonly guesses: GuessLimit;
  /** Leaves for the provider's page, in this window. */
  open(url: string): void;
}

/** What is known of the viewer's choice; `name` is '' when only the id is known. */
interface Chosen {
  readonly mvpd: string;
  readonly name: string;
}

/** How often, and how far apart in ms, the service is asked after the way back from the provider. */
const askTimes = 3;
const askEvery = 3_000;

export interface Visit {
  /** The first step, with a code that the address brought, if any. Nothing is sent. */
  start(prefill: string): void;
  /** Back from the provider's page. */
  comeBack(trip: Trip, asks?: number): Promise<void>;
}

/** The course of a visit, from the code to "go back to your TV". */
export function createVisit(around: Surroundings): Visit {
  const { service, clock, page, texts, brand, trips, guesses } = around;
  const waiting = createWaiting(page, clock, texts);

  function enterCode(entry: { prefill?: string; fromLink?: boolean; error?: string } = {}): void {
    waiting.supersede();
    trips.clear();
    page.show(
      codeStep({
        texts,
        brand,
        clock,
        prefill: entry.prefill ?? '',
        fromLink: entry.fromLink === true,
        ...(entry.error === undefined ? {} : { error: entry.error }),
        pauseLeft: () => guesses.pauseLeft(),
        tell: (text) => page.status(text),
        send: (code) => void check(code),
      }),
    );
  }

  /** Nothing is opened before the service has said that the code exists. */
  async function check(code: string): Promise<void> {
    if (waiting.busy) return;
    const outcome = await waiting.during(texts.checkingCode, async (signal) => {
      const info = await service.inspectSession(code, signal);
      const { mvpd } = info.existingParameters;
      if (wantedBy(info) === 'provider' || mvpd === undefined) return { info };
      return { info, chosen: { mvpd, name: await nameOf(mvpd, signal) } };
    });
    if (outcome.ok) {
      guesses.forget();
      return confirm(code, outcome.value.info, outcome.value.chosen);
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

  function confirm(code: string, info: SessionInfo, chosen?: Chosen): void {
    page.show(
      confirmStep({
        texts,
        brand,
        code,
        device: deviceName(info.device),
        ...(chosen === undefined ? {} : { provider: chosen.name }),
        connect: () => {
          if (waiting.busy) return;
          if (chosen === undefined) void chooseProvider(code);
          else if (wantedBy(info) === 'parameters') void supply(code, chosen);
          else leave(service.loginUrl(code), code, chosen);
        },
        refuse: () => {
          waiting.supersede();
          page.show(
            messageStep({
              name: 'stopped',
              icon: 'stop',
              title: texts.stoppedTitle,
              body: texts.stoppedBody,
              actions: [{ label: texts.otherCode, run: () => enterCode() }],
            }),
          );
        },
      }),
    );
  }

  async function chooseProvider(code: string): Promise<void> {
    if (waiting.busy) return;
    const outcome = await waiting.during(texts.loadingProviders, (signal) =>
      service.providers(signal),
    );
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
        back: () => {
          waiting.supersede();
          enterCode({ prefill: code });
        },
      }),
    );
  }

  /** Sends everything that is known, and does what the answer says. */
  async function supply(code: string, chosen: Chosen): Promise<void> {
    if (waiting.busy) return;
    const words = say(texts.opening, { provider: chosen.name || texts.yourProvider });
    const outcome = await waiting.during(words, async (signal) => {
      const { domainName, home: redirectUrl } = around;
      for (let resent = 0; ; resent += 1) {
        const parameters = { mvpd: chosen.mvpd, domainName, redirectUrl };
        const session = await service.resumeSession(code, parameters, signal);
        const next = nextAfter(session, resent);
        if (next.does === 'giveUp') throw new PassError({ code: next.code });
        if (next.does !== 'sendAgain') return next;
      }
    });
    if (!outcome.ok) return supplyFailed(outcome.error, code, chosen);
    if (outcome.value.does === 'open') return leave(outcome.value.url, code, chosen);
    trips.clear();
    page.show(
      messageStep({
        name: 'already',
        icon: 'check',
        title: texts.alreadyTitle,
        body: texts.alreadyBody,
      }),
    );
  }

  function supplyFailed(error: PassError, code: string, chosen: Chosen): void {
    if (kindOf(error) === 'code') {
      enterCode({ error: texts.codeWrong });
      return;
    }
    const other = { label: texts.otherProvider, run: () => void chooseProvider(code) };
    fail(error, {
      provider: chosen.name,
      again: () => void supply(code, chosen),
      actions: [other, newCode()],
    });
  }

  function leave(url: string, code: string, { mvpd, name }: Chosen): void {
    trips.write({ code, mvpd, name });
    page.status(say(texts.opening, { provider: name || texts.yourProvider }));
    around.open(url);
  }

  async function comeBack(trip: Trip, asks = askTimes): Promise<void> {
    if (waiting.busy) return;
    page.show({ name: 'asking', title: texts.askingTitle, body: [] });
    const outcome = await waiting.during(texts.asking, async (signal) => {
      for (let asked = 1; ; asked += 1) {
        const profiles = await service.profilesByCode(trip.code, signal);
        if (profiles.length > 0 || asked >= asks) return profiles;
        await wait(clock, askEvery, signal);
      }
    });
    if (outcome.ok && outcome.value.length > 0) return done(trip, outcome.value);
    if (!outcome.ok && outcome.error.code === 'superseded') return;
    if (!outcome.ok && outcome.error.code !== 'cancelled') return askFailed(outcome.error, trip);
    // The answer is known; from here on only this page remembers, not the tab.
    trips.clear();
    page.show(
      messageStep({
        name: 'notYet',
        icon: 'alert',
        title: texts.notYetTitle,
        body: say(texts.notYetBody, { provider: trip.name || texts.yourProvider }),
        actions: afterTrip(trip),
      }),
    );
  }

  function askFailed(error: PassError, trip: Trip): void {
    if (kindOf(error) === 'code') {
      enterCode({ error: texts.codeWrong });
      return;
    }
    fail(error, {
      provider: trip.name,
      again: () => void comeBack(trip),
      actions: afterTrip(trip).slice(1),
    });
  }

  function afterTrip(trip: Trip): Action[] {
    return [
      { label: texts.tryAgain, run: () => void supply(trip.code, trip) },
      { label: texts.otherProvider, run: () => void chooseProvider(trip.code) },
      newCode(),
    ];
  }

  function done(trip: Trip, profiles: readonly Profile[]): void {
    trips.clear();
    const known = trip.name !== '' && profiles.some((profile) => profile.mvpd === trip.mvpd);
    page.show(
      messageStep({
        name: 'done',
        icon: 'check',
        title: known ? say(texts.doneTitle, { provider: trip.name }) : texts.doneTitlePlain,
        body: texts.doneBody,
      }),
    );
  }

  function fail(error: PassError, problem: Omit<Problem, 'error'>): void {
    if (isGivenUp(error)) return;
    page.show(problemStep({ ...problem, error }, { texts, brand }));
  }

  function newCode(): Action {
    return { label: texts.newCode, run: () => enterCode() };
  }

  /** The provider's name for people; '' when it cannot be had: it is not worth an error. */
  async function nameOf(mvpd: string, signal: AbortSignal): Promise<string> {
    const providers: Provider[] = await service.providers(signal).catch(() => []);
    return cleanName(providers.find(({ id }) => id === mvpd)?.displayName ?? '');
  }

  return {
    start: (prefill) => enterCode({ prefill, fromLink: prefill !== '' }),
    comeBack,
  };
}
