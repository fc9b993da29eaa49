/** What tools and the other shells take from the TV app: its texts and its colours. */
export { en as televisionTexts } from './texts/en.ts';
export { languageNames, languages, loadLanguage } from './texts/index.ts';
export {
  argb,
  brandFonts,
  type ColorName,
  color,
  coloursOf,
  contrast,
  createBrand,
  css,
  ownColor,
} from './theme.ts';
