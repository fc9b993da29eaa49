/**
 * What the environment of a Lightning app on a set-top box may provide. Everything may be missing: the operator
 * decides what an app can use.
 */

/** ThunderJS, the interface to the box's own services. RDK Central: "ThunderJS". */
export interface ThunderJs {
  call(plugin: string, method: string, params?: unknown): Promise<unknown>;
  on?(
    plugin: string,
    event: string,
    listener: (what: unknown) => void,
    error?: (message: string) => void,
  ): { dispose(): void } | undefined;
}

/** The page's globals. */
export interface BoxWindow {
  /** ThunderJS as a script of the page defines it. */
  readonly ThunderJS?: (options: object) => unknown;
}

/** The fields of LightningJS SDK's `platformSettings` that a shell reads. */
export interface BoxSettings {
  /** A connected ThunderJS, or the options for connecting. */
  readonly thunder?: unknown;
  /** Thunder's name for the browser in which this app runs, such as `WebKitBrowser`. */
  readonly callsign?: unknown;
  /** Values of the SDK's `Profile`, where no plugin requests them from the operator. */
  readonly profile?: unknown;
  readonly plugins?: unknown;
}

/** The parts of LightningJS SDK that a shell uses. */
export interface SdkParts {
  readonly Storage: {
    get(key: string): unknown;
    /** Returns false when the value could not be stored. */
    set(key: string, value: unknown): boolean;
    remove(key: string): void;
  };
  /** Values from the operator's plugin; invented values where there is none. */
  readonly Profile: {
    uid(): Promise<unknown>;
    stbType(): Promise<unknown>;
    language(): Promise<unknown>;
  };
  /** Leaves the app as the operator configured it. */
  close(): void;
}

/** The ThunderJS that this box provides, if any. */
export function thunderOf(settings: BoxSettings, window: BoxWindow): ThunderJs | undefined {
  if (isThunder(settings.thunder)) return settings.thunder;
  const { ThunderJS } = window;
  if (typeof ThunderJS !== 'function') return undefined;
  const own = typeof settings.thunder === 'object' ? settings.thunder : {};
  try {
    const made = ThunderJS({ host: '127.0.0.1', port: 9998, default: 1, ...own });
    return isThunder(made) ? made : undefined;
  } catch {
    return undefined;
  }
}

function isThunder(value: unknown): value is ThunderJs {
  return typeof value === 'object' && typeof (value as ThunderJs | null)?.call === 'function';
}
