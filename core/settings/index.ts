/** The door of the settings: reading a settings file and saying what is wrong with it. */
export * from '../settings.ts';
export { describe } from './faults.ts';
export { parseFetched } from './fetched.ts';
export { parseSettings } from './parseSettings.ts';
export { readSecondScreenSettings, type SecondScreenSettings } from './secondScreen.ts';
export { isSameDevice, nameReason } from './values.ts';
