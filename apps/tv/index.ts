/** The texts and colours of the TV app, for tools and the other shells. */
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
