import { getOwn } from '../getOwn.ts';
import { resourceTitle } from '../pass/resources.ts';
import type { Service } from '../service.ts';
import {
  type Degradation,
  degradationRules,
  type PlatformSetting,
  platformSettings,
  type TempPassSetting,
  type Trouble,
  troubles,
} from '../state/dashboard.ts';
import { OrderError } from './faults.ts';

/** The integrations that an order applies to: those of all service providers when none is given. */
export interface IntegrationChoice {
  readonly mvpd: string;
  readonly serviceProvider?: string;
}

/** Orders that change settings on Adobe's side and at the providers; see state/dashboard.ts. */
export interface DashboardOrders {
  /** Limits of a TempPass; null: the limit is not configured (`invalid_configuration_temporary_access`). */
  readonly tempPass?: TempPassSetting & { readonly mvpd: string };
  /** Degraded access; `off` ends it. */
  readonly degradation?: IntegrationChoice & {
    readonly rule: Degradation['rule'] | 'off';
    readonly message?: string;
  };
  /** Partner single sign-on lacks these settings (`invalid_configuration_…`); none when empty. */
  readonly missingPlatformSettings?: IntegrationChoice & {
    readonly settings: readonly PlatformSetting[];
  };
  /** The programmer's certificate (or public key) as PEM; null: none; absent: the sandbox's own. */
  readonly certificate?: { readonly serviceProvider?: string; readonly pem?: string | null };
  /** The provider's service fails; `none` ends the failure. */
  readonly trouble?: { readonly mvpd: string; readonly kind: Trouble | 'none' };
  /**
   * A resource id that the providers know from now on, or (agreed: false) do not know even where undeclared
   * resources are accepted; for all service providers when none is given.
   */
  readonly resource?: {
    readonly id: string;
    readonly agreed: boolean;
    readonly serviceProvider?: string;
  };
  /** false: home-based authentication recognises no household. */
  readonly atHome?: boolean;
}

type CarryOut<T> = (service: Service, value: T) => void;

export const dashboardActions: {
  readonly [K in keyof DashboardOrders]-?: CarryOut<NonNullable<DashboardOrders[K]>>;
} = {
  tempPass: ({ rules, world }, { mvpd, lifeS, resources }) => {
    if (world.mvpd(mvpd)?.tempPassLifeS === undefined)
      throw new OrderError(`tempPass: no TempPass is called "${mvpd}"`);
    for (const [name, value] of Object.entries({ lifeS, resources }))
      if (value !== undefined && value !== null && (!Number.isInteger(value) || value < 1))
        throw new OrderError(`tempPass: ${name} is a whole number of at least 1, or null`);
    rules.tempPasses[mvpd] = {
      ...(lifeS === undefined ? {} : { lifeS }),
      ...(resources === undefined ? {} : { resources }),
    };
  },
  degradation: (service, order) => {
    const { rules } = service;
    const { rule, message } = order;
    if (rule !== 'off' && !degradationRules.includes(rule))
      throw new OrderError(`degradation: rule is one of ${degradationRules.join(', ')} and off`);
    if (message !== undefined && typeof message !== 'string')
      throw new OrderError('degradation: message is a text');
    for (const key of integrationsOf(service, order, 'degradation'))
      if (rule === 'off') delete rules.degradations[key];
      else rules.degradations[key] = { rule, ...(message === undefined ? {} : { message }) };
  },
  missingPlatformSettings: (service, order) => {
    const { rules } = service;
    const { settings } = order;
    if (!Array.isArray(settings) || settings.some((one) => !platformSettings.includes(one)))
      throw new OrderError(
        `missingPlatformSettings: settings is a list of ${platformSettings.join(', ')}`,
      );
    for (const key of integrationsOf(service, order, 'missingPlatformSettings'))
      if (settings.length === 0) delete rules.missingPlatformSettings[key];
      else rules.missingPlatformSettings[key] = settings;
  },
  certificate: (service, order) => {
    const { rules } = service;
    const { pem } = order;
    const ids = serviceProvidersOf(service, order, 'certificate');
    if (pem !== undefined && pem !== null && typeof pem !== 'string')
      throw new OrderError('certificate: pem is a text or null');
    for (const id of ids)
      if (pem === undefined) delete rules.certificates[id];
      else rules.certificates[id] = pem;
  },
  trouble: ({ rules, world }, { mvpd, kind }) => {
    if (!world.mvpd(mvpd)) throw new OrderError(`trouble: no MVPD is called "${mvpd}"`);
    if (kind !== 'none' && !troubles.includes(kind))
      throw new OrderError(`trouble: kind is one of ${troubles.join(', ')} and none`);
    if (kind === 'none') delete rules.troubles[mvpd];
    else rules.troubles[mvpd] = kind;
  },
  resource: (service, order) => {
    const { rules } = service;
    const { id, agreed } = order;
    const ids = serviceProvidersOf(service, order, 'resource');
    if (typeof id !== 'string' || id.trim() === '' || id.length > LONGEST_RESOURCE_ID)
      throw new OrderError('resource: id is the name of a channel');
    if (typeof agreed !== 'boolean')
      throw new OrderError('resource: "agreed" is needed, true or false');
    const resource = resourceTitle(id);
    for (const provider of ids) {
      const without = (lists: Record<string, readonly string[]>) =>
        (getOwn(lists, provider) ?? []).filter((one) => one !== resource);
      const agreedOn = without(rules.resources);
      const refused = without(rules.refusedResources);
      rules.resources[provider] = agreed ? [...agreedOn, resource] : agreedOn;
      rules.refusedResources[provider] = agreed ? refused : [...refused, resource];
    }
  },
  atHome: ({ rules }, value) => {
    if (typeof value !== 'boolean') throw new OrderError('atHome: true or false is needed');
    rules.atHome = value;
  },
};

const LONGEST_RESOURCE_ID = 500;

/** `serviceProvider/mvpd` of each integration that the order applies to. */
export function integrationsOf(
  service: Service,
  choice: IntegrationChoice,
  order: string,
): string[] {
  const { mvpd } = choice;
  if (!service.world.mvpd(mvpd)) throw new OrderError(`${order}: no MVPD is called "${mvpd}"`);
  return serviceProvidersOf(service, choice, order).map((id) => `${id}/${mvpd}`);
}

/** The id of the service provider that an order names, or the ids of all. */
function serviceProvidersOf(
  { world }: Service,
  { serviceProvider }: { readonly serviceProvider?: string },
  order: string,
): string[] {
  if (serviceProvider === undefined) return world.serviceProviders().map(({ id }) => id);
  if (world.serviceProvider(serviceProvider)) return [serviceProvider];
  throw new OrderError(
    `${order}: no service provider is called "${serviceProvider}"; an order to /_sandbox/world declares one`,
  );
}
