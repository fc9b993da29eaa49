/** The public exports of the settings: reading a settings file and finding its faults. */
export * from '../settings.ts';
export { describe } from './faults.ts';
export { parseFetched } from './fetched.ts';
export { parseSettings } from './parseSettings.ts';
export { readSecondScreenSettings, type SecondScreenSettings } from './secondScreen.ts';
export { isSameDevice, nameReason } from './values.ts';
