/** The console of the sandbox: what is asked of it, live, and the controls people need most. */
import { showCodes } from './codes.js';
import { showControlPanel } from './controlPanel.js';
import { $, call } from './dom.js';
import { showJudge } from './judge.js';
import { showPeople } from './people.js';
import { clearLog, show } from './requests.js';
import { showWorld } from './world.js';

async function refresh() {
  const [clock, sessions, profiles, faults, rules, world] = await Promise.all(
    ['clock', 'sessions', 'profiles', 'faults', 'rules', 'world'].map((path) => call('GET', path)),
  );
  showWorld(world);
  showControlPanel(clock, faults, rules);
  showCodes(sessions);
  showPeople(profiles, sessions);
}

/** Calls `work` soon, and not again within `ms`, however often it is asked for. */
function atMostEvery(ms, work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      work().catch(lost);
    }, ms);
  };
}

function lost() {
  $('link').textContent = 'the sandbox does not answer';
  $('link').classList.remove('live');
}

const soon = atMostEvery(200, refresh);
const judgeSoon = atMostEvery(2000, showJudge);
document.addEventListener('changed', () => {
  soon();
  judgeSoon();
});
$('address').textContent = location.origin;

let known;
const events = new EventSource('/_sandbox/events');
// Also after a break: what was missed is in the list, and another sandbox begins another list.
events.addEventListener('hello', async ({ data }) => {
  const { sandbox } = JSON.parse(data);
  if (known !== undefined && known !== sandbox) clearLog();
  known = sandbox;
  $('link').textContent = 'live';
  $('link').classList.add('live');
  for (const entry of await call('GET', 'requests')) show(entry);
  soon();
  judgeSoon();
});
events.addEventListener('request', ({ data }) => {
  show(JSON.parse(data));
  soon();
  judgeSoon();
});
events.addEventListener('error', () => {
  lost();
  // Refused rather than broken off: a call finds out why.
  if (events.readyState === EventSource.CLOSED) soon();
});
