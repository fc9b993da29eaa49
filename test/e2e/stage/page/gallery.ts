import type { View } from '../../../../core/machine/view.types.ts';
import type { PlayerState } from '../../../../platforms/platform.ts';
import { type AppElement, theApp } from './lightning.ts';
import { monotonic, pass } from './time.ts';

/** One picture of the app: a view of the machine, and what happened on the screen after it. */
export interface Shown {
  readonly name: string;
  readonly view: View;
  /** ms since the screen appeared. */
  readonly after?: number;
  /** Ids of the elements that were pressed, in order. */
  readonly pressed?: readonly string[];
  /** The state that the player reports. */
  readonly player?: PlayerState;
}

const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };
let current: View;
let playing: PlayerState = idle;
const sent: unknown[] = [];

/** The events that the screens have sent to the machine since the last call. */
export const sentEvents = () => sent.splice(0);

/** Replaces the real machine by one that only shows the given views. */
export function takeOver(): void {
  const app = theApp();
  current = app.parts.couchpass.view;
  const couchpass = {
    ...app.parts.couchpass,
    log: {
      // The entries have the same age at every reading: the time that earlier screens took does not show.
      get entries() {
        return logged();
      },
      subscribe: () => () => {},
    },
    get view() {
      return current;
    },
    send: (event: unknown) => void sent.push(event),
    subscribe: () => () => {},
  };
  Object.assign(app.parts.platform, { createPlayer: () => player });
  app.deviceLabel = '7Q2M-4XKD';
  app.parts = { ...app.parts, couchpass };
}

/** The log that support would see after several failures. */
function logged(): object[] {
  const line = (at: number, method: string, path: string, status: number, more: object = {}) => ({
    kind: 'request',
    at: monotonic() - at * 1_000,
    method,
    address: `pass.northstar.example${path}`,
    status,
    took: 120,
    ...more,
  });
  const denied = { code: 'authorization_denied_by_mvpd' };
  return [
    line(95, 'POST', '/o/client/token', 201),
    line(94, 'GET', '/api/v2/NORTHSTAR/configuration', 200),
    line(81, 'POST', '/api/v2/NORTHSTAR/sessions', 200),
    line(40, 'GET', '/api/v2/NORTHSTAR/profiles/code/…', 200),
    line(21, 'POST', '/api/v2/NORTHSTAR/decisions/preauthorize/HarborTV', 200),
    line(9, 'POST', '/api/v2/NORTHSTAR/decisions/authorize/HarborTV', 403, denied),
    line(3, 'GET', '/api/v2/NORTHSTAR/profiles/HarborTV', 0, { code: 'no_answer' }),
  ];
}

/** Makes every text of the app longer by `share`, with letters of all kinds. */
export function lengthen(share: number): void {
  const app = theApp();
  const { translate } = app;
  const longer = (key: string, values?: object) => {
    const text = translate(key, values);
    const more = Math.round([...text].length * share);
    return text + ' ñandú Ærø ßüß'.repeat(Math.ceil(more / 14)).slice(0, more);
  };
  app.translate = Object.assign(longer, { language: translate.language });
}

/** Shows one picture on a newly made screen. Times in views count from now. */
export function show(shown: Shown): void {
  const app = theApp();
  forget(app);
  playing = shown.player ?? idle;
  current = fromNow(shown.view);
  app.render(false);
  pass(shown.after ?? 0);
  for (const id of shown.pressed ?? []) press(id);
  sent.length = 0;
}

/** Gives the current screen another view. */
export function turnInto(view: View): void {
  current = fromNow(view);
  theApp().render(false);
}

/** Presses an element of the mirror, as a screen reader does. */
export function press(id: string): void {
  const thing = document.querySelector<HTMLElement>(`#mirror [data-group] [data-id="${id}"]`);
  if (!thing) throw new Error(`${id} is not on this screen`);
  thing.click();
}

function forget(app: AppElement): void {
  app.leave();
  app.tag('Screens').childList.clear();
  app.kept.clear();
  app.name = null;
  app.model = null;
}

function fromNow(view: View): View {
  const ends = view as { expiresAt?: number; previewEndsAt?: number | null };
  return {
    ...view,
    ...(ends.expiresAt ? { expiresAt: monotonic() + ends.expiresAt } : {}),
    ...(ends.previewEndsAt ? { previewEndsAt: monotonic() + ends.previewEndsAt } : {}),
  } as View;
}

const player = {
  get state() {
    return playing;
  },
  load: async () => {},
  play: () => {},
  pause: () => {},
  seek: () => {},
  stop: async () => {},
  select: () => {},
  thumbnail: async () => null,
  liftCaptions: () => {},
  subscribe(listener: (state: PlayerState) => void) {
    listener(playing);
    return () => {};
  },
};
