import { type Census, census } from './census.ts';
import { type Shown, show } from './gallery.ts';
import { pressKey } from './keys.ts';
import { type StageElement, type TextureSource, theApp, theStage } from './lightning.ts';
import { frame, layOut, macrotask, pass, settle, timersLeft } from './time.ts';

export interface Left extends Omit<Census, 'textures'> {
  /**
   * Textures in the graphics memory that are neither on the stage nor known by a name under which they
   * could be used again. (For the same words in several places LightningJS sometimes makes several
   * drawings, one of them with the name.)
   */
  readonly textures: number;
  /** Timers on the app's own clock. */
  readonly timers: number;
  readonly elements: number;
  /**
   * Texture sources that LightningJS keeps by name, loaded or not, though no element on the stage uses
   * them.
   */
  readonly known: number;
  readonly transitions: number;
  readonly animations: number;
}

/** What exists now. Counting releases nothing that would not be released anyway. */
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
 * Waits while the app's clock runs at double speed: any faster, and answers of the network would come too
 * late for the app.
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
 * Moves the focus with the arrow keys, like a viewer.
 * @param calm waits for the pictures of every element on the way
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

/** Whether the video moves. */
const moving = () => {
  const video = document.querySelector('video');
  return video !== null && video.readyState >= 3 && video.currentTime > 0 && !video.paused;
};

/**
 * Opens a title, plays it until the video moves and the controls have gone, and goes back to Home: by keys
 * only, that many times, one title after the other.
 * @param ids of titles on Home
 * @param calm waits on each screen until all of its pictures have loaded
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

/** Selects a title that needs a sign-in; returns the code that is shown for it. */
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

/** Waits until the requested title plays, and goes back to Home. */
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

/** Stays on one screen for `ms`, and checks it every `step` ms. */
export async function stay(ms: number, step: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    pass(step);
    layOut();
    // The work that this started may send a request and get an answer.
    await macrotask();
    await macrotask();
  }
}

/** Shows the screen, and returns as soon as all of its pictures have loaded. */
export async function open(shown: Shown): Promise<void> {
  show(shown);
  await settle();
}
