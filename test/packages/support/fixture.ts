import type { AppDescription } from '../../../tools/package/app.ts';
import { inOrder } from '../../../tools/package/content.ts';

/** A minimal built app; its files are in folders and contain bytes of every kind. */
export const content = inOrder(
  new Map<string, Uint8Array>([
    ['index.html', Buffer.from('<!doctype html><script src="main.js"></script>\n')],
    ['main.js', Buffer.from('document.title = "ready";\n')],
    ['static/fonts/LICENSE.txt', Buffer.from('OFL-1.1\n')],
    [
      'static/fonts/face.woff2',
      Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 7919) % 251)),
    ],
    ['static/empty.css', Buffer.alloc(0)],
  ]),
);

export const webosApp: AppDescription = {
  id: 'com.example.northstar',
  version: '1.20.3',
  name: 'Northstar',
  vendor: 'Northstar & Söhne',
  description: 'Northstar: television with your TV provider',
  accentColor: '#ffb454',
  domainName: 'northstar.example',
  background: '#0b0d16',
  icon: null,
  logo: null,
  art: {},
  previewUrl: null,
  settings: {},
};

export const tizenApp: AppDescription = { ...webosApp, id: 'NorthstTV1.Northstar' };
