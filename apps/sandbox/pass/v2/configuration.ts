import type { PassContext, Service } from '../../service.ts';
import { integrationIsActive } from '../../state/rules.ts';
import type { ServiceProvider } from '../../world/serviceProviders.ts';
import { admit } from '../guard.ts';
import { isTempPass } from '../tempPass.ts';

/** "Retrieve configuration for specific service provider": the MVPDs with an active integration. */
export function configuration(c: PassContext, service: Service): Response {
  const { serviceProvider } = admit(c, service);
  return c.json(describeConfiguration(service, serviceProvider));
}

export function describeConfiguration(service: Service, serviceProvider: ServiceProvider) {
  const active = service.world
    .mvpds()
    .filter((mvpd) => integrationIsActive(service.rules, serviceProvider.id, mvpd));
  return {
    device: 'unknown',
    clientType: 'html5',
    os: 'Unknown',
    requestor: {
      id: serviceProvider.id,
      name: serviceProvider.name,
      domains: serviceProvider.domains.map((name) => ({ name, mvpdInitiated: false })),
      mvpds: active.map((mvpd) => ({
        id: mvpd.id,
        displayName: mvpd.displayName,
        logoUrl: `${service.publicUrl()}/logos/${mvpd.id}.svg`,
        authPerAggregator: isTempPass(mvpd) || mvpd.authPerAggregator === true,
        ...(isTempPass(mvpd) ? { isTempPass: true } : {}),
        ...(mvpd.proxiedBy === undefined ? {} : { isProxy: true }),
        ...(mvpd.platformMappingId === undefined
          ? {}
          : {
              boardingStatus: mvpd.boardingStatus ?? 'SUPPORTED',
              platformMappingId: mvpd.platformMappingId,
              enablePlatformServices: mvpd.boardingStatus !== 'PICKER',
              displayInPlatformPicker: true,
            }),
      })),
    },
  };
}
