import { SettingsError } from '../../core/settings.ts';
import { appendAll } from './dom.ts';

/** One thing that keeps the app from starting, as the screen tells it. */
export interface Fault {
  readonly key: string;
  readonly wrong: string;
  readonly allowed: string;
}

/** What to say about anything that was thrown while the settings were read. */
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
 * The app cannot start. Plain DOM in plain English: it is read by whoever sets the app up, and nothing
 * that could be drawn with (brand, language, canvas) is certain yet. It is its own mirror.
 */
export function showFaults(document: Document, faults: readonly Fault[]): void {
  const create = (tag: string, text: string) => {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  };
  const main = document.createElement('main');
  main.id = 'mirror';
  main.className = 'fault';
  main.setAttribute('data-screen', 'settings');
  main.setAttribute('role', 'alert');
  main.tabIndex = -1;
  const list = document.createElement('dl');
  for (const { key, wrong, allowed } of faults.slice(0, 4)) {
    appendAll(list, [create('dt', key), create('dd', wrong), create('dd', `Allowed: ${allowed}`)]);
  }
  appendAll(main, [
    create('h1', 'This app is not set up correctly'),
    create('p', 'Its settings.json cannot be used. Please mend this and open the app again:'),
    list,
  ]);
  if (faults.length > 4) appendAll(main, [create('p', `… and ${faults.length - 4} more.`)]);
  document.getElementById('screen')?.remove();
  document.body.appendChild(main);
  main.focus();
}
