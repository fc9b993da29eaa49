/**
 * What the world around a Lightning app on a set-top box may bring along. All of it may be missing: an operator
 * decides what an app gets to see.
 */

/** ThunderJS, the way to the box's own services. RDK Central: "ThunderJS". */
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
  /** ThunderJS as a script of the page's own puts it there. */
  readonly ThunderJS?: (options: object) => unknown;
}

/** What LightningJS SDK's `platformSettings` may hold for a shell. */
export interface BoxSettings {
  /** A ThunderJS that is already connected, or the options to connect one with. */
  readonly thunder?: unknown;
  /** How Thunder calls the browser that this app runs in, such as `WebKitBrowser`. */
  readonly callsign?: unknown;
  /** Values of the SDK's `Profile`, where no plugin asks the operator for them. */
  readonly profile?: unknown;
  readonly plugins?: unknown;
}

/** The parts of LightningJS SDK that a shell uses. */
export interface SdkParts {
  readonly Storage: {
    get(key: string): unknown;
    /** False when it could not be kept. */
    set(key: string, value: unknown): boolean;
    remove(key: string): void;
  };
  /** Asks the operator's plugin; made-up values where there is none. */
  readonly Profile: {
    uid(): Promise<unknown>;
    stbType(): Promise<unknown>;
    language(): Promise<unknown>;
  };
  /** Leaves the app by the operator's rule. */
  close(): void;
}

/** The ThunderJS that this box offers, if it offers one. */
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
