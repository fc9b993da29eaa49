import { el, type IconName, icon } from '../dom.ts';
import type { Step } from '../page.ts';

export interface Action {
  readonly label: string;
  /** Shown small: nothing more has to be done. */
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
  /** The first is the most likely to help. */
  readonly actions?: readonly Action[];
}

/** Shows a success or a failure, with few actions left. */
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
