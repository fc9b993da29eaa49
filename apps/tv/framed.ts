import { element, showFaultPage } from './faultPage.ts';
import { framedTexts } from './texts/framed.ts';

/**
 * Another page has put this one inside itself, where its keys and clicks could be led astray: the app is not
 * started there. Hosts forbid it by a header; this is for those that do not.
 * @param language BCP 47; English where there are no texts
 */
export function showFramed(document: Document, language: string): void {
  const primary = language.toLowerCase().split(/[-_]/)[0] ?? '';
  const known = Object.hasOwn(framedTexts, primary) ? (primary as keyof typeof framedTexts) : 'en';
  document.documentElement.lang = known;
  const { title, body } = framedTexts[known];
  showFaultPage(document, 'framed', [element(document, 'h1', title), element(document, 'p', body)]);
}
