/** TV providers (MVPDs) of the sandbox. Names are invented; the data says how each behaves. */
export interface Mvpd {
  /** `id` in the configuration and `{mvpd}` in paths. */
  readonly id: string;
  readonly displayName: string;
  /** Brand colour: logo, and the login page's button (white text on it reads at 4.5:1 or better). */
  readonly color: string;
  /** Name of the drawing in logos.ts. */
  readonly mark: string;
  /** Whether logout sends the user agent to the provider; without it logout answers `complete`. */
  readonly hasLogoutEndpoint: boolean;
  /** Life of a temporary pass in s; its presence makes the entry a TempPass pseudo-MVPD. */
  readonly tempPassLifeS?: number;
  /** Identifier of the provider in Apple's framework (partner single sign-on). */
  readonly platformMappingId?: string;
}

export const mvpds: readonly Mvpd[] = [
  mvpd('ValleyCable', 'Valley Cable', '#2563eb', 'valley', { platformMappingId: 'ValleyCable' }),
  mvpd('HarborTV', 'Harbor TV', '#0f766e', 'harbor', { platformMappingId: 'HarborTV' }),
  mvpd('SummitFiber', 'Summit Fiber', '#c2410c', 'summit'),
  mvpd('PrairieLink', 'PrairieLink', '#4d7c0f', 'prairie'),
  mvpd('CedarMobile', 'Cedar Mobile', '#9333ea', 'cedar'),
  mvpd('BlueRidgeOne', 'BlueRidge One', '#1d6fb8', 'ridge'),
  mvpd('Lakeshore', 'Lakeshore', '#0e7490', 'lake'),
  mvpd('MetroVision', 'Metro Vision', '#be185d', 'metro'),
  mvpd('CanyonSat', 'Canyon Sat', '#b45309', 'canyon'),
  mvpd('Orchard', 'Orchard', '#15803d', 'orchard', { hasLogoutEndpoint: false }),
  mvpd('PolarNet', 'Polar Net', '#5b3fc4', 'polar', { hasLogoutEndpoint: false }),
  mvpd('Ridgeway', 'Ridgeway', '#475569', 'way'),
  mvpd('TempPass_Northstar', 'Free preview', '#a16207', 'preview', {
    hasLogoutEndpoint: false,
    tempPassLifeS: 600,
  }),
];

export function findMvpd(id: string): Mvpd | undefined {
  return mvpds.find((candidate) => candidate.id === id);
}

function mvpd(
  id: string,
  displayName: string,
  color: string,
  mark: string,
  more: Partial<Mvpd> = {},
): Mvpd {
  return { id, displayName, color, mark, hasLogoutEndpoint: true, ...more };
}
