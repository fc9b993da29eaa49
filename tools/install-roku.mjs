import { enter } from './enter.mjs';

await enter('install-roku');
