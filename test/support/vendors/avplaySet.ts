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
  ondrmevent?(type: string, data: object): void;
  onevent?(event: string, data: string): void;
  onerror?(error: string): void;
  onsubtitlechange?(ms: string, text: string): void;
}

/** A failure of one call; `late` and `never` are for calls that answer by a callback. */
export type AvPlayFault = 'throws' | 'late' | 'never';

export interface AvPlaySetOptions {
  /** Faults by the name of the call; a test may change them. */
  readonly faults?: Readonly<Record<string, AvPlayFault | undefined>>;
  /** Tizen before 4.0. */
  readonly old?: boolean;
  /** Index of the audio track that plays first. */
  readonly heard?: number;
  /** ms */
  readonly duration?: number;
  readonly live?: boolean;
  /** DRM systems that the set does not support: `PLAYREADY`, `WIDEVINE_CDM`. */
  readonly withoutDrm?: readonly string[];
  /** The error with which preparing ends; without it, preparing succeeds. */
  readonly prepareError?: string;
  readonly tracks?: readonly { index: number; type: string; extra_info: string }[];
}

export function avplaySet(options: AvPlaySetOptions = {}) {
  const calls: string[] = [];
  let state: State = 'NONE';
  let heard: Heard = {};
  let suspendedIn: State | null = null;
  let seeking = false;
  let silent = false;
  /** ms; the seekable range of a live stream. */
  let window = { from: 10_000, to: 40_000 };
  const refuse = (why: string) => Object.assign(new Error(why), { name: 'InvalidStateError' });
  const faultOf = (name: string) => options.faults?.[name.split(' ')[0] ?? ''];
  const within = (name: string, ...states: State[]) => {
    if (faultOf(name) === 'throws') throw refuse(`${name} is refused`);
    if (!states.includes(state)) throw refuse(`${name} in ${state}`);
    calls.push(name);
  };
  /** Answers as documented, after eleven minutes, or not at all. */
  const answer = (name: string, run: () => void) => {
    const fault = faultOf(name);
    if (fault !== 'never') setTimeout(run, fault === 'late' ? 660_000 : 0);
  };
  /** The DRM settings of the open stream. */
  let drm: { type: string; operation: string; parameters: string } | null = null;
  const avplay = {
    open(url: string) {
      within(`open ${url}`, 'NONE');
      drm = null;
      state = 'IDLE';
    },
    close() {
      within('close', 'IDLE', 'READY', 'PLAYING', 'PAUSED');
      state = 'NONE';
      seeking = false;
    },
    prepareAsync(done: () => void, failed: (error: { name: string }) => void) {
      within('prepareAsync', 'IDLE');
      answer('prepareAsync', () => {
        if (options.prepareError) return failed({ name: options.prepareError });
        if (state === 'IDLE') state = 'READY';
        done();
      });
    },
    setDrm(type: string, operation: string, parameters: string) {
      within(`setDrm ${type} ${operation}`, 'IDLE');
      if (options.withoutDrm?.includes(type)) throw refuse('no such module');
      drm = { type, operation, parameters };
      return '';
    },
    setDisplayRect: (...rect: number[]) =>
      within(`setDisplayRect ${rect.join()}`, 'IDLE', 'READY', 'PLAYING', 'PAUSED'),
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
      if (seeking) throw refuse('a seek is pending');
      within(`seekTo ${ms}`, 'READY', 'PLAYING', 'PAUSED');
      seeking = true;
      answer('seekTo', () => {
        seeking = false;
        done();
      });
    },
    suspend() {
      within('suspend', 'READY', 'PLAYING', 'PAUSED');
      suspendedIn = state;
      state = 'NONE';
    },
    restore(url: string, ms: number, prepares?: boolean) {
      within(`restore ${url} ${ms}`, 'NONE');
      if (drm) throw refuse('its keys are gone');
      if (options.live) throw refuse('the place of a live stream means nothing');
      // When the app must prepare again (`prepares`), the set does not play before the app has done so.
      state = prepares ? 'IDLE' : (suspendedIn ?? 'PLAYING');
      suspendedIn = null;
    },
    restoreAsync(url: string, ms: number, _prepares: boolean, done: () => void) {
      within(`restoreAsync ${url} ${ms}`, 'NONE');
      answer('restoreAsync', () => {
        if (state === 'NONE') state = suspendedIn ?? 'PLAYING';
        suspendedIn = null;
        done();
      });
    },
    getDuration() {
      if (faultOf('getDuration')) throw refuse('getDuration');
      return options.duration ?? 60_000;
    },
    getStreamingProperty(name: string) {
      if (faultOf('getStreamingProperty')) throw refuse('getStreamingProperty');
      return name === 'IS_LIVE' ? (options.live ? '1' : '0') : `${window.from}|${window.to}`;
    },
    getTotalTrackInfo() {
      if (faultOf('getTotalTrackInfo')) throw refuse('getTotalTrackInfo');
      return options.tracks ?? [];
    },
    getCurrentStreamInfo() {
      if (faultOf('getCurrentStreamInfo')) throw refuse('getCurrentStreamInfo');
      return (options.tracks ?? []).filter(({ index }) => index === options.heard);
    },
    setSilentSubtitle(on: boolean) {
      within(`setSilentSubtitle ${on}`, 'IDLE', 'READY', 'PLAYING', 'PAUSED');
      silent = on;
    },
    setSelectTrack: (type: string, index: number) =>
      within(`setSelectTrack ${type} ${index}`, 'PLAYING', 'PAUSED', 'READY'),
  };
  if (options.old) delete (avplay as { restoreAsync?: unknown }).restoreAsync;
  return {
    calls,
    avplay,
    /** The listeners that the set calls. */
    tell: () => heard,
    state: () => state,
    drm: () => drm,
    /** A caption is due. The set draws no captions itself, and reports none while they are silent. */
    caption(ms: string, text: string) {
      if (!silent) heard.onsubtitlechange?.(ms, text);
    },
    /** The live window moves. */
    windowIs(from: number, to: number) {
      window = { from, to };
    },
    /** Drops the state that `suspend` kept, as after a long standby. */
    forget() {
      suspendedIn = null;
      state = 'NONE';
    },
  };
}
