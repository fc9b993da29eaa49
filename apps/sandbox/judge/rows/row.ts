/** How binding Adobe's pages make a requirement. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/** One testable requirement from Adobe's public documentation; the wording is this project's. */
export interface Row {
  readonly id: string;
  readonly level: Level;
  /** Adobe's pages differ; the judge then applies the interpretation that is more favourable to the client. */
  readonly pagesDiffer: boolean;
  readonly requirement: string;
  /** Titles of Adobe's pages. */
  readonly sources: readonly string[];
  /** How to have the row judged: what to do with the client while its traffic is recorded. */
  readonly check?: string;
  /** Why traffic cannot show it. Exactly one of `check` and `unseen` is present. */
  readonly unseen?: string;
}

const TITLES = {
  CL: 'REST API V2 Checklist',
  FAQ: 'REST API V2 FAQs',
  AI: 'REST API V2 AI Rules',
  C2S: 'REST API V2 Cookbook (Client-to-Server)',
  S2S: 'REST API V2 Cookbook (Server-to-Server)',
  DF: 'Dynamic Client Registration (DCR) FAQs',
  DT: 'Retrieve access token',
  DC: 'Retrieve client credentials',
  DW: 'Dynamic Client Registration Flow',
  THR: 'Throttling mechanism',
  EEC: 'Enhanced Error Codes',
  TP: 'TempPass Feature',
  TPF: 'Temporary access flows',
  HTI: 'Header - AP-TempPass-Identity',
  HDI: 'Header - AP-Device-Identifier',
  HXD: 'Header - X-Device-Info',
  HAU: 'Header - Authorization',
  SES: 'Create authentication session',
  RES: 'Resume authentication session',
  INF: 'Retrieve authentication session using code',
  PUA: 'Perform authentication in user agent',
  PRC: 'Retrieve profile for specific code',
  PRM: 'Retrieve profile for specific mvpd',
  AZD: 'Retrieve authorization decisions using specific mvpd',
  PZD: 'Retrieve preauthorization decisions using specific mvpd',
  CFA: 'Retrieve configuration for specific service provider',
  LOA: 'Initiate logout for specific mvpd',
  FP: 'Basic authentication flow (primary application)',
  FS: 'Basic authentication flow (secondary application)',
  FL: 'Basic logout flow',
  FZ: 'Basic authorization flow',
  FPZ: 'Basic preauthorization flow',
  FPR: 'Basic profiles flow',
  DEC: 'Decisions',
  MT: 'Media Tokens',
  UM: 'User Metadata',
  PIG: 'Programmer Integration Guide Overview',
  GLO: 'REST API V2 Glossary',
  DEG: 'Degraded access flows',
  HBA: 'Home-Based Authentication',
  ROKU: 'Roku SSO Cookbook (REST API V2)',
  AMZ: 'Amazon SSO Cookbook (REST API V2)',
  APP: 'REST API V2 FAQs, Apple SSO',
  SSO: 'Single sign-on using platform identity flows',
  'CM.OV': 'Concurrency Monitoring, API Overview',
  'CM.REF': 'Concurrency Monitoring, API Reference',
  'CM.KEY': 'Concurrency Monitoring, Key concepts',
  'CM.409': 'Concurrency Monitoring, Handling 409 errors',
  'CM.LF': 'Concurrency Monitoring, LIFO and FIFO strategies',
  'CM.UC': 'Concurrency Monitoring, Use cases',
  'CM.STD': 'Concurrency Monitoring, Standard metadata attributes',
  'CM.THR': 'Concurrency Monitoring, Throttling mechanism',
  'CM.RN': 'Concurrency Monitoring, Release notes',
  'V1.CK': 'REST API Cookbook (Client-to-Server)',
  'V1.SS': 'REST API Cookbook (Server-to-Server)',
  'V1.REF': 'REST API Reference',
  'V1.OV': 'REST API Overview',
  'V1.RP': 'Registration Page',
  'V1.IA': 'Initiate Authentication',
  'V1.C2': 'Check Authentication Flow by Second Screen Web App',
  'V1.PZ': 'Retrieve List of Preauthorized Resources',
  'V1.PF': 'Preflight feature',
  'V1.MT': 'Obtain Short Media Token',
  'V1.LO': 'Initiate Logout',
  'V1.FP': 'Free Preview',
  'V1.CI': 'Passing client information',
  'V1.ND': 'Flow in the Absence of Device ID',
  'V1.RC': "Avoid Using '&'reg_code in /authenticate Request",
  'V1.AT': 'Retrieve Authentication Token',
} as const;

type Source = keyof typeof TITLES;

interface Told {
  readonly id: string;
  /** With a star when Adobe's pages differ. */
  readonly level: Level | `${Level}*`;
  readonly requirement: string;
  readonly from: readonly Source[];
}

/** A row that traffic can show. */
export function seen(
  id: string,
  level: Told['level'],
  from: Told['from'],
  requirement: string,
  check: string,
): Row {
  return { ...common({ id, level, from, requirement }), check };
}

/** A row that traffic cannot show, and why. */
export function hidden(
  id: string,
  level: Told['level'],
  from: Told['from'],
  requirement: string,
  unseen: string,
): Row {
  return { ...common({ id, level, from, requirement }), unseen };
}

function common({ id, level, from, requirement }: Told) {
  return {
    id,
    level: level.replace('*', '') as Level,
    pagesDiffer: level.endsWith('*'),
    requirement,
    sources: from.map((source) => TITLES[source]),
  };
}
