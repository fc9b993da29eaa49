import { enter } from './enter.mjs';

await enter('launch-roku');
