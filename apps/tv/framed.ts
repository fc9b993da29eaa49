import { element, showFaultPage } from './faultPage.ts';
import { framedTexts } from './texts/framed.ts';

/**
 * Shown when another page has embedded this one, where keys and clicks could be misdirected: the app is not
 * started there. Hosts forbid embedding by a header; this is for hosts that do not.
 * @param language BCP 47; English for a language without texts
 */
export function showFramed(document: Document, language: string): void {
  const primary = language.toLowerCase().split(/[-_]/)[0] ?? '';
  const known = Object.hasOwn(framedTexts, primary) ? (primary as keyof typeof framedTexts) : 'en';
  document.documentElement.lang = known;
  const { title, body } = framedTexts[known];
  showFaultPage(document, 'framed', [element(document, 'h1', title), element(document, 'p', body)]);
}
