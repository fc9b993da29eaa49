import { type Census, census } from './census.ts';
import { type Shown, show } from './gallery.ts';
import { pressKey } from './keys.ts';
import { type StageElement, type TextureSource, theApp, theStage } from './lightning.ts';
import { frame, layOut, macrotask, pass, settle, timersLeft } from './time.ts';

export interface Left extends Omit<Census, 'textures'> {
  /**
   * In the graphics memory, but neither of anything on the stage nor by a name by which they could be used
   * again. (Of the same words in several places LightningJS at times has several drawings, one with the name.)
   */
  readonly textures: number;
  /** Timers on the app's own clock. */
  readonly timers: number;
  readonly elements: number;
  /** Texture sources that LightningJS knows by name, loaded or not, though nothing on the stage has them. */
  readonly known: number;
  readonly transitions: number;
  readonly animations: number;
}

/** What there is now. Nothing is let go for it that would not be let go anyway. */
export function left(): Left {
  const stage = theStage();
  layOut();
  let elements = 0;
  const onStage = new Set<TextureSource>();
  const count = (element: StageElement) => {
    elements += 1;
    if (element.texture?._source) onStage.add(element.texture._source);
    for (const child of element.children) count(child);
  };
  count(stage.application);
  const { textures, ...counted } = census();
  const named = [...stage.textureManager.textureSourceHashmap.values()];
  const inUse = [...new Set([...named, ...onStage])].filter((source) => source.isLoaded());
  return {
    ...counted,
    timers: timersLeft(),
    elements,
    textures: textures - inUse.length,
    known: named.filter((source) => !onStage.has(source)).length,
    transitions: stage.transitions.active.size,
    animations: stage.animations.active.size,
  };
}

const patience = 15_000;

/**
 * Waits in front of the app, whose clock goes twice as fast meanwhile: not faster, or answers of the network
 * would come too late for it.
 */
async function until(what: string, holds: () => boolean): Promise<void> {
  const began = performance.now();
  let last = began;
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const now = performance.now();
    if (now - began > patience) throw new Error(`${what}: not on ${theApp().name}`);
    pass((now - last) * 2);
    last = now;
    layOut();
  }
}

const on = (screen: string) =>
  until(`waited for ${screen}`, () => theApp().name === screen && theApp().grid.current !== null);

/**
 * By arrows, as a viewer would.
 * @param calm waits for the pictures of everything on the way
 */
async function walkTo(id: string, calm = false): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const app = theApp();
    if (app.grid.current === id) return;
    const groups = (app.model?.groups ?? []).map(({ actions }) => actions.map((one) => one.id));
    const row = groups.findIndex((ids) => ids.includes(app.grid.current ?? ''));
    const wanted = groups.findIndex((ids) => ids.includes(id));
    if (wanted < 0) throw new Error(`${id} is not on ${app.name}`);
    const ids = groups[row] ?? [];
    const across = ids.indexOf(id) > ids.indexOf(app.grid.current ?? '') ? 'Right' : 'Left';
    pressKey(row < wanted ? 'Down' : row > wanted ? 'Up' : across);
    if (calm) await settle();
  }
  throw new Error(`no way to ${id} from ${theApp().grid.current}`);
}

/** The picture moves. */
const moving = () => {
  const video = document.querySelector('video');
  return video !== null && video.readyState >= 3 && video.currentTime > 0 && !video.paused;
};

/**
 * Opens a title, plays it until its picture moves and the controls have gone, and goes back to Home: by
 * keys alone, that many times, one title after the other.
 * @param ids of what stands on Home
 * @param calm waits on each screen until all of its pictures have come
 */
export async function playAndBack(
  times: number,
  ids: readonly string[],
  calm = false,
): Promise<void> {
  const look = async () => {
    if (calm) await settle();
    frame();
  };
  for (let count = 0; count < times; count += 1) {
    await walkTo(ids[count % ids.length] ?? '', calm);
    layOut();
    await look();
    pressKey('Enter');
    await on('title');
    await look();
    pressKey('Enter');
    await on('player');
    await until('waited for the picture', moving);
    await look();
    pass(5_000);
    layOut();
    pressKey('Back');
    await on('title');
    pressKey('Back');
    await on('home');
    pass(1_000);
    await look();
  }
}

/** Picks what cannot be watched without signing in; answers the code that is shown for it. */
export async function askForCode(id: string): Promise<string> {
  await walkTo(id);
  pressKey('Enter');
  await on('title');
  pressKey('Enter');
  const code = () => {
    const { view } = theApp().parts.couchpass;
    return view.screen === 'signIn' ? view.code : '';
  };
  await until('waited for a code', () => code() !== '');
  return code();
}

/** Sees what was asked for play, and goes back to Home. */
export async function fromPictureToHome(): Promise<void> {
  await until('waited for the picture', () => theApp().name === 'player' && moving());
  await backHome();
}

async function backHome(): Promise<void> {
  for (let presses = 0; theApp().name !== 'home'; presses += 1) {
    if (presses > 10) throw new Error(`Back does not lead away from ${theApp().name}`);
    pressKey('Back');
    layOut();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** In front of one screen, looked at every `step` ms. */
export async function stay(ms: number, step: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    pass(step);
    layOut();
    // What came of it may ask somebody, and hear an answer.
    await macrotask();
    await macrotask();
  }
}

/** The screen, as soon as all of its pictures have come. */
export async function open(shown: Shown): Promise<void> {
  show(shown);
  await settle();
}
