import type { View } from '../../../../core/machine/view.types.ts';
import type { PlayerState } from '../../../../platforms/platform.ts';
import { type AppElement, theApp } from './lightning.ts';
import { monotonic, pass } from './time.ts';

/** One picture of the app: a view of the machine, and what happened on the screen since. */
export interface Shown {
  readonly name: string;
  readonly view: View;
  /** ms on the screen. */
  readonly after?: number;
  /** Ids of things that were pressed one after another. */
  readonly pressed?: readonly string[];
  /** What the player says of itself. */
  readonly player?: PlayerState;
}

const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };
let current: View;
let playing: PlayerState = idle;
const sent: unknown[] = [];

/** What the screens sent to the machine since it was asked last. */
export const sentEvents = () => sent.splice(0);

/** Puts a machine that only shows what it is told in the place of the real one. */
export function takeOver(): void {
  const app = theApp();
  current = app.parts.couchpass.view;
  const couchpass = {
    ...app.parts.couchpass,
    log: {
      // As old whenever they are looked at: how long the screens before took does not show.
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

/** What support would see of a bad evening. */
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

/** Makes every text of the app `share` longer, with letters of all kinds. */
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

/** Shows one, on a screen of its own making. Times in views count from now. */
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

/** The machine goes on to another view of itself. */
export function turnInto(view: View): void {
  current = fromNow(view);
  theApp().render(false);
}

/** As a voice guide presses it. */
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
