import { findMvpd } from '../world/providers.ts';
import { type Dashboard, defaultDashboard } from './dashboard.ts';

/** Lives are in s, because that is how people think of them. */
export interface NumberRules {
  /** Access tokens; the documentation's sample says 6 hours. */
  tokenLifeS: number;
  /** Registration codes; the documentation's samples say 30 minutes. */
  codeLifeS: number;
  /** Profiles after a login. */
  profileLifeS: number;
  /** Profiles of home-based authentication, which Adobe advises to keep shorter. */
  homeProfileLifeS: number;
  /** Authorization decisions (authorization TTL). */
  decisionLifeS: number;
  /** Media tokens; about 7 minutes by default in the real service. */
  mediaTokenLifeS: number;
  /** Most resources in one authorize and in one preauthorize request. */
  maxAuthorizeResources: number;
  maxPreauthorizeResources: number;
  /** How long slow providers take over a login; real time, in ms. */
  slowLoginMs: number;
}

/** What can be bent while the sandbox runs. */
export interface Rules extends NumberRules, Dashboard {
  /**
   * A decision without a usable profile: `top` answers 403 with the error alone, `item` answers 200
   * with the error in each decision. Adobe does not say which; clients must read both.
   */
  profileErrors: 'top' | 'item';
  /**
   * User metadata that cannot be encrypted: `top` answers 500 with the error alone, `attribute` has its
   * code in the attribute, as Adobe's OpenAPI file allows.
   */
  metadataErrors: 'top' | 'attribute';
  /** How `missingParameters` names the domain: Adobe's samples have both. */
  missingDomain: 'domainName' | 'domain';
  /**
   * REST API V1 answers errors with a status and a message; Enhanced Errors are opt-in there, switched
   * on by Adobe for a programmer.
   */
  v1Errors: 'basic' | 'enhanced';
  /** What V1's `authorize` answers without a login: its page and recorded answers have 403, others 412. */
  v1NotAuthenticated: 412 | 403;
  /** One request a second and a burst of ten, see throttle.ts. */
  throttle: boolean;
  /** `serviceProvider/mvpd` of integrations that are switched off. */
  readonly inactiveIntegrations: Set<string>;
  /** `software_id` of revoked statements. */
  readonly revokedStatements: Set<string>;
}

export function defaultRules(options: { throttle: boolean }): Rules {
  return {
    tokenLifeS: 21_600,
    codeLifeS: 1_800,
    profileLifeS: 30 * 24 * 3_600,
    homeProfileLifeS: 24 * 3_600,
    decisionLifeS: 24 * 3_600,
    mediaTokenLifeS: 420,
    maxAuthorizeResources: 1,
    maxPreauthorizeResources: 5,
    slowLoginMs: 6_000,
    profileErrors: 'top',
    metadataErrors: 'top',
    missingDomain: 'domainName',
    v1Errors: 'basic',
    v1NotAuthenticated: 403,
    throttle: options.throttle,
    inactiveIntegrations: new Set(),
    revokedStatements: new Set(),
    ...defaultDashboard(),
  };
}

export function integrationIsActive(rules: Rules, serviceProvider: string, mvpd: string): boolean {
  const { onlyWith } = findMvpd(mvpd) ?? {};
  if (onlyWith && !onlyWith.includes(serviceProvider)) return false;
  return !rules.inactiveIntegrations.has(`${serviceProvider}/${mvpd}`);
}
