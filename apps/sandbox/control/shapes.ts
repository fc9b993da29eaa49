import { OrderError } from './orderError.ts';

/** The allowed type of a part; `anything` is checked by the code that carries the order out. */
type Kind = 'text' | 'text or null' | 'texts' | 'true or false' | 'anything';

export interface Shape {
  readonly parts: Readonly<Record<string, Kind>>;
  /** Parts that may not be left out. */
  readonly needed?: readonly string[];
  /** Whether the value may be `true`, for all. */
  readonly orTrue?: true;
}

const isOf: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  'text or null': (value) => value === null || typeof value === 'string',
  texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  'true or false': (value) => typeof value === 'boolean',
  anything: () => true,
};

/** @throws OrderError whose message names what is wrong and what is allowed */
export function checkShape(name: string, value: unknown, shape: Shape): void {
  const { parts, needed = [], orTrue } = shape;
  if (orTrue && value === true) return;
  const wanted = `${orTrue ? 'true or ' : ''}an object with ${Object.keys(parts).join(', ')}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OrderError(`${name}: ${wanted} is needed`);
  for (const [part, inner] of Object.entries(value)) {
    const kind = Object.hasOwn(parts, part) ? parts[part] : undefined;
    if (kind === undefined)
      throw new OrderError(`${name}: there is no "${part}"; ${wanted} is needed`);
    if (inner !== undefined && !isOf[kind](inner))
      throw new OrderError(`${name}: ${part} is ${kind === 'texts' ? 'a list of texts' : kind}`);
  }
  for (const part of needed)
    if ((value as Record<string, unknown>)[part] === undefined)
      throw new OrderError(`${name}: "${part}" is needed`);
}

const profiles: Shape = { orTrue: true, parts: { mvpd: 'text', clientId: 'text', code: 'text' } };
const clients: Shape = { orTrue: true, parts: { clientId: 'text' }, needed: ['clientId'] };
const integration = { mvpd: 'text', serviceProvider: 'text' } as const;

/** The rules whose values are objects. */
export const ruleShapes: Readonly<Record<string, Shape>> = {
  revokeTokens: clients,
  revokeCredentials: clients,
  expireProfiles: profiles,
  invalidateProfiles: profiles,
  deleteProfiles: profiles,
  expireCodes: { orTrue: true, parts: { code: 'text' }, needed: ['code'] },
  integration: { parts: { ...integration, active: 'true or false' }, needed: ['mvpd'] },
  tempPass: { parts: { mvpd: 'text', lifeS: 'anything', resources: 'anything' }, needed: ['mvpd'] },
  degradation: { parts: { ...integration, rule: 'text', message: 'text' }, needed: ['mvpd'] },
  missingPlatformSettings: { parts: { ...integration, settings: 'texts' }, needed: ['mvpd'] },
  certificate: { parts: { serviceProvider: 'text', pem: 'text or null' } },
  trouble: { parts: { mvpd: 'text', kind: 'text' }, needed: ['mvpd'] },
  resource: { parts: { id: 'text', agreed: 'true or false', serviceProvider: 'text' } },
};

/** The parts of a fault; faults.ts checks its numbers and combinations. */
export const faultShape: Shape = {
  parts: {
    method: 'text',
    path: 'text',
    client: 'text',
    bodyContains: 'text',
    times: 'anything',
    delayMs: 'anything',
    status: 'anything',
    headers: 'anything',
    body: 'anything',
    cut: 'true or false',
    reset: 'true or false',
    error: 'text',
    shape: 'anything',
    resources: 'texts',
    details: 'text',
  },
};
