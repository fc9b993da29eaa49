/**
 * The values that the bench reads from any page with a Lightning stage. Bundled separately, and run inside
 * the page before the page's own script.
 */
export interface Probe {
  /**
   * ms from the start of the navigation until all words of the first Home are on the canvas; and until all
   * of its art is.
   */
  words: number | null;
  whole: number | null;
  /** Frames drawn so far: when each started, and how long the page's own drawing took, in ms. */
  readonly frames: { readonly at: number; readonly took: number }[];
  /** ms from each key to the end of the drawing that shows the moved focus. */
  readonly answers: number[];
  /** ms from each key to the next paint, as the browser counts them; only those of 16 and more. */
  readonly painted: number[];
  census(): Census;
  /**
   * Controls the frames: presses a key `presses` times, and draws `frames` of a sixtieth of a second after
   * each, one directly after the other. So every page draws the same frames, on any computer.
   * @param paced draws each frame when the browser requests it: the graphics process, which uses software
   * here, gets time to follow, and no frame has to wait for it
   */
  walk(key: number, presses: number, frames: number, paced?: boolean): Promise<void>;
}

/** What is drawn now, and all elements and textures that exist. */
export interface Census {
  readonly texts: number;
  readonly pictures: number;
  readonly shapes: number;
  readonly elements: number;
  readonly textures: number;
}

/** The words and art that must be visible before Home counts as complete. */
export interface Expected {
  /** The beginning of each text. */
  readonly texts: readonly string[];
  readonly art: readonly string[];
}

declare global {
  var probe: Probe;
  var expected: Expected;
}

interface Texture {
  readonly text?: string;
  readonly src?: string;
}

interface Element {
  readonly active: boolean;
  readonly children: readonly Element[];
  readonly __displayedTexture: Texture | null;
  readonly core: {
    readonly _worldContext: { readonly alpha: number };
    readonly _outOfBounds: number;
  };
}

interface Stage {
  readonly application?: Element & { readonly focusPath?: readonly unknown[] };
  readonly textureManager: { readonly textureSourceHashmap: Map<string, unknown> };
  readonly platform: { stopLoop(): void };
  readonly _options: { fixedDt: number };
  drawFrame(): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
}

let stage: Stage;
let began = 0;
const keys: { readonly at: number; readonly focus: unknown }[] = [];

function visit(element: Element | undefined, look: (element: Element) => void): void {
  if (!element) return;
  look(element);
  for (const child of element.children) visit(child, look);
}

function shown(): Texture[] {
  const found: Texture[] = [];
  visit(stage.application, ({ active, core, __displayedTexture: texture }) => {
    const visible = active && core._worldContext.alpha > 0.01 && core._outOfBounds === 0;
    if (visible && texture) found.push(texture);
  });
  return found;
}

const seen: Probe = {
  words: null,
  whole: null,
  frames: [],
  answers: [],
  painted: [],
  census() {
    const textures = shown();
    const texts = textures.filter(({ text }) => (text ?? '') !== '').length;
    const pictures = textures.filter(({ src }) => (src ?? '') !== '').length;
    let elements = 0;
    visit(stage.application, () => {
      elements += 1;
    });
    const made = stage.textureManager.textureSourceHashmap.size;
    return {
      texts,
      pictures,
      shapes: textures.length - texts - pictures,
      elements,
      textures: made,
    };
  },
  async walk(key, presses, frames, paced = false) {
    stage.platform.stopLoop();
    stage._options.fixedDt = 1 / 60;
    for (let pressed = 0; pressed < presses; pressed += 1) {
      press(key);
      for (let frame = 0; frame < frames; frame += 1) {
        stage.drawFrame();
        await (paced ? nextFrame() : macrotask());
      }
    }
  },
};
globalThis.probe = seen;

function press(keyCode: number): void {
  for (const type of ['keydown', 'keyup']) {
    const event = new KeyboardEvent(type, { bubbles: true, cancelable: true });
    // Chromium ignores `keyCode` in the constructor.
    Object.defineProperty(event, 'keyCode', { value: keyCode });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }
}

const channel = new MessageChannel();
let resume = () => {};
channel.port1.onmessage = () => resume();

/** Lets all tasks that are due run: loaded pictures, timers. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    resume = resolve;
    channel.port2.postMessage(null);
  });
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

function watchHome(): void {
  const textures = shown();
  const has = (is: (texture: Texture) => boolean) => textures.some(is);
  const { texts, art } = globalThis.expected;
  if (!texts.every((text) => has((one) => one.text?.startsWith(text) === true))) return;
  seen.words ??= performance.now();
  if (!art.every((address) => has(({ src }) => src === address))) return;
  seen.whole = performance.now();
  stage.off('frameEnd', watchHome);
}

const focus = () => stage?.application?.focusPath?.slice(-1)[0];

addEventListener('keydown', ({ timeStamp }) => keys.push({ at: timeStamp, focus: focus() }), true);

const observed = { type: 'event', durationThreshold: 16 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.name === 'keydown') seen.painted.push(entry.duration);
  }
}).observe(observed);

// `catchStage` stores the stage here.
Object.defineProperty(globalThis, 'caughtStage', {
  set(caught: Stage) {
    stage = caught;
    stage.on('frameStart', () => {
      began = performance.now();
    });
    stage.on('frameEnd', () => {
      const now = performance.now();
      seen.frames.push({ at: began, took: now - began });
      while (keys[0] && keys[0].focus !== focus()) {
        seen.answers.push(now - (keys.shift()?.at ?? now));
      }
    });
    stage.on('frameEnd', watchHome);
  },
});
