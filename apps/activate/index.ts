/** The parts of the second-screen page that tools use: its accent colour and its texts. */
export { standingOut } from './colour.ts';
export { en as phoneTexts } from './texts/en.ts';
