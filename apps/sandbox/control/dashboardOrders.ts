import { own } from '../own.ts';
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
import { findMvpd } from '../world/providers.ts';
import { findServiceProvider, serviceProviders } from '../world/serviceProviders.ts';
import { OrderError } from './faults.ts';

/** Which integrations an order is about: all service providers when none is named. */
interface IntegrationChoice {
  readonly mvpd: string;
  readonly serviceProvider?: string;
}

/** Orders to Adobe's side and to the providers; see state/dashboard.ts. */
export interface DashboardOrders {
  /** Limits of a TempPass; null where nobody set them: `invalid_configuration_temporary_access`. */
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
  /** The provider's own service fails; `none` ends it. */
  readonly trouble?: { readonly mvpd: string; readonly kind: Trouble | 'none' };
  /** A resource id that the providers know from now on, or no longer; all service providers when none is named. */
  readonly resource?: {
    readonly id: string;
    readonly agreed: boolean;
    readonly serviceProvider?: string;
  };
  /** false: home-based authentication recognises nobody. */
  readonly atHome?: boolean;
}

type CarryOut<T> = (service: Service, value: T) => void;

export const dashboardActions: {
  readonly [K in keyof DashboardOrders]-?: CarryOut<NonNullable<DashboardOrders[K]>>;
} = {
  tempPass: ({ rules }, { mvpd, lifeS, resources }) => {
    if (findMvpd(mvpd)?.tempPassLifeS === undefined)
      throw new OrderError(`tempPass: no TempPass is called "${mvpd}"`);
    for (const [name, value] of Object.entries({ lifeS, resources }))
      if (value !== undefined && value !== null && (!Number.isInteger(value) || value < 1))
        throw new OrderError(`tempPass: ${name} is a whole number of at least 1, or null`);
    rules.tempPasses[mvpd] = {
      ...(lifeS === undefined ? {} : { lifeS }),
      ...(resources === undefined ? {} : { resources }),
    };
  },
  degradation: ({ rules }, order) => {
    const { rule, message } = order;
    if (rule !== 'off' && !degradationRules.includes(rule))
      throw new OrderError(`degradation: rule is one of ${degradationRules.join(', ')} and off`);
    if (message !== undefined && typeof message !== 'string')
      throw new OrderError('degradation: message is a text');
    for (const key of integrationsOf(order, 'degradation'))
      if (rule === 'off') delete rules.degradations[key];
      else rules.degradations[key] = { rule, ...(message === undefined ? {} : { message }) };
  },
  missingPlatformSettings: ({ rules }, order) => {
    const { settings } = order;
    if (!Array.isArray(settings) || settings.some((one) => !platformSettings.includes(one)))
      throw new OrderError(
        `missingPlatformSettings: settings is a list of ${platformSettings.join(', ')}`,
      );
    for (const key of integrationsOf(order, 'missingPlatformSettings'))
      if (settings.length === 0) delete rules.missingPlatformSettings[key];
      else rules.missingPlatformSettings[key] = settings;
  },
  certificate: ({ rules }, { serviceProvider, pem }) => {
    if (serviceProvider !== undefined && !findServiceProvider(serviceProvider))
      throw new OrderError(`certificate: no service provider is called "${serviceProvider}"`);
    if (pem !== undefined && pem !== null && typeof pem !== 'string')
      throw new OrderError('certificate: pem is a text or null');
    for (const { id } of serviceProviders) {
      if (serviceProvider !== undefined && id !== serviceProvider) continue;
      if (pem === undefined) delete rules.certificates[id];
      else rules.certificates[id] = pem;
    }
  },
  trouble: ({ rules }, { mvpd, kind }) => {
    if (!findMvpd(mvpd)) throw new OrderError(`trouble: no MVPD is called "${mvpd}"`);
    if (kind !== 'none' && !troubles.includes(kind))
      throw new OrderError(`trouble: kind is one of ${troubles.join(', ')} and none`);
    if (kind === 'none') delete rules.troubles[mvpd];
    else rules.troubles[mvpd] = kind;
  },
  resource: ({ rules }, { id, agreed, serviceProvider }) => {
    if (serviceProvider !== undefined && !findServiceProvider(serviceProvider))
      throw new OrderError(`resource: no service provider is called "${serviceProvider}"`);
    if (typeof id !== 'string' || id.trim() === '' || id.length > LONGEST_RESOURCE_ID)
      throw new OrderError('resource: id is the name of a channel');
    if (typeof agreed !== 'boolean')
      throw new OrderError('resource: "agreed" is needed, true or false');
    for (const provider of serviceProviders) {
      if (serviceProvider !== undefined && provider.id !== serviceProvider) continue;
      const others = (own(rules.resources, provider.id) ?? []).filter((one) => one !== id.trim());
      rules.resources[provider.id] = agreed ? [...others, id.trim()] : others;
    }
  },
  atHome: ({ rules }, value) => {
    if (typeof value !== 'boolean') throw new OrderError('atHome: true or false is needed');
    rules.atHome = value;
  },
};

const LONGEST_RESOURCE_ID = 500;

/** `serviceProvider/mvpd` of each. */
function integrationsOf({ mvpd, serviceProvider }: IntegrationChoice, order: string): string[] {
  if (!findMvpd(mvpd)) throw new OrderError(`${order}: no MVPD is called "${mvpd}"`);
  if (serviceProvider !== undefined && !findServiceProvider(serviceProvider))
    throw new OrderError(`${order}: no service provider is called "${serviceProvider}"`);
  return serviceProviders
    .filter(({ id }) => serviceProvider === undefined || id === serviceProvider)
    .map(({ id }) => `${id}/${mvpd}`);
}
