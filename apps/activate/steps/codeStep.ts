import type { Clock } from '@couchpass/core';
import { groupCode } from '../code.ts';
import { codeMeantBy, keepTidy } from '../codeField.ts';
import { el } from '../dom.ts';
import { interpolate } from '../interpolate.ts';
import type { Step } from '../page.ts';
import type { Texts } from '../texts/index.ts';

interface CodeStepParts {
  readonly texts: Texts;
  readonly brand: string;
  readonly clock: Clock;
  /** Already in the field, but not sent. */
  readonly prefill: string;
  /** The code came with the address, so the viewer has not compared it with the television yet. */
  readonly fromLink: boolean;
  /** What is wrong with the code that was sent. */
  readonly error?: string;
  /** ms until a code may be sent; called whenever it is needed. */
  pauseLeft(): number;
  /** Shows a text without moving the focus. */
  tell(text: string): void;
  /** @param code capitals and digits only. Called only when the viewer taps the button or presses Enter. */
  send(code: string): void;
}

export function codeStep(parts: CodeStepParts): Step {
  const { texts, brand, clock } = parts;
  const error = el('p', { id: 'code-error', class: 'error' }, parts.error ?? '');
  const field = el('input', {
    id: 'code',
    name: 'code',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'characters',
    autocorrect: 'off',
    spellcheck: 'false',
    enterkeyhint: 'next',
    required: true,
    'aria-describedby': 'code-error code-hint',
    'aria-invalid': parts.error !== undefined && 'true',
  });
  field.value = groupCode(parts.prefill);
  keepTidy(field);

  const button = el('button', { type: 'submit', class: 'primary' }, texts.next);
  let saidWait = false;
  const stopCountdown = countDown(button, texts, clock, parts.pauseLeft, () => {
    if (saidWait) parts.tell('');
  });

  const form = el(
    'form',
    { novalidate: true },
    el('label', { for: 'code' }, texts.codeLabel),
    field,
    error,
    el('p', { id: 'code-hint', class: 'hint' }, texts.codeHint),
    button,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const left = parts.pauseLeft();
    if (left > 0) {
      saidWait = true;
      return parts.tell(interpolate(texts.waitLong, { seconds: seconds(left) }));
    }
    const code = codeMeantBy(field.value);
    if (code !== '') return parts.send(code);
    error.textContent = texts.codeEmpty;
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  });

  return {
    name: 'code',
    title: texts.codeTitle,
    body: [
      el('p', { class: 'lead' }, parts.fromLink ? texts.codeFromLink : texts.codeIntro),
      form,
      el('p', { class: 'foot' }, interpolate(texts.noPassword, { brand })),
    ],
    ...(parts.error === undefined ? {} : { focus: field }),
    leave: stopCountdown,
  };
}

/** The button shows how long it is disabled; it stays in the tab order meanwhile. */
function countDown(
  button: HTMLButtonElement,
  texts: Texts,
  clock: Clock,
  pauseLeft: () => number,
  over: () => void,
): () => void {
  let timer: unknown;
  const tick = () => {
    const left = pauseLeft();
    if (left <= 0) {
      button.removeAttribute('aria-disabled');
      button.textContent = texts.next;
      return over();
    }
    button.setAttribute('aria-disabled', 'true');
    button.textContent = interpolate(texts.waitShort, { seconds: seconds(left) });
    timer = clock.setTimeout(tick, Math.min(left, 250));
  };
  tick();
  return () => clock.clearTimeout(timer);
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}
