import { createPassService } from '../../core/pass/createPassService.ts';
import { PassError } from '../../core/pass/errors.ts';
import { parseFetched } from '../../core/settings/fetched.ts';
import { readSettings, type Settings, SettingsError, sayFault } from '../../core/settings.ts';
import { bareAddress, codeInAddress } from './code.ts';
import { standingOut } from './colour.ts';
import { el } from './dom.ts';
import { asPassError } from './fault.ts';
import { createGuessLimit } from './guessLimit.ts';
import { createPage } from './page.ts';
import { createPorts } from './ports.ts';
import { problemStep } from './problem.ts';
import { messageStep } from './steps/messageStep.ts';
import { chooseLanguage, languages } from './texts/index.ts';
import { createTripStore } from './trip.ts';
import { createVisit } from './visit.ts';
import { say } from './words.ts';

const language = chooseLanguage(navigator.languages ?? [navigator.language]);
const texts = languages[language];
const ports = createPorts();
const page = createPage();
const trips = createTripStore(() => window.sessionStorage);
const home = bareAddress(location.href);

/** Takes the code out of the address, so that neither history nor a shared link has it. */
function takeCode(): string {
  const code = codeInAddress(location.href);
  if (location.href !== home) history.replaceState(null, '', home);
  return code;
}

async function begin(prefill: string): Promise<void> {
  try {
    run(await fetchSettings(), prefill);
  } catch (thrown) {
    tellTrouble(thrown, prefill);
  }
}

/** @throws SettingsError, PassError */
async function fetchSettings(): Promise<Settings> {
  let response: Response;
  try {
    response = await fetch('./settings.json', { cache: 'no-cache', referrerPolicy: 'no-referrer' });
  } catch (cause) {
    throw new PassError({ code: 'network_unreachable', action: 'retry', cause });
  }
  if (!response.ok) {
    const missing = { key: 'settings.json', wrong: 'is missing', allowed: 'beside this page' };
    if (response.status === 404) throw new SettingsError([missing]);
    throw new PassError({ code: 'settings_unreachable', action: 'retry', status: response.status });
  }
  return readSettings(await parseFetched(new Uint8Array(await response.arrayBuffer())));
}

function run({ appSettings }: Settings, prefill: string): void {
  const { brand, pass } = appSettings;
  narrowPolicy(new URL(pass.baseUrl).origin);
  page.setBrand(brand.name);
  showAccent(brand.accentColor);
  const visit = createVisit({
    service: createPassService(pass, ports),
    clock: ports.clock,
    page,
    texts,
    brand: brand.name,
    domainName: pass.domainName,
    home,
    trips,
    guesses: createGuessLimit(() => window.localStorage, ports.clock),
    open: (url) => location.assign(url),
  });

  window.addEventListener('hashchange', () => {
    const code = takeCode();
    if (code !== '') visit.start(code);
  });
  // Back from the provider's page to this page as it was left, without loading it again.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    const trip = trips.read();
    if (trip === undefined) page.status('');
    else void visit.comeBack(trip, 1);
  });

  const trip = trips.read();
  // A code in the address is newer than a trip that was not finished.
  if (trip === undefined || prefill !== '') {
    visit.start(prefill);
    return;
  }
  const [navigation] = performance.getEntriesByType('navigation');
  const wentBack = (navigation as PerformanceNavigationTiming | undefined)?.type === 'back_forward';
  void visit.comeBack(trip, wentBack ? 1 : undefined);
}

/** From here on nothing may be sent but to this page's own server and to the service. */
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

function tellTrouble(thrown: unknown, prefill: string): void {
  if (!(thrown instanceof SettingsError)) {
    const again = () => void begin(prefill);
    const error = asPassError(thrown);
    page.show(problemStep({ error, again, actions: [] }, { texts, brand: page.brand }));
    return;
  }
  page.show(
    messageStep({
      name: 'setup',
      icon: 'alert',
      title: texts.setupTitle,
      body: say(texts.setupBody, { brand: texts.brandless }),
      reference: thrown.faults.map(sayFault).join('\n'),
    }),
  );
}

/** Inside another page, a tap could be meant for something else: nothing is offered there. */
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

document.documentElement.lang = language;
const prefill = takeCode();
if (window.top === window.self) void begin(prefill);
else refuseFrame();
