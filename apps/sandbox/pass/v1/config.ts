import type { ServiceProvider } from '../../world/serviceProviders.ts';
import { describeConfiguration } from '../v2/configuration.ts';
import { formatOf, pathPart, reply, type V1Call } from './call.ts';
import { requestorOfPath } from './device.ts';
import { type Plain, type PlainObject, toXml } from './xml.ts';

/**
 * "Provide MVPD List". No page shows its body: JSON has the shape that V2 documents for the same list, XML has the
 * elements that deployed second screens read.
 */
export function config(call: V1Call): Response {
  const { c } = call;
  const serviceProvider = requestorOfPath(call, pathPart(c, 'requestor'), true);
  const body =
    formatOf(c) === 'xml'
      ? forXml(call, serviceProvider)
      : (describeConfiguration(call.service, serviceProvider) as unknown as PlainObject);
  return reply(c, { name: 'config' }, body);
}

/** The older address of the same list; its clients parse XML regardless of the requested format. */
export function olderConfig(call: V1Call): Response {
  const serviceProvider = requestorOfPath(call, pathPart(call.c, 'requestor'), true);
  return call.c.body(toXml({ name: 'config' }, forXml(call, serviceProvider)), 200, {
    'content-type': 'application/xml; charset=utf-8',
  });
}

function forXml({ service }: V1Call, serviceProvider: ServiceProvider): PlainObject {
  const { requestor } = describeConfiguration(service, serviceProvider);
  return {
    requestor: {
      id: requestor.id,
      name: requestor.name,
      domains: { domain: requestor.domains.map(({ name }) => ({ name })) },
      mvpds: { mvpd: requestor.mvpds as unknown as readonly Plain[] },
    },
  };
}
