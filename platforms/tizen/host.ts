import type { Tizen } from 'tizen-common-web';
import type { Webapis } from 'tizen-tv-webapis';

/**
 * The objects that Samsung's runtime defines on a page: `tizen` by itself, `webapis` by the script in index.html.
 * Every part may be missing on some television, and every call may throw; so every call goes through `Features`.
 */
export interface TizenHost {
  readonly tizen?: Partial<Tizen>;
  readonly webapis?: Partial<Webapis>;
}
