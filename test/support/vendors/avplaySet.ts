/**
 * AVPlay as Samsung documents it: a state machine in which every call belongs to some states and throws
 * an InvalidStateError in the others. Samsung: "AVPlay API".
 */
type State = 'NONE' | 'IDLE' | 'READY' | 'PLAYING' | 'PAUSED';

interface Heard {
  onbufferingstart?(): void;
  onbufferingcomplete?(): void;
  oncurrentplaytime?(ms: number): void;
  onstreamcompleted?(): void;
  onevent?(event: string, data: string): void;
  onerror?(error: string): void;
  onsubtitlechange?(ms: string, text: string): void;
}

export interface AvPlaySetOptions {
  /** ms */
  readonly duration?: number;
  readonly live?: boolean;
  /** What preparing ends with instead of success. */
  readonly prepareError?: string;
  readonly tracks?: readonly { index: number; type: string; extra_info: string }[];
}

export function avplaySet(options: AvPlaySetOptions = {}) {
  const calls: string[] = [];
  let state: State = 'NONE';
  let heard: Heard = {};
  let suspendedIn: State | null = null;
  const within = (name: string, ...states: State[]) => {
    if (!states.includes(state)) {
      throw Object.assign(new Error(`${name} in ${state}`), { name: 'InvalidStateError' });
    }
    calls.push(name);
  };
  const avplay = {
    open(url: string) {
      within(`open ${url}`, 'NONE');
      state = 'IDLE';
    },
    close() {
      within('close', 'IDLE', 'READY', 'PLAYING', 'PAUSED');
      state = 'NONE';
    },
    prepareAsync(done: () => void, failed: (error: { name: string }) => void) {
      within('prepareAsync', 'IDLE');
      setTimeout(() => {
        if (options.prepareError) return failed({ name: options.prepareError });
        state = 'READY';
        done();
      });
    },
    setDisplayRect: (...rect: number[]) =>
      within(`rect ${rect.join()}`, 'IDLE', 'READY', 'PLAYING', 'PAUSED'),
    setListener(listener: Heard) {
      within('setListener', 'IDLE');
      heard = listener;
    },
    play() {
      within('play', 'READY', 'PAUSED', 'PLAYING');
      state = 'PLAYING';
    },
    pause() {
      within('pause', 'PLAYING', 'PAUSED');
      state = 'PAUSED';
    },
    stop() {
      within('stop', 'IDLE', 'READY', 'PLAYING', 'PAUSED');
      state = 'IDLE';
    },
    seekTo(ms: number, done: () => void) {
      within(`seekTo ${ms}`, 'READY', 'PLAYING', 'PAUSED');
      setTimeout(done);
    },
    suspend() {
      within('suspend', 'READY', 'PLAYING', 'PAUSED');
      suspendedIn = state;
      state = 'NONE';
    },
    restore(url: string, ms: number) {
      within(`restore ${url} ${ms}`, 'NONE');
      state = suspendedIn ?? 'PLAYING';
      suspendedIn = null;
    },
    getDuration: () => options.duration ?? 60_000,
    getStreamingProperty: (name: string) =>
      name === 'IS_LIVE' ? (options.live ? '1' : '0') : '10000|40000',
    getTotalTrackInfo: () => options.tracks ?? [],
    setSelectTrack: (type: string, index: number) =>
      within(`track ${type} ${index}`, 'PLAYING', 'PAUSED', 'READY'),
  };
  return {
    calls,
    avplay,
    /** What the set tells by itself. */
    tell: () => heard,
    state: () => state,
  };
}
