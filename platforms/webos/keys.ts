import type { RemoteKey } from '../platform.ts';
import { televisionKeys } from '../television/keys.ts';

/**
 * Key codes of LG's remotes; none has to be registered. LG: "Magic Remote". The media keys come from
 * conventional remotes only, and the pointer's wheel and clicks come as events of a mouse.
 */
export const webosKeys: Readonly<Record<number, RemoteKey>> = { ...televisionKeys, 461: 'Back' };
