import { expect, it } from 'vitest';
import { checkGlobals, checkStatechartGlobals } from '../../core/globals.ts';

const all = { AbortController, TextDecoder, TextEncoder, URL, URLSearchParams, atob, btoa };

it('is content with what browsers and Node have', () => {
  expect(() => checkGlobals(all)).not.toThrow();
  expect(() => checkGlobals()).not.toThrow();
});

it.each(Object.keys(all))('names %s when it is missing', (name) => {
  const { [name as keyof typeof all]: _, ...rest } = all;
  expect(() => checkGlobals(rest)).toThrow(`Missing here: ${name}.`);
});

it.each(['console', 'setTimeout'])('names %s, which XState takes, for the statechart', (name) => {
  const { [name]: _, ...rest }: Record<string, unknown> = { ...all, console, setTimeout };
  expect(() => checkStatechartGlobals({ ...rest, [name]: 0 })).not.toThrow();
  expect(() => checkStatechartGlobals(rest)).toThrow(`Missing here: ${name}.`);
  expect(() => checkGlobals(rest)).not.toThrow();
});
