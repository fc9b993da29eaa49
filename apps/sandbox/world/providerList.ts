import type { Mvpd } from './mvpd.ts';

/** The first twelve behave normally, except that two have no logout page. */
export const providerList: readonly Mvpd[] = [
  mvpd('ValleyCable', 'Valley Cable', '#2563eb', 'valley', { platformMappingId: 'ValleyCable' }),
  mvpd('HarborTV', 'Harbor TV', '#0f766e', 'harbor', { platformMappingId: 'HarborTV' }),
  mvpd('SummitFiber', 'Summit Fiber', '#c2410c', 'summit'),
  mvpd('PrairieLink', 'PrairieLink', '#4d7c0f', 'prairie'),
  mvpd('CedarMobile', 'Cedar Mobile', '#9333ea', 'cedar'),
  mvpd('BlueRidgeOne', 'BlueRidge One', '#1d6fb8', 'ridge'),
  mvpd('Lakeshore', 'Lakeshore', '#0e7490', 'lake'),
  mvpd('MetroVision', 'Metro Vision', '#be185d', 'metro'),
  mvpd('CanyonSat', 'Canyon Sat', '#b45309', 'canyon'),
  mvpd('Orchard', 'Orchard', '#15803d', 'orchard', {
    hasLogoutEndpoint: false,
    what: 'has no logout page: logout is complete at once',
  }),
  mvpd('PolarNet', 'Polar Net', '#5b3fc4', 'polar', {
    hasLogoutEndpoint: false,
    what: 'has no logout page: logout is complete at once',
  }),
  mvpd('Ridgeway', 'Ridgeway', '#475569', 'way'),
  mvpd('Brambleway', 'Brambleway', '#7e22ce', 'bramble'),
  mvpd('CobaltCove', 'Cobalt Cove', '#1e40af', 'cove'),
  mvpd('Dovetail', 'Dovetail TV', '#9f1239', 'dovetail'),
  mvpd('EmberFiber', 'Ember Fiber', '#b91c1c', 'ember'),
  mvpd('Foxhollow', 'Foxhollow', '#9a3412', 'fox', {
    proxiedBy: 'Meridian Exchange',
    what: 'is connected through a proxy, Meridian Exchange',
  }),
  mvpd('Gullwing', 'Gullwing', '#0369a1', 'gull'),
  mvpd('Hearthline', 'Hearthline', '#a16207', 'hearth', {
    recognisesHome: true,
    what: 'recognises its own home network: signed in without a form, denied away from home',
  }),
  mvpd('JuniperSky', 'Juniper Sky', '#3f6212', 'juniper'),
  mvpd('Kestrel', 'Kestrel Cable', '#78350f', 'kestrel'),
  mvpd('Lanternfish', 'Lanternfish', '#155e75', 'fish', {
    tellsZip: true,
    what: 'tells the household’s zip codes, encrypted',
  }),
  mvpd('LoneFir', 'Lone Fir', '#166534', 'fir', {
    authPerAggregator: true,
    what: 'wants a login for each app: no single sign-on',
  }),
  mvpd('Marigold', 'Marigold', '#a34a07', 'marigold'),
  mvpd('Mayfly', 'Mayfly Mobile', '#6d28d9', 'mayfly', {
    endsSessionsAfterS: 600,
    what: 'ends every session ten minutes after the login',
  }),
  mvpd('Nestling', 'Nestling', '#be123c', 'nest', {
    permits: 'family',
    what: 'has parental controls on: news and kids only',
  }),
  mvpd('NimbusDish', 'Nimbus Dish', '#4338ca', 'nimbus'),
  mvpd('Oxbow', 'Oxbow Broadband', '#0f5e59', 'oxbow'),
  mvpd('Pebblebeam', 'Pebblebeam', '#57534e', 'pebble'),
  mvpd('Puddlejump', 'Puddlejump', '#1d4ed8', 'puddle', {
    onlyWith: ['NORTHSTAR'],
    what: 'has an integration with Northstar only',
  }),
  mvpd('Quillnet', 'Quillnet', '#86198f', 'quill', {
    platformMappingId: 'Quillnet',
    boardingStatus: 'PICKER',
    what: 'is listed in Apple’s picker only: partner sign-on falls back to the basic flow',
  }),
  mvpd('Ravenrock', 'Ravenrock', '#374151', 'raven'),
  mvpd('Saltmarsh', 'Saltmarsh', '#3b6b4b', 'marsh'),
  mvpd('Tanglewire', 'Tanglewire', '#991b1b', 'tangle', {
    failsAfterLogin: true,
    what: 'takes the password and then fails: the browser comes back without a login',
  }),
  mvpd('Thimble', 'Thimble TV', '#a21caf', 'thimble', {
    permits: 'news',
    what: 'denies most channels: news only',
  }),
  mvpd('Thistledown', 'Thistledown', '#7c3aed', 'thistle'),
  mvpd('TortoiseTel', 'Tortoise Telecom', '#4b6a1e', 'tortoise', {
    isSlow: true,
    what: 'is slow: the login takes some seconds',
  }),
  mvpd('Twinbrook', 'Twinbrook Cooperative', '#0c6b8f', 'twin', {
    proxiedBy: 'Meridian Exchange',
    what: 'is connected through a proxy, Meridian Exchange',
  }),
  mvpd('Wobble', 'Wobble Wireless', '#c01f68', 'wobble', {
    stumbles: true,
    what: 'has a bad line: the first question about each channel fails, again works',
  }),
  mvpd('Wrenhouse', 'Wrenhouse', '#854d0e', 'wren'),
  mvpd('TempPass_Northstar', 'Free preview', '#a16207', 'preview', {
    hasLogoutEndpoint: false,
    tempPassLifeS: 600,
    what: 'basic TempPass: ten minutes for each device',
  }),
  mvpd('TempPass_Premiere', 'Premiere pass', '#9f1239', 'ticket', {
    hasLogoutEndpoint: false,
    tempPassLifeS: 86_400,
    tempPassResources: 3,
    what: 'promotional TempPass: three channels within a day, for each viewer or device',
  }),
];

function mvpd(
  id: string,
  displayName: string,
  color: string,
  mark: string,
  more: Partial<Mvpd> = {},
): Mvpd {
  return { id, displayName, color, mark, hasLogoutEndpoint: true, ...more };
}
