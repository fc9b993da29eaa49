export { rokuLocales, rokuTexts } from './texts.ts';
