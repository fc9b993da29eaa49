/**
 * Counts what a page must release itself, from before its first script: timers, graphics textures, media
 * sources, workers, blob addresses. Listeners and nodes are counted by the browser.
 */
export interface Census {
  /** Pending timeouts, whether the app, LightningJS or the player's library set them. */
  readonly timeouts: number;
  readonly intervals: number;
  readonly frames: number;
  /** In the graphics memory. */
  readonly textures: number;
  readonly objectUrls: number;
  readonly workers: number;
}

const timeouts = new Set<unknown>();
const intervals = new Set<unknown>();
const frames = new Set<unknown>();
const textures = new Set<unknown>();
const objectUrls = new Set<string>();
let workers = 0;

export const census = (): Census => ({
  timeouts: timeouts.size,
  intervals: intervals.size,
  frames: frames.size,
  textures: textures.size,
  objectUrls: objectUrls.size,
  workers,
});

type Run = string | ((...values: unknown[]) => void);

function countTimers(): void {
  const { setTimeout: begin, setInterval: repeat, requestAnimationFrame: draw } = window;
  const { clearTimeout: end, cancelAnimationFrame: undraw } = window;
  Object.assign(window, {
    setTimeout(run: Run, ms?: number, ...values: unknown[]) {
      const timer = begin(
        (...given: unknown[]) => {
          timeouts.delete(timer);
          if (typeof run === 'function') run(...given);
        },
        ms,
        ...values,
      );
      timeouts.add(timer);
      return timer;
    },
    setInterval(run: () => void, ms?: number, ...values: unknown[]) {
      const timer = repeat(run, ms, ...values);
      intervals.add(timer);
      return timer;
    },
    requestAnimationFrame(run: FrameRequestCallback) {
      const request = draw((time) => {
        frames.delete(request);
        run(time);
      });
      frames.add(request);
      return request;
    },
    cancelAnimationFrame(request: number) {
      frames.delete(request);
      undraw(request);
    },
  });
  // The standard has one list of timers: clearTimeout and clearInterval each clear both kinds.
  const clear = (timer?: number) => {
    timeouts.delete(timer);
    intervals.delete(timer);
    end(timer);
  };
  Object.assign(window, { clearTimeout: clear, clearInterval: clear });
}

function countTextures(): void {
  const { prototype } = WebGLRenderingContext;
  const { createTexture, deleteTexture } = prototype;
  prototype.createTexture = function create() {
    const texture = createTexture.call(this);
    textures.add(texture);
    return texture;
  };
  prototype.deleteTexture = function forget(texture) {
    textures.delete(texture);
    deleteTexture.call(this, texture);
  };
}

function countAddresses(): void {
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const address = createObjectURL.call(URL, blob);
    objectUrls.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    objectUrls.delete(address);
    revokeObjectURL.call(URL, address);
  };
}

function countWorkers(): void {
  const Real = window.Worker;
  window.Worker = class extends Real {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      workers += 1;
    }
    override terminate() {
      workers -= 1;
      super.terminate();
    }
  };
}

/** To be called before the page's own script. */
export function beginCensus(): void {
  countTimers();
  countTextures();
  countAddresses();
  countWorkers();
}
