import { SettingsError, sayFault } from '@couchpass/core';
import { createSecondScreenService } from '@couchpass/core/pass';
import type { SecondScreenSettings } from '@couchpass/core/settings';
import { type ActivationFlow, createActivationFlow } from './activationFlow.ts';
import { attempt } from './attempt.ts';
import { bareAddress, codeInAddress, codeOfReturn } from './code.ts';
import { standingOut } from './colour.ts';
import { el } from './dom.ts';
import { asPassError } from './fault.ts';
import { createGuessLimit } from './guessLimit.ts';
import { initialStepOf, roundTripTo } from './initialStep.ts';
import { interpolate } from './interpolate.ts';
import { createRoundTripStore } from './loginRoundTrip.ts';
import { createPage } from './page.ts';
import { createPersistence } from './persistence.ts';
import { createPlaces, parsePlace } from './places.ts';
import { createPorts } from './ports.ts';
import { problemStep } from './problem.ts';
import { fetchSettings } from './settingsFile.ts';
import { messageStep } from './steps/messageStep.ts';
import { chooseLanguage } from './texts/choose.ts';
import { en, type Texts } from './texts/en.ts';
import { loadTexts } from './texts/load.ts';

const ports = createPorts();
const page = createPage();
const trips = createRoundTripStore(() => window.sessionStorage);
const kept = createPersistence(() => window.localStorage, ports.clock);
const places = createPlaces(
  () => window.history,
  () => window.sessionStorage,
);
const home = bareAddress(location.href);
let texts: Texts = en;

/** Reads the code from the address and removes it there, so that neither history nor a shared link contains it. */
function takeAddress(): { code: string; returned: string } {
  const { href } = location;
  const brought = { code: codeInAddress(href), returned: codeOfReturn(href) };
  if (href !== home) attempt(() => history.replaceState(history.state, '', home));
  return brought;
}

async function begin(brought: { code: string; returned: string }): Promise<void> {
  try {
    run(await fetchSettings(ports.clock), brought);
  } catch (thrown) {
    tellTrouble(thrown, () => void begin(brought));
  }
}

function run(settings: SecondScreenSettings, brought: { code: string; returned: string }): void {
  const { brand, pass } = settings;
  narrowPolicy(new URL(pass.baseUrl).origin);
  page.setBrand(brand.name, brand.logo);
  texts = { ...texts, ...brand.texts?.[document.documentElement.lang] };
  showAccent(brand.accentColor);
  const visit = createActivationFlow({
    service: createSecondScreenService(pass, ports),
    clock: ports.clock,
    page,
    texts,
    brand: brand.name,
    domainName: pass.domainName,
    home,
    trips,
    guesses: createGuessLimit(() => window.localStorage, ports.clock),
    places,
    kept,
    open: (url) => location.assign(url),
  });
  listen(visit);
  const beginning = initialStepOf({
    ...brought,
    place: places.read(),
    trip: trips.read(),
    kept: kept.read(),
    again: wasLoadedAgain(),
  });
  if (beginning.does === 'start') visit.start(beginning.code);
  else if (beginning.does === 'restore') visit.restore(beginning.place);
  else if (beginning.does === 'pickUp') void visit.pickUp(beginning.code);
  else void visit.comeBack(beginning.trip, beginning.asks);
}

function listen(visit: ActivationFlow): void {
  // Another code was scanned, or the provider's page opened this address, while the page was open in this tab.
  window.addEventListener('hashchange', () => {
    const { code, returned } = takeAddress();
    if (code !== '') visit.start(code);
    else if (returned !== '') void visit.comeBack(roundTripTo(returned, trips.read()));
  });
  window.addEventListener('popstate', ({ state }) => {
    const place = parsePlace(state);
    if (place !== undefined) visit.restore(place);
    // An entry without a stored place; with a fragment, `hashchange` follows.
    else if (location.hash === '') visit.start('');
  });
  // Back from the provider's page, without a reload of this page.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    page.status('');
    visit.seenAgain();
  });
  // Back from the provider's own app, which opened instead of its page.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') visit.seenAgain();
  });
}

function wasLoadedAgain(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  const type = (navigation as PerformanceNavigationTiming | undefined)?.type;
  return type === 'back_forward' || type === 'reload';
}

/** From here on requests may only go to this page's own server and to the service. */
function narrowPolicy(service: string): void {
  document.head.append(
    el('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: `connect-src 'self' ${service}`,
    }),
  );
}

function showAccent(accent: string): void {
  const { style } = document.documentElement;
  style.setProperty('--accent-on-light', standingOut(accent, '#f6f3ec'));
  style.setProperty('--accent-on-dark', standingOut(accent, '#15161d'));
}

function tellTrouble(thrown: unknown, again: () => void): void {
  if (!(thrown instanceof SettingsError)) {
    const error = asPassError(thrown);
    page.show(problemStep({ error, again, actions: [] }, { texts, brand: page.brand }));
    return;
  }
  page.show(
    messageStep({
      name: 'setup',
      icon: 'alert',
      title: texts.setupTitle,
      body: interpolate(texts.setupBody, { brand: texts.brandless }),
      reference: thrown.faults.map(sayFault).join('\n'),
    }),
  );
}

/** Inside another page, a tap could be meant for that page: no button is shown. */
function refuseFrame(): void {
  page.show(
    messageStep({
      name: 'framed',
      icon: 'stop',
      title: texts.framedTitle,
      body: texts.framedBody,
    }),
  );
}

async function open(): Promise<void> {
  const spoken = await loadTexts(
    chooseLanguage(navigator.languages ?? [navigator.language]),
    ports.clock,
  );
  texts = spoken.texts;
  document.documentElement.lang = spoken.language;
  if (window.top === window.self) await begin(brought);
  else refuseFrame();
}

// The page that opened this one must not be able to navigate it.
window.opener = null;
const brought = takeAddress();
void open();
