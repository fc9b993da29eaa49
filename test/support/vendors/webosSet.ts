/**
 * An LG set as its documentation describes it, failures included. Self-contained, because it also runs in
 * old engines without changes. LG: "Luna Service API References", "App Lifecycle Management".
 */
export interface WebosSetOptions {
  /** null: the emulator, which has no LGUDID. */
  readonly lgudid?: string | null;
  readonly model?: string;
  readonly firmware?: string;
  readonly sdk?: string;
  readonly uhd?: boolean;
  readonly wifi?: boolean;
  readonly online?: boolean;
  /** The value of `tv.hw.ddrSize`, such as `2.5G`. */
  readonly memory?: string;
  /** The memory that some firmware reports on the page. */
  readonly pageMemory?: string;
  readonly captions?: boolean;
  readonly audioGuidance?: boolean;
  readonly launchParams?: string;
  /** Services that this firmware does not have. */
  readonly lacks?: readonly string[];
  /** Services that never answer. */
  readonly silent?: readonly string[];
  /** The page has no bridge, as at the lowest trust level. */
  readonly noBridge?: boolean;
}

type Answer = Record<string, unknown>;

export function webosSet(options: WebosSetOptions = {}) {
  const calls: string[] = [];
  const subscribers = new Map<string, ((answer: Answer) => void)[]>();
  let online = options.online !== false;

  const status = () => ({
    isInternetConnectionAvailable: online,
    wired: { state: options.wifi ? 'disconnected' : 'connected' },
    wifi: { state: options.wifi ? 'connected' : 'disconnected' },
    wifiDirect: { state: 'disconnected' },
  });
  const settings: Record<string, unknown> = {
    captionEnable: options.captions ? 'on' : 'off',
    audioGuidance: options.audioGuidance ? 'on' : 'off',
  };

  const services: Record<string, (parameters: Answer) => Answer> = {
    'com.webos.service.sm/deviceid/getIDs': () =>
      options.lgudid === null
        ? { returnValue: false, errorCode: 'ERROR.200', errorText: 'Not supported device type' }
        : { idList: [{ idType: 'LGUDID', idValue: options.lgudid ?? 'af2b-lgudid' }] },
    'com.webos.service.tv.systemproperty/getSystemInfo': () => ({
      modelName: options.model ?? 'OLED55C27LA',
      firmwareVersion: options.firmware ?? '04.30.50',
      sdkVersion: options.sdk ?? '7.2.0',
      UHD: options.uhd === false ? 'false' : 'true',
    }),
    'com.webos.service.connectionmanager/getStatus': status,
    'com.webos.settingsservice/getSystemSettings': ({ keys, category }) => ({
      category,
      settings: Object.fromEntries((keys as string[]).map((key) => [key, settings[key]])),
    }),
    'com.webos.service.config/getConfigs': ({ configNames }) => {
      const configs: Answer = {};
      const missing: string[] = [];
      for (const name of configNames as string[]) {
        if (name === 'tv.hw.ddrSize' && options.memory) configs[name] = options.memory;
        else missing.push(name);
      }
      return { configs, missingConfigs: missing };
    },
    'com.webos.applicationManager/launch': ({ id, params }) => {
      calls.push(`launch ${String(id)} ${String((params as Answer).target)}`);
      return {};
    },
  };

  class PalmServiceBridge {
    onservicecallback: ((answer: string) => void) | null = null;
    private cancelled = false;

    call(uri: string, text: string): void {
      const address = uri.replace(/^luna:\/\//, '');
      const parameters = JSON.parse(text) as Answer;
      if (options.silent?.includes(address)) return;
      const service = options.lacks?.includes(address) ? undefined : services[address];
      const answer = service
        ? { returnValue: true, ...service(parameters) }
        : { returnValue: false, errorCode: -1, errorText: `Service does not exist: ${address}` };
      this.say(answer);
      if (parameters.subscribe !== true || !service) return;
      const heard = (changed: Answer) => this.say({ returnValue: true, ...changed });
      subscribers.set(address, [...(subscribers.get(address) ?? []), heard]);
    }

    cancel(): void {
      this.cancelled = true;
    }

    /** Answers never come before `call` has returned. */
    private say(answer: Answer): void {
      setTimeout(() => {
        if (!this.cancelled) this.onservicecallback?.(JSON.stringify(answer));
      });
    }
  }

  const system = {
    launchParams: options.launchParams ?? '',
    deviceInfo: JSON.stringify({
      modelName: options.model ?? 'OLED55C27LA',
      platformVersion: options.sdk ?? '7.2.0',
      screenWidth: 1920,
      screenHeight: 1080,
      ...(options.pageMemory ? { ddrSize: options.pageMemory } : {}),
    }),
    activate: () => void calls.push('activate'),
    platformBack: () => void calls.push('platformBack'),
  };

  return {
    calls,
    system,
    host: {
      ...(options.noBridge ? {} : { PalmServiceBridge }),
      PalmSystem: system,
    } as { PalmServiceBridge?: typeof PalmServiceBridge; PalmSystem: typeof system },
    /** The internet connection is lost or comes back. */
    connect(on: boolean) {
      online = on;
      for (const tell of subscribers.get('com.webos.service.connectionmanager/getStatus') ?? []) {
        tell(status());
      }
    },
    /** Another launch while the app runs; the page gets the event `webOSRelaunch` after it. */
    relaunch(text: string) {
      system.launchParams = text;
    },
  };
}

/** Puts the set's objects on a page; its record of calls is `window.set`. */
export function installWebosSet(target: object, options: WebosSetOptions): void {
  const set = webosSet(options);
  Object.assign(target, set.host, { set });
}
