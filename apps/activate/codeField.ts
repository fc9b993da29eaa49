import { caretInGroups, groupCode, normaliseCode } from './code.ts';
import { codeInText } from './codeInText.ts';

/** The code that a text means, however it came into the field; '' for none. */
export function codeMeantBy(text: string): string {
  return codeInText(text, true) || normaliseCode(text);
}

/**
 * Groups what comes into the field, and finds the code in what holds more than a code.
 *
 * What a keyboard or a voice is still composing is its own until it is done: changed underneath it, the
 * letters come out more than once. `keyCode` 229 says that an input method has the key (UI Events, "keyCode"
 * in input method editors); some of them type without saying that they compose.
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
  // Autofill, and keyboards that never say that they are done.
  field.addEventListener('change', settle);
  field.addEventListener('blur', settle);
  // Read here, because a field of one line loses the line breaks that a link or a code ends at.
  field.addEventListener('paste', (event) => take(event, event.clipboardData, field));
  field.addEventListener('drop', (event) => take(event, event.dataTransfer, field));
}

/** What holds a code among other things takes the place of what was there; a plain code is left to the browser. */
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

/** Shows `code` in groups and keeps the caret where the typist's eye is. */
function put(field: HTMLInputElement, code: string): void {
  const before = field.value;
  const shown = groupCode(code);
  if (before === shown) return;
  const kept = normaliseCode(before) === code;
  const caret = kept ? caretInGroups(before, field.selectionStart ?? before.length) : shown.length;
  field.value = shown;
  // Elsewhere, Safari would move the focus into the field.
  if (document.activeElement === field) field.setSelectionRange(caret, caret);
}
