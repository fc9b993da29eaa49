/** What tools and the other shells take from the TV app: its texts and its colours. */
export { languageNames, languages, loadLanguage } from './texts/index.ts';
export { color, createBrand } from './theme.ts';
