/**
 * A set-top box with RDK as the documentation of its plugins describes it, failures included. RDK Central:
 * "DeviceIdentification", "DeviceInfo", "System", "Network", "PersistentStore", "WebKitBrowser".
 */
export interface BoxOptions {
  /** Plugins that are not activated: every call is refused. */
  readonly lacks?: readonly string[];
  /** Plugins that never answer. */
  readonly silent?: readonly string[];
  /** Plugins whose calls throw instead of returning a promise. */
  readonly throws?: readonly string[];
  /** ms until an answer arrives; when absent, it arrives at once. */
  readonly late?: number;
  /** The longest value that PersistentStore accepts, in characters. */
  readonly cap?: number;
  /** The content of PersistentStore; pass the same map for two launches of one box. */
  readonly kept?: Map<string, string>;
  readonly wifi?: boolean;
}

type Params = Record<string, unknown>;

export function thunderBox(options: BoxOptions = {}) {
  const { lacks = [], silent = [], throws = [], cap = 1_000, kept = new Map() } = options;
  const calls: string[] = [];
  const listeners = new Map<string, (what: unknown) => void>();

  const system: Record<string, string> = {
    make: 'Acme',
    model_number: 'AX100',
    imageVersion: 'AX100_VBN_2203',
    estb_mac: '20:F1:9E:EE:62:08',
  };
  const refuse = () => Promise.reject(new Error('ERROR_UNAVAILABLE'));
  const methods: Record<string, (params: Params) => unknown> = {
    'DeviceIdentification.deviceidentification': () => ({
      firmwareversion: '1.0.0',
      chipset: 'BCM2835',
      deviceid: 'WPEuCfrLF45',
    }),
    'DeviceInfo.make': () => ({ make: 'Acme' }),
    'DeviceInfo.modelname': () => ({ model: 'Acme One' }),
    'DeviceInfo.modelid': () => ({ sku: 'AX100AEI' }),
    'DeviceInfo.serialnumber': () => ({ serialnumber: 'PAW400003744' }),
    'DeviceInfo.firmwareversion': () => ({ imagename: 'AX100AEI_VBN_2203', yocto: 'dunfell' }),
    'org.rdk.System.getDeviceInfo': ({ params }) => {
      const wanted = (params as string[]).map((key) => [key, system[key]]);
      return { ...Object.fromEntries(wanted), success: true };
    },
    'org.rdk.Network.getDefaultInterface': () => ({
      interface: options.wifi ? 'WIFI' : 'ETHERNET',
      success: true,
    }),
    'org.rdk.PersistentStore.setValue': ({ namespace, key, value }) => {
      if (String(value).length > cap) return { success: false };
      kept.set(`${namespace}/${key}`, String(value));
      return { success: true };
    },
    'org.rdk.PersistentStore.getValue': ({ namespace, key }) => {
      const value = kept.get(`${namespace}/${key}`);
      return value === undefined ? { success: false } : { value, success: true };
    },
    'org.rdk.PersistentStore.deleteKey': ({ namespace, key }) => ({
      success: kept.delete(`${namespace}/${key}`),
    }),
  };

  const thunder = {
    options: { host: '127.0.0.1' },
    call(plugin: string, method: string, params: unknown = {}): Promise<unknown> {
      calls.push(`${plugin}.${method}`);
      if (throws.includes(plugin)) throw new Error('no such plugin');
      if (silent.includes(plugin)) return new Promise(() => {});
      const answer = methods[`${plugin}.${method}`];
      if (lacks.includes(plugin) || !answer) return refuse();
      const { late } = options;
      return new Promise((resolve) => {
        const tell = () => resolve(answer(params as Params));
        if (late === undefined) tell();
        else setTimeout(tell, late);
      });
    },
    on(plugin: string, event: string, heard: (what: unknown) => void) {
      const name = `${plugin}.${event}`;
      listeners.set(name, heard);
      return { dispose: () => void listeners.delete(name) };
    },
  };
  return {
    thunder,
    calls,
    kept,
    says: (plugin: string, event: string, what: unknown) =>
      listeners.get(`${plugin}.${event}`)?.(what),
    hears: () => [...listeners.keys()],
  };
}

/** Parts of the LightningJS SDK, with the default values that it returns when the operator provides none. */
export function sdkParts(
  own: { uid?: () => Promise<unknown>; stbType?: () => Promise<unknown> } = {},
) {
  const cookies = new Map<string, unknown>();
  const closed: string[] = [];
  return {
    cookies,
    closed,
    parts: {
      Storage: {
        get: (key: string) => cookies.get(key) ?? null,
        set: (key: string, value: unknown) => Boolean(cookies.set(key, value)),
        remove: (key: string) => void cookies.delete(key),
      },
      Profile: {
        uid: own.uid ?? (async () => 'ee6723b8-7ab3-462c-8d93-dbf61227998e'),
        stbType: own.stbType ?? (async () => 'metrological'),
        language: async () => 'en',
      },
      close: () => void closed.push('close'),
    },
  };
}
