import * as v from 'valibot';
import { type AddressRule, addressReason, type Reason } from './values.ts';

/**
 * The shape of settings.json: the two parts of LightningJS SDK, with the network's keys in `appSettings`.
 * Addresses may be relative to `pass.baseUrl`; white space around a value is removed. Every key's description is
 * the text that a fault shows for what is allowed.
 */
export const text = <T extends string>(allowed: T, reason: (value: string) => Reason) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check(
      (value) => reason(value) === undefined,
      ({ input }) => reason(input) ?? '',
    ),
    v.description(allowed),
  );

export const matching = (allowed: string, pattern: RegExp) =>
  text(allowed, (value) => (pattern.test(value) ? undefined : 'is not usable'));

export const choice = <const T extends readonly string[]>(allowed: string, choices: T) =>
  v.pipe(v.string(), v.trim(), v.picklist(choices), v.description(allowed));

export const host = 'an https:// address (http:// only for localhost)';
export const address = (sort: string, rule: AddressRule) =>
  text(`${host}${sort}`, (value) => addressReason(value, rule));

export const picture = text(
  `${host} of a picture, without user name and fragment (#…), or the path of one beside the app, ` +
    'such as static/logo.svg',
  (value) =>
    /^(?!\/\/)[\w./~%-]+$/.test(value) ? undefined : addressReason(value, { query: true }),
);
