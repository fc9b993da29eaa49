import type { Tizen } from 'tizen-common-web';
import type { Webapis } from 'tizen-tv-webapis';

/**
 * What Samsung's runtime puts on a page: `tizen` by itself, `webapis` by the script that index.html names.
 * Every part may be missing on some set, and every call may throw; so each goes through `Features`.
 */
export interface TizenHost {
  readonly tizen?: Partial<Tizen>;
  readonly webapis?: Partial<Webapis>;
}
