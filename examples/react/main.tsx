import { createCouchpass, readSettings } from '@couchpass/core';
import { createBrowserPlatform } from '@couchpass/platforms/browser';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

const settings = readSettings(await (await fetch('settings.json')).text());
const video = document.querySelector('video');
const couchpass = createCouchpass(settings, createBrowserPlatform({ database: 'example', video }));
couchpass.start();

const place = document.querySelector('#app');
if (place) createRoot(place).render(<App couchpass={couchpass} />);
