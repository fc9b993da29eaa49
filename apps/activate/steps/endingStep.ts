import { interpolate } from '../interpolate.ts';
import type { Step } from '../page.ts';
import type { Texts } from '../texts/index.ts';
import { messageStep } from './messageStep.ts';

/** How a visit ended; the history stores this name. */
export type Ending = 'done' | 'already' | 'ended' | 'stopped';

/**
 * @param another shows the field for another code
 * @param provider display name of the provider that signed the viewer in, where it is known
 */
export function endingStep(
  ending: Ending,
  texts: Texts,
  another: () => void,
  provider?: string,
): Step {
  const action = { label: texts.otherCode, run: another };
  const quietly = { ...action, quiet: true } as const;
  switch (ending) {
    case 'done':
      return messageStep({
        name: ending,
        icon: 'check',
        title: provider ? interpolate(texts.doneTitle, { provider }) : texts.doneTitlePlain,
        body: texts.doneBody,
        actions: [quietly],
      });
    case 'already':
      return messageStep({
        name: ending,
        icon: 'check',
        title: texts.alreadyTitle,
        body: texts.alreadyBody,
        actions: [quietly],
      });
    case 'ended':
      return messageStep({
        name: ending,
        icon: 'alert',
        title: texts.endedTitle,
        body: texts.endedBody,
        actions: [action],
      });
    case 'stopped':
      return messageStep({
        name: ending,
        icon: 'stop',
        title: texts.stoppedTitle,
        body: texts.stoppedBody,
        actions: [action],
      });
  }
}
