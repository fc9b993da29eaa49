import { el, type IconName, icon } from '../dom.ts';
import type { Step } from '../page.ts';

export interface Action {
  readonly label: string;
  /** Small: there is nothing left that has to be done. */
  readonly quiet?: true;
  run(): void;
}

interface MessageStepParts {
  readonly name: string;
  readonly icon: IconName;
  readonly title: string;
  readonly body: string;
  /** The partner's own words, shown as a quotation. */
  readonly quote?: string;
  /** Short code and trace, for support. */
  readonly reference?: string;
  /** The first is the one most likely to help. */
  readonly actions?: readonly Action[];
}

/** Something is over, well or badly, and there are few things left to do. */
export function messageStep(parts: MessageStepParts): Step {
  const buttons = (parts.actions ?? []).map(({ label, quiet, run }, index) => {
    const look = quiet ? 'link' : index === 0 ? 'primary' : 'secondary';
    return el('button', { type: 'button', class: look, onclick: run }, label);
  });
  return {
    name: parts.name,
    title: parts.title,
    body: [
      el('span', { class: `medal ${parts.icon}` }, icon(parts.icon)),
      el('p', { class: 'lead' }, parts.body),
      ...(parts.quote ? [el('blockquote', {}, el('bdi', {}, parts.quote))] : []),
      ...buttons,
      ...(parts.reference ? [el('p', { class: 'reference' }, parts.reference)] : []),
    ],
  };
}
