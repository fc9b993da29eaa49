/**
 * A Samsung set as its documentation describes it, failures included. Self-contained, because it also runs
 * in old engines without changes. Samsung: "Product API References"; Tizen: "TV Web Device API".
 */
export interface TizenSetOptions {
  readonly duid?: string;
  readonly model?: string;
  readonly firmware?: string;
  readonly version?: string;
  readonly uhd?: boolean;
  /** 1 Wi-Fi, 2 cellular, 3 cable */
  readonly connection?: number;
  readonly connected?: boolean;
  /** bytes */
  readonly memory?: number;
  /** Values of the set's own menu, by `TvInfoMenuKey`. */
  readonly menu?: Readonly<Record<number, number>>;
  /** Names of keys that this model supports; others are refused. */
  readonly keys?: readonly string[];
  /** The text of the application control's PAYLOAD. */
  readonly payload?: string;
  /** Privileges that config.xml does not declare: using them throws a SecurityError. */
  readonly denied?: readonly string[];
  /** Ids of apps that may be launched; null means any app that can handle the request. */
  readonly browsers?: readonly (string | null)[];
  /** Parts of `webapis` that this model does not have, such as `productinfo`. */
  readonly lacks?: readonly string[];
  readonly avplay?: object;
}

/**
 * All keys that a set lets an app register, not only those that this app registers. Samsung: "Remote
 * Control".
 */
const everyKey = [
  ...'0123456789',
  'Minus',
  ...['ColorF0Red', 'ColorF1Green', 'ColorF2Yellow', 'ColorF3Blue'],
  ...['MediaPlayPause', 'MediaPlay', 'MediaPause', 'MediaStop', 'MediaRecord'],
  ...['MediaRewind', 'MediaFastForward', 'MediaTrackPrevious', 'MediaTrackNext'],
  ...['VolumeUp', 'VolumeDown', 'VolumeMute', 'ChannelUp', 'ChannelDown', 'ChannelList'],
  ...['PreviousChannel', 'Exit', 'Menu', 'Tools', 'Info', 'Source', 'Guide', 'Search', 'Extra'],
  ...['Caption', 'E-Manual', '3D', 'PictureSize', 'Soccer', 'Teletext', 'MTS'],
];

export function tizenSet(options: TizenSetOptions = {}) {
  const calls: string[] = [];
  const listeners: ((state: number) => void)[] = [];
  const watchers: ((value: { status: string }) => void)[] = [];
  const menu: Record<number, number> = { ...options.menu };
  const captionListeners: { key: number; listener: (changed: number) => void }[] = [];
  let connected = options.connected !== false;
  let payload = options.payload;
  const fault = (name: string) => Object.assign(new Error(name), { name });
  const needs = (privilege: string) => {
    if (options.denied?.includes(privilege)) throw fault('SecurityError');
  };

  class ApplicationControl {
    readonly operation: string;
    readonly uri: string;
    constructor(operation: string, uri: string) {
      this.operation = operation;
      this.uri = uri;
    }
  }

  const application = {
    getCurrentApplication: () => ({
      exit: () => void calls.push('exit'),
      hide: () => void calls.push('hide'),
      getRequestedAppControl: () =>
        payload === undefined
          ? null
          : { appControl: { data: [{ key: 'PAYLOAD', value: [payload] }] }, callerAppId: '' },
    }),
    launchAppControl(
      control: ApplicationControl,
      id: string | null,
      done: () => void,
      failed: (error: Error) => void,
    ) {
      needs('application.launch');
      const known = (options.browsers ?? [null]).includes(id);
      setTimeout(() => {
        if (!known) return failed(fault('NotFoundError'));
        calls.push(`launch ${control.operation.split('/').pop()} ${control.uri}`);
        done();
      });
    },
  };

  const tizen = {
    ApplicationControl,
    application,
    tvinputdevice: {
      registerKey(name: string) {
        needs('tv.inputdevice');
        if (!(options.keys ?? everyKey).includes(name)) throw fault('InvalidValuesError');
        calls.push(`key ${name}`);
      },
    },
    systeminfo: {
      getTotalMemory: () => options.memory ?? 2.5e9,
      addPropertyValueChangeListener(
        property: string,
        changed: (value: { status: string }) => void,
        _options?: object | null,
        failed?: (error: Error) => void,
      ) {
        if (options.lacks?.includes(property))
          setTimeout(() => failed?.(fault('NotSupportedError')));
        else watchers.push(changed);
        return watchers.length;
      },
      removePropertyValueChangeListener: (id: number) => void watchers.splice(id - 1, 1),
      getCapability: (key: string) =>
        key === 'http://tizen.org/feature/platform.version' ? (options.version ?? '6.5') : null,
    },
  };

  const webapis: Record<string, unknown> = {
    productinfo: {
      getDuid() {
        needs('productinfo');
        return options.duid ?? 'BDCD4YUNNMFNI';
      },
      getModel: () => options.model ?? '22_TV_MODEL',
      getRealModel() {
        needs('productinfo');
        return options.model ?? 'QE55Q80B';
      },
      getFirmware: () => options.firmware ?? 'T-PTMDEUC-1401.1',
      isUdPanelSupported: () => options.uhd !== false,
      is8KPanelSupported: () => false,
    },
    network: {
      isConnectedToGateway: () => connected,
      getActiveConnectionType: () => options.connection ?? 3,
      addNetworkStateChangeListener(listener: (state: number) => void) {
        needs('network.public');
        listeners.push(listener);
        return listeners.length;
      },
      removeNetworkStateChangeListener: (id: number) => void listeners.splice(id - 1, 1),
    },
    appcommon: {
      AppCommonScreenSaverState: { SCREEN_SAVER_OFF: 0, SCREEN_SAVER_ON: 1 },
      setScreenSaver: (state: number, done?: () => void) => {
        calls.push(`screensaver ${state}`);
        done?.();
      },
      getUuid: () => 'a-uuid-of-this-set',
    },
    tvinfo: {
      // A value that was never set has its default: 0, except for opacities.
      getMenuValue: (key: number) => menu[key] ?? ([5, 7, 11].includes(key) ? 4 : 0),
      addCaptionChangeListener(key: number, listener: (changed: number) => void) {
        captionListeners.push({ key, listener });
        return captionListeners.length;
      },
    },
    ...(options.avplay ? { avplay: options.avplay } : {}),
  };
  for (const name of options.lacks ?? []) delete webapis[name];

  return {
    calls,
    host: { tizen, webapis } as { tizen: unknown; webapis: unknown },
    /** The network cable is pulled or put in; the set calls its listeners. */
    connect(on: boolean) {
      connected = on;
      for (const listener of listeners.slice()) listener(on ? 4 : 5);
    },
    /** Memory runs low, or is sufficient again. */
    memoryIs(status: 'NORMAL' | 'WARNING') {
      for (const tell of watchers.slice()) tell({ status });
    },
    /** The viewer changes something in the set's own menu. */
    setMenu(key: number, value: number) {
      menu[key] = value;
      for (const each of captionListeners) if (each.key === key) each.listener(key);
    },
    /** Another launch while the app runs; the page gets the event `appcontrol` after it. */
    relaunch(text: string) {
      payload = text;
    },
  };
}

/**
 * Puts the set's objects on a page; its record of calls is `window.set`. `webapis` stays in `window.set`
 * until the page loads the script that provides it.
 */
export function installTizenSet(target: object, options: TizenSetOptions): void {
  const set = tizenSet(options);
  Object.assign(target, { tizen: set.host.tizen, set: { ...set, webapis: set.host.webapis } });
}
