import { performance } from 'node:perf_hooks';
import { type Send, withLongDelays } from '@couchpass/core';
import { redirectMode, toHttpResponse } from '../httpResponse.ts';
import type { Platform } from '../platform.ts';
import { readDevice } from './device.ts';
import { createFileStore } from './fileStore.ts';

/** Options of the Node shell. */
export interface NodePlatformOptions {
  /** Directory of the store; created when missing, for this user only. */
  readonly directory: string;
  /** Environment from which the language is read. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A computer without a screen of the app: files, `fetch`, and the clock. It has no player and no keys. */
export function createNodePlatform({
  directory,
  env = process.env,
}: NodePlatformOptions): Platform {
  const storage = createFileStore(directory);
  let device: ReturnType<typeof readDevice> | undefined;
  return {
    name: 'node',
    language: languageOf(env),
    storage,
    send,
    device() {
      device ??= readDevice(storage);
      return device;
    },
    random: Math.random,
    clock: withLongDelays({
      now: () => Date.now(),
      monotonic: () => performance.now(),
      setTimeout: (fn, ms) => setTimeout(fn, ms),
      clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout | undefined),
    }),
    network: { online: true, subscribe: () => () => {} },
    lifecycle: { visible: true, subscribe: () => () => {} },
  };
}

const send: Send = async (request, signal, onProgress) => {
  const { method, url, headers, body } = request;
  const response = await fetch(url, {
    method,
    headers: { ...headers },
    signal,
    ...(body === undefined ? {} : { body }),
    redirect: redirectMode(request),
  });
  return toHttpResponse(response, onProgress ?? (() => {}));
};

/** POSIX: LC_ALL, then LC_MESSAGES, then LANG; `nl_BE.UTF-8` becomes `nl-BE`, `C` becomes `en`. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): string {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const tag = locale.replace(/[.@].*$/, '').replaceAll('_', '-');
  if (tag === 'POSIX') return 'en';
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return 'en';
  }
}
