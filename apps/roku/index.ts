export { rokuTexts } from './texts.ts';
