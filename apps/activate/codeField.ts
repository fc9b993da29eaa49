import { caretInGroups, groupCode, normaliseCode } from './code.ts';
import { codeInText } from './codeInText.ts';

/** The code in a text that was typed, pasted or dictated; '' for none. */
export function codeMeantBy(text: string): string {
  return codeInText(text, true) || normaliseCode(text);
}

/**
 * Groups the code in the field, and finds the code in a longer text.
 *
 * Text that a keyboard or a voice input is still composing is not changed: if it were, letters would
 * appear twice. `keyCode` 229 means that an input method handles the key (UI Events, "keyCode" in input
 * method editors); some input methods send no composition events.
 */
export function keepTidy(field: HTMLInputElement): void {
  let composing = false;
  let typedByMethod = false;
  const settle = () => {
    composing = false;
    put(field, codeMeantBy(field.value));
  };
  field.addEventListener('compositionstart', () => {
    composing = true;
  });
  field.addEventListener('compositionend', settle);
  field.addEventListener('keydown', (event) => {
    typedByMethod = event.isComposing || event.keyCode === 229;
  });
  field.addEventListener('input', (event) => {
    const { isComposing, inputType = '', data } = event as InputEvent;
    if (composing || isComposing || /^insertComp/.test(inputType)) return;
    const letterByLetter = inputType.startsWith('delete') || data?.length === 1;
    if (letterByLetter && typedByMethod) return;
    put(field, codeInText(field.value, !letterByLetter) || normaliseCode(field.value));
  });
  // For autofill, and for keyboards that never report the end of a composition.
  field.addEventListener('change', settle);
  field.addEventListener('blur', settle);
  // Read here, because a single-line field removes the line breaks that end a link or a code.
  field.addEventListener('paste', (event) => take(event, event.clipboardData, field));
  field.addEventListener('drop', (event) => take(event, event.dataTransfer, field));
}

/** A code found in a longer text replaces the field's content; the browser inserts a plain code itself. */
function take(event: Event, brought: DataTransfer | null, field: HTMLInputElement): void {
  const code = codeInText(
    brought?.getData('text/plain') || brought?.getData('text/uri-list') || '',
    true,
  );
  if (code === '') return;
  event.preventDefault();
  field.focus();
  put(field, code);
}

/** Shows `code` in groups and keeps the caret at the same letter. */
function put(field: HTMLInputElement, code: string): void {
  const before = field.value;
  const shown = groupCode(code);
  if (before === shown) return;
  const kept = normaliseCode(before) === code;
  const caret = kept ? caretInGroups(before, field.selectionStart ?? before.length) : shown.length;
  field.value = shown;
  // Without the focus in the field, Safari would move the focus into it.
  if (document.activeElement === field) field.setSelectionRange(caret, caret);
}
