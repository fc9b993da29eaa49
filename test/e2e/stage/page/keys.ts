import { focusables, type StageElement, theApp, theStage } from './lightning.ts';
import { Random } from './random.ts';
import { layOut, macrotask, pass } from './time.ts';

export const keyCodes = {
  Back: 8,
  Enter: 13,
  PlayPause: 32,
  Left: 37,
  Up: 38,
  Right: 39,
  Down: 40,
  Stop: 413,
  Play: 415,
  Pause: 19,
  FastForward: 417,
  Rewind: 412,
} as const;

export type Key = keyof typeof keyCodes;

/** Presses and releases a key, as the remote control does. */
export function pressKey(key: Key): void {
  for (const type of ['keydown', 'keyup']) {
    const event = new KeyboardEvent(type, { key, bubbles: true, cancelable: true });
    // Chromium ignores `keyCode` in the constructor.
    Object.defineProperty(event, 'keyCode', { value: keyCodes[key] });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }
}

const errors: string[] = [];
addEventListener('error', ({ message }) => errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));

const arrows: readonly Key[] = ['Up', 'Down', 'Left', 'Right'];
const likely: readonly Key[] = [
  ...arrows,
  ...arrows,
  'Enter',
  'Enter',
  'Enter',
  'Back',
  'PlayPause',
  'Stop',
  'Play',
  'Pause',
  'FastForward',
  'Rewind',
];
/** ms between two presses: mostly short, sometimes minutes or hours. */
function pause(random: Random): number {
  const chance = random.share();
  if (chance < 0.85) return random.of([20, 120]);
  if (chance < 0.95) return random.of([500, 3_000]);
  return chance < 0.99 ? 12_000 : chance < 0.999 ? 70_000 : 31 * 60_000;
}

export interface Session {
  /** null when there was no fault. */
  readonly fault: string | null;
  readonly screens: string[];
}

/** Presses random keys, and checks after every press that exactly one element has the focus. */
export async function anyKeys(seed: number, presses: number): Promise<Session> {
  const random = new Random(seed);
  const screens = new Set<string>();
  const pressed: string[] = [];
  for (let count = 0; count < presses; count += 1) {
    const key = random.of(likely);
    pressed.push(key);
    pressKey(key);
    await macrotask();
    pass(pause(random));
    await macrotask();
    if (count % 16 === 0) layOut();
    const fault = errors.splice(0).join('; ') || focusFault();
    screens.add(theApp().name ?? '');
    if (fault) {
      return {
        fault: `${fault} on ${theApp().name}, seed ${seed}, after ${pressed.slice(-12).join(' ')}`,
        screens: [...screens],
      };
    }
  }
  return { fault: null, screens: [...screens] };
}

/** A fault of the focus: of the mirror, of the stage, or a difference between the two. */
export function focusFault(): string {
  const app = theApp();
  const { view } = app.parts.couchpass;
  const main = document.querySelector('#mirror');
  const marked = [...document.querySelectorAll('[data-focused]')];
  const [focused] = marked;
  if (marked.length !== 1 || !focused) return `${marked.length} things have the focus`;
  if (document.activeElement !== focused) return 'the mirror marks one thing and focuses another';
  if (main?.getAttribute('data-screen') !== view.screen) return 'the mirror shows another screen';
  const { current } = app.grid;
  const id = focused.getAttribute('data-id');
  if (current === null && focusables().length > 0) return 'nothing has the focus';
  if (id !== (current ?? 'title')) return `the mirror is on ${id}, the screen on ${current}`;
  const { focusPath } = theStage().application;
  const wanted: StageElement | null =
    (current === null ? null : app.screen?.componentOf(current)) ?? app.screen;
  if (focusPath[focusPath.length - 1] !== wanted) return `the stage's focus is not on ${current}`;
  return '';
}

/** Where the arrows lead from each focusable element. */
export function waysByArrows(): string[] {
  const app = theApp();
  const all = focusables();
  const start = app.grid.current;
  if (start === null) return all.length > 0 ? ['nothing has the focus'] : [];
  const ways = new Map<string, Set<string>>();
  for (const id of all) {
    const to = new Set<string>();
    for (const key of arrows) {
      app.focusOn(id);
      pressKey(key);
      const now = app.grid.current;
      if (now !== null && now !== id) to.add(now);
    }
    ways.set(id, to);
  }
  const reached = new Set([start]);
  for (const id of reached) for (const next of ways.get(id) ?? []) reached.add(next);
  return [
    ...all.filter((id) => !reached.has(id)).map((id) => `${id} cannot be reached`),
    ...(all.length > 1
      ? all.filter((id) => ways.get(id)?.size === 0).map((id) => `${id} cannot be left`)
      : []),
  ];
}
