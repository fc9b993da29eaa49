/** What tools take from the second-screen page: how it finds its accent, and its texts. */
export { standingOut } from './colour.ts';
export { en as phoneTexts } from './texts/en.ts';
