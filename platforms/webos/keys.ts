import type { RemoteKey } from '../platform.ts';
import { televisionKeys } from '../television/keys.ts';

/**
 * Key codes of LG's remotes; none has to be registered. LG: "Magic Remote". Only conventional remotes have media
 * keys; the pointer's wheel and clicks arrive as mouse events.
 */
export const webosKeys: Readonly<Record<number, RemoteKey>> = { ...televisionKeys, 461: 'Back' };
