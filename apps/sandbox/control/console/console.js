/** The console of the sandbox: its requests, live, and the controls that are used most. */
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

/** Returns a function that calls `work` after `ms`; calls of it before then have no effect. */
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
// Also sent after a reconnection: missed requests are loaded; if the sandbox is another one, the list starts empty.
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
  // CLOSED: the server refused the connection. The calls of `refresh` show why, for example 401.
  if (events.readyState === EventSource.CLOSED) soon();
});
