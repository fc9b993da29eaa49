import { expect, it } from 'vitest';
import { checkGlobals } from '../../core/globals.ts';

const all = { AbortController, TextDecoder, TextEncoder, URL, URLSearchParams, atob, btoa };

it('is content with what browsers and Node have', () => {
  expect(() => checkGlobals(all)).not.toThrow();
  expect(() => checkGlobals()).not.toThrow();
});

it.each(Object.keys(all))('names %s when it is missing', (name) => {
  const { [name as keyof typeof all]: _, ...rest } = all;
  expect(() => checkGlobals(rest)).toThrow(`Missing here: ${name}.`);
});
