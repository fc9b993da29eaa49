import { element, type FaultKeys, showFaultPage } from './faultPage.ts';
import {
  type StartFailure,
  type StartFailureLanguage,
  startFailureTexts,
} from './texts/startFailure.ts';

/** Whether the app did not start because WebGL is missing. */
export function startFailureOf(document: Document): StartFailure {
  // In engines without the interface LightningJS draws with Canvas 2D.
  if (!('WebGLRenderingContext' in (document.defaultView ?? {}))) return 'failed';
  const stage = document.getElementById('stage') as HTMLCanvasElement | null;
  try {
    const context = stage?.getContext('webgl') ?? stage?.getContext('experimental-webgl');
    const lost = (context as WebGLRenderingContext | null)?.isContextLost() ?? true;
    return lost ? 'graphics' : 'failed';
  } catch {
    return 'graphics';
  }
}

/**
 * Shows that the app cannot start, what the viewer can do, and, for support, the error's type and place; never the
 * error's message, which may contain anything.
 * @param language BCP 47; English for a language without texts
 */
export function showStartFailure(
  document: Document,
  reason: StartFailure,
  language: string,
  error: unknown,
  keys: FaultKeys,
): () => void {
  const primary = language.toLowerCase().split(/[-_]/)[0] ?? '';
  const known = Object.hasOwn(startFailureTexts, primary)
    ? (primary as keyof typeof startFailureTexts)
    : 'en';
  const texts: StartFailureLanguage = startFailureTexts[known];
  document.documentElement.lang = known;
  const { title, why, help } = texts[reason];
  const code = [`start_${reason}`, ...(reason === 'failed' ? whatAndWhere(error) : [])].join(' · ');
  const create = (tag: string, text: string) => element(document, tag, text);
  const button = create('button', texts.again);
  button.setAttribute('data-id', 'button-retry');
  button.setAttribute('data-focused', 'true');
  button.addEventListener('click', () => keys.again?.());
  const support = create('p', texts.support.replace('{code}', code));
  support.className = 'support';
  const parts = [create('h1', title), create('p', why), create('p', help), button, support];
  return showFaultPage(document, 'noStart', parts, keys);
}

/** `TypeError`, `main.js:1:2345`. */
function whatAndWhere(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const [place] = /[\w-]+\.js:\d+(:\d+)?/.exec(error.stack ?? '') ?? [];
  return [error.name, ...(place === undefined ? [] : [place])];
}
