import type { Call } from './calls.ts';
import { decodeDeviceInfo } from './deviceInfo.ts';
import { once } from './once.ts';
import { field } from './traffic.ts';

/** Request header by which a test names its client, where the record has no place of its own for it. */
const NAME_HEADER = 'x-couchpass-client';

/** The name that a test gave to the sender; '' when it gave none. */
export const nameOf = ({ clientName, headers }: Call): string =>
  clientName ?? headers[NAME_HEADER]?.trim().slice(0, 64) ?? '';

const infoOf = (call: Call) => decodeDeviceInfo(call.headers['x-device-info'] ?? '');

/** "Header - X-Device-Info" has a key for it; V1 also knows a parameter. '' when neither is there. */
export const applicationOf = once((call: Call): string => {
  const { query, body } = call;
  const own = field(infoOf(call), 'applicationId') || field(query, 'appId') || field(body, 'appId');
  return own.slice(0, 120);
});

/** Model of the device of these calls; '' when they do not say. */
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

/** How a client is called. */
export interface Naming {
  /** Model, else user agent: what apps of one make have in common. */
  readonly make: string;
  /** '' when it names none. */
  readonly application: string;
  /** That a test gave; '' when none did. */
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
 * What clients are called in a report, each differently: the name that a test gave, else the make with the
 * application's id; where that is not enough, with the client id as well, or a number.
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
