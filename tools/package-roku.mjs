import { enter } from './enter.mjs';

await enter('package-roku');
