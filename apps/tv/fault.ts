import { SettingsError } from '@couchpass/core';
import { appendAll } from './dom.ts';
import { element, type FaultKeys, showFaultPage } from './faultPage.ts';

/** One fault that keeps the app from starting, as the screen shows it. */
export interface Fault {
  readonly key: string;
  readonly wrong: string;
  readonly allowed: string;
}

/** Faults for anything that was thrown while the settings were read. */
export function faultsOf(error: unknown): readonly Fault[] {
  if (error instanceof SettingsError) return error.faults;
  return [
    {
      key: 'settings.json',
      wrong: 'could not be read',
      allowed: 'a file of that name beside the app, served with the app',
    },
  ];
}

/**
 * Shows that the app cannot start because of its settings. In plain English: the reader is the person who sets the
 * app up, and brand and language are not known yet.
 */
export function showFaults(
  document: Document,
  faults: readonly Fault[],
  keys: FaultKeys = {},
): () => void {
  const create = (tag: string, text: string) => element(document, tag, text);
  const list = document.createElement('dl');
  for (const { key, wrong, allowed } of faults.slice(0, 4)) {
    appendAll(list, [create('dt', key), create('dd', wrong), create('dd', `Allowed: ${allowed}`)]);
  }
  const parts = [
    create('h1', 'This app is not set up correctly'),
    create('p', 'Its settings.json cannot be used. Please mend this and open the app again:'),
    list,
  ];
  if (faults.length > 4) parts.push(create('p', `… and ${faults.length - 4} more.`));
  return showFaultPage(document, 'settings', parts, keys);
}
