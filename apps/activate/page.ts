import { el } from './dom.ts';

/** A screen of the page: one thing to read or do. */
export interface Step {
  /** Names the step for tests and style sheets. */
  readonly name: string;
  /** The heading; focus moves to it, so that a screen reader starts there. */
  readonly title: string;
  readonly body: readonly Node[];
  /** Gets the focus instead of the heading: a field to be corrected. */
  readonly focus?: HTMLElement;
  /** Called when another step is shown. */
  readonly leave?: () => void;
}

export interface Page {
  /** The network's name, once it is known. */
  readonly brand: string;
  /** Name of the step that is shown; '' before the first. */
  readonly step: string;
  /** @param logo address of a picture that replaces the name once it is loaded */
  setBrand(name: string, logo?: string): void;
  show(step: Step): void;
  /** Shows a status text without moving the focus; '' clears it. */
  status(text: string, ...extra: Node[]): void;
  /** Marks the whole step as busy: buttons look disabled, and a line shows what the viewer waits for. */
  busy(on: boolean): void;
}

/** Fills `<main>` and the status line of index.html. */
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
      // Screen readers read a new page from its beginning anyway.
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
