import { text } from './lenientValues.ts';

/**
 * Dates of feeds, ms since the epoch: ISO 8601 with or without time and zone, and RFC 822 as in RSS.
 * Not read by `Date.parse`, because engines differ.
 */
const iso =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;
const rfc822 =
  /^(?:[a-z]{3},?\s+)?(\d\d?)\s+([a-z]{3})[a-z]*\s+(\d{4})(?:\s+(\d\d):(\d\d)(?::(\d\d))?)?\s*(Z|UTC?|GMT|E[SD]T|C[SD]T|M[SD]T|P[SD]T|[+-]\d\d:?\d\d)?$/i;
const months = 'janfebmaraprmayjunjulaugsepoctnovdec';
/** Offsets of the American time zones from UTC, hours, standard time. */
const american: Readonly<Record<string, number>> = { E: -5, C: -6, M: -7, P: -8 };

export interface ReadDate {
  readonly at: number;
  /** The date has no time of day. */
  readonly isDay: boolean;
}

/** undefined when `value` is no date. */
export function readDate(value: unknown): ReadDate | undefined {
  const written = text(value);
  const isoParts = iso.exec(written);
  if (isoParts) {
    const [, year, month, day, hour, minute, second, zone] = isoParts;
    return dateOf(Number(year), Number(month), Number(day), hour, minute, second, zone);
  }
  const parts = rfc822.exec(written);
  if (!parts) return undefined;
  const [, day, name = '', year, hour, minute, second, zone] = parts;
  const at = months.indexOf(name.toLowerCase());
  if (at < 0 || at % 3 !== 0) return undefined;
  return dateOf(Number(year), at / 3 + 1, Number(day), hour, minute, second, zone);
}

function dateOf(
  year: number,
  month: number,
  day: number,
  hour?: string,
  minute?: string,
  second?: string,
  zone = 'Z',
): ReadDate | undefined {
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return undefined;
  if (h > 24 || m > 59 || s > 60) return undefined;
  const at = Date.UTC(year, month - 1, day, h, m, s) - offsetOf(zone);
  return { at, isDay: hour === undefined };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** ms east of UTC. */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign) return (sign === '-' ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes));
  const [, name = '', summer] = /^([ECMP])([SD])T$/i.exec(zone) ?? [];
  const standard = american[name.toUpperCase()] ?? 0;
  return 3_600_000 * (standard + (/^d$/i.test(summer ?? '') ? 1 : 0));
}
