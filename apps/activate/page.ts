import { el } from './dom.ts';

/** One thing to read or do at a time. */
export interface Step {
  /** Names the step for tests and style sheets. */
  readonly name: string;
  /** The heading; focus moves to it, so that a screen reader starts there. */
  readonly title: string;
  readonly body: readonly Node[];
  /** Gets the focus instead of the heading: a field to be mended. */
  readonly focus?: HTMLElement;
  /** Called when another step takes over. */
  readonly leave?: () => void;
}

export interface Page {
  /** The network's name, once it is known. */
  readonly brand: string;
  /** Name of the step that is shown; '' before the first. */
  readonly step: string;
  /** @param logo address of a picture that is shown in the name's place once it has come */
  setBrand(name: string, logo?: string): void;
  show(step: Step): void;
  /** Says something without moving the focus; '' is silence. */
  status(text: string, ...extra: Node[]): void;
  /** Marks the whole step as busy: buttons look at rest and a line says what is waited for. */
  busy(on: boolean): void;
}

/** Fills `<main>` and the one status line that index.html brings along. */
export function createPage(): Page {
  const main = byId('step');
  const statusLine = byId('status');
  let current: Step | undefined;
  let brand = '';

  return {
    get brand() {
      return brand;
    },
    get step() {
      return current?.name ?? '';
    },
    setBrand(name, logo) {
      brand = name;
      const shown = byId('brand');
      shown.textContent = name;
      shown.hidden = false;
      if (logo === undefined) return;
      const picture = el('img', { src: logo, alt: name });
      picture.onload = () => {
        shown.replaceChildren(picture);
        shown.className = 'with-logo';
      };
    },
    show(step) {
      current?.leave?.();
      const first = current === undefined;
      current = step;
      const heading = el('h1', { tabindex: -1 }, step.title);
      main.dataset.step = step.name;
      main.replaceChildren(heading, ...step.body);
      statusLine.replaceChildren();
      document.title = [step.title, brand].filter(Boolean).join(' – ');
      // A page that has just been opened is read from its beginning anyway.
      if (first) return;
      window.scrollTo(0, 0);
      (step.focus ?? heading).focus({ preventScroll: step.focus === undefined });
    },
    status(text, ...extra) {
      statusLine.replaceChildren(text, ...extra);
    },
    busy(on) {
      main.toggleAttribute('data-busy', on);
      statusLine.toggleAttribute('data-busy', on);
    },
  };
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no #${id}`);
  return element;
}
