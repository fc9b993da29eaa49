import type { Call } from './calls.ts';
import { decodeDeviceInfo } from './deviceInfo.ts';
import { once } from './once.ts';
import { field } from './traffic.ts';

/** Request header in which a test names its client, for records that have no field for the name. */
const NAME_HEADER = 'x-couchpass-client';

/** The name that a test gave to the sender; '' when it gave none. */
export const nameOf = ({ clientName, headers }: Call): string =>
  clientName ?? headers[NAME_HEADER]?.trim().slice(0, 64) ?? '';

const infoOf = (call: Call) => decodeDeviceInfo(call.headers['x-device-info'] ?? '');

/** The application id: a key of "Header - X-Device-Info", or a V1 parameter; '' when both are absent. */
export const applicationOf = once((call: Call): string => {
  const { query, body } = call;
  const own = field(infoOf(call), 'applicationId') || field(query, 'appId') || field(body, 'appId');
  return own.slice(0, 120);
});

/** The device's model in these calls; '' when no call contains it. */
export function modelOf(calls: readonly Call[]): string {
  const told = calls.find((call) => infoOf(call) !== undefined);
  return told ? field(infoOf(told), 'model') : '';
}

/** The first of these values that is not ''. */
export function firstOf(calls: readonly Call[], value: (call: Call) => string): string {
  for (const call of calls) {
    const one = value(call);
    if (one !== '') return one;
  }
  return '';
}

/** The parts of a client's label. */
export interface Naming {
  /** The device's model, else the user agent. */
  readonly make: string;
  /** The application id; '' when the client sends none. */
  readonly application: string;
  /** The name that a test gave; '' when there is none. */
  readonly name: string;
}

export function namingOf(calls: readonly Call[]): Naming {
  const agent = (calls[0]?.headers['user-agent'] ?? '').slice(0, 120);
  return {
    make: modelOf(calls) || agent || 'unnamed device',
    application: firstOf(calls, applicationOf),
    name: firstOf(calls, nameOf),
  };
}

/**
 * Unique labels of the clients in a report: the name that a test gave, else the make and the application id;
 * labels that would be equal also get the client id, or a number.
 */
export function labelsOf(
  clients: ReadonlyArray<{ readonly naming: Naming; readonly clientIds: readonly string[] }>,
): string[] {
  const plain = clients.map(({ naming: { name, make, application } }) =>
    name !== '' ? name : application === '' ? make : `${make} · ${application}`,
  );
  const longer = plain.map((label, i) => {
    const id = clients[i]?.clientIds[0];
    return id !== undefined && countOf(plain, label) > 1 ? `${label} · ${id.slice(0, 8)}` : label;
  });
  const used = new Map<string, number>();
  return longer.map((label) => {
    const before = used.get(label) ?? 0;
    used.set(label, before + 1);
    return before === 0 ? label : `${label} (${before + 1})`;
  });
}

const countOf = (all: readonly string[], one: string): number =>
  all.filter((other) => other === one).length;
