import { groupCode } from '../code.ts';
import { el, icon } from '../dom.ts';
import { interpolate } from '../interpolate.ts';
import type { Step } from '../page.ts';
import type { Texts } from '../texts/index.ts';

interface ConfirmStepParts {
  readonly texts: Texts;
  readonly brand: string;
  readonly code: string;
  /** '' when the service has no name of the device. */
  readonly device: string;
  /** The provider that was chosen on the television; undefined when it is chosen here. */
  readonly provider?: string;
  connect(): void;
  /** The viewer did not start this. */
  refuse(): void;
}

/** Shows the device, and a last chance to stop: people who want free television also send codes around. */
export function confirmStep(parts: ConfirmStepParts): Step {
  const { texts, brand } = parts;
  const next =
    parts.provider === undefined
      ? interpolate(texts.nextChoose, { brand })
      : interpolate(texts.nextSignIn, { brand, provider: parts.provider || texts.yourProvider });
  return {
    name: 'confirm',
    title: texts.confirmTitle,
    body: [
      el(
        'div',
        { class: 'card asker' },
        el('span', { class: 'badge' }, icon('tv')),
        el(
          'p',
          {},
          el('span', { class: 'asks' }, interpolate(texts.asks, { brand })),
          ' ',
          parts.device !== '' && claim(texts, parts.device),
          ' ',
          texts.onlyIfYours,
        ),
        el(
          'p',
          { class: 'code-shown' },
          el('span', { class: 'caption' }, texts.codeLabel),
          ' ',
          el('span', { class: 'code' }, groupCode(parts.code)),
        ),
      ),
      el('button', { type: 'button', class: 'primary', onclick: parts.connect }, texts.connect),
      el('button', { type: 'button', class: 'link', onclick: parts.refuse }, texts.notMe),
      el('p', { class: 'foot' }, next),
    ],
  };
}

/** The name that the device sent, marked as such: the maker of the code chose these words. */
function claim(texts: Texts, device: string): Node {
  const [before, after] = texts.callsItself.split('{device}');
  return el('span', {}, before, el('bdi', {}, device), after);
}
