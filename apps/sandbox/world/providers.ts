import type { Mvpd } from './mvpd.ts';
import { providerList } from './providerList.ts';

export type { Mvpd };

/** The demo’s TV providers (MVPDs). */
export const mvpds: readonly Mvpd[] = providerList;
