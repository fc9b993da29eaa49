import { el, type IconName, icon } from '../dom.ts';
import type { Step } from '../page.ts';

export interface Action {
  readonly label: string;
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
  const buttons = (parts.actions ?? []).map(({ label, run }, index) =>
    el(
      'button',
      { type: 'button', class: index === 0 ? 'primary' : 'secondary', onclick: run },
      label,
    ),
  );
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
