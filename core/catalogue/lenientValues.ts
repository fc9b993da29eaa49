import { isObject } from '../pass/parse.ts';

/** Readers for the inexact values of feeds: numbers for texts, texts for numbers, one value instead of a list. */
export type Json = Record<string, unknown>;

/** A text or a number as text, trimmed; '' for anything else. */
export function text(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

/** The list, a single value as a list, or []. */
export function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === '' ? [] : [value];
}

export function objects(value: unknown): Json[] {
  return list(value).filter(isObject);
}

export function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The texts in a list or in one comma-separated text; each once. */
export function texts(value: unknown): string[] {
  const found: string[] = [];
  for (const each of list(value)) {
    const parts = typeof each === 'string' && !Array.isArray(value) ? each.split(',') : [each];
    for (const part of parts) {
      const one = text(part);
      if (one !== '' && !found.includes(one)) found.push(one);
    }
  }
  return found;
}

/** The first whole number in a number or text ("S02" gives 2); undefined when there is none. */
export function wholeNumber(value: unknown): number | undefined {
  const digits = /\d{1,6}/.exec(text(value))?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** A greater number than this (a day in seconds) is read as milliseconds. */
const longest = 86_400;

/** s, of seconds, milliseconds, `1:02:03` or `PT1H2M3S`; undefined when `value` is no duration. */
export function duration(value: unknown): number | undefined {
  const written = text(value);
  const iso = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?$/i.exec(written);
  const clock = /^(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?$/.exec(written);
  const parts = iso ?? clock;
  if (parts) {
    const [, hours = 0, minutes = 0, seconds = 0] = parts;
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) || undefined;
  }
  if (!/^\d+(\.\d+)?$/.test(written)) return undefined;
  const number = Number(written);
  if (number === 0) return undefined;
  return number > longest ? Math.round(number / 1000) : number;
}
