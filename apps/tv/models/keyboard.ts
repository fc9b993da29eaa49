import type { Action, ActionGroup } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';

const keyLines = ['abcdefghijklm', 'nopqrstuvwxyz', '0123456789'] as const;

/** The lines of the on-screen keyboard. */
export function keysOf(translate: Translate): ActionGroup[] {
  const more: Action[] = [
    { id: 'key-space', label: translate('key.space'), role: 'button', event: null },
    { id: 'key-erase', label: translate('key.erase'), role: 'button', event: null },
    { id: 'key-clear', label: translate('key.clear'), role: 'button', event: null },
  ];
  return keyLines.map((letters, index) => ({
    id: `keys-${index}`,
    name: translate('providers.keyboard'),
    shares: 'keys',
    actions: [
      ...[...letters].map((letter): Action => {
        const label = letter.toUpperCase();
        return { id: `key-${letter}`, label, role: 'button', event: null };
      }),
      ...(index === keyLines.length - 1 ? more : []),
    ],
  }));
}

/** The typed text after a press of an on-screen key. */
export function typed(query: string, keyId: string): string {
  switch (keyId) {
    case 'key-clear':
      return '';
    case 'key-erase':
      return [...query].slice(0, -1).join('');
    case 'key-space':
      return query === '' || query.endsWith(' ') ? query : `${query} `;
    default:
      return query.length < 30 ? query + keyId.slice('key-'.length).toUpperCase() : query;
  }
}
