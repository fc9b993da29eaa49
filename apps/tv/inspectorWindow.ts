import type { InspectionStep } from './inspectionStep.ts';

/** The only origin that receives messages. */
const inspector = 'https://stately.ai';
/** Steps that are kept until the inspector has reported that it listens. */
const mostWaiting = 200;

/**
 * Opens Stately's inspector in a separate window. Stately's own library posts to whatever page that window shows,
 * after a request from any page, and only when the app's page is idle, which it never is beside other work on a
 * slow machine. This one posts at once, only to the inspector's origin, and accepts only its messages.
 * @returns sends a step to the window; steps are kept until the inspector listens
 * @throws when the browser refuses the window
 */
export function inspectorWindow(
  target: Pick<Window, 'open' | 'addEventListener'>,
): (step: InspectionStep) => void {
  const opened = target.open(`${inspector}/inspect`, 'xstateinspector');
  if (!opened) throw new Error('the browser refused the window');
  let isListening = false;
  const waiting: InspectionStep[] = [];
  const post = (step: InspectionStep) => opened.postMessage(step, inspector);
  target.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== inspector || source !== opened) return;
    if ((data as { type?: unknown } | null)?.type !== '@statelyai.connected') return;
    isListening = true;
    for (const step of waiting.splice(0)) post(step);
  });
  return (step) => {
    if (isListening) return post(step);
    waiting.push(step);
    if (waiting.length > mostWaiting) waiting.shift();
  };
}
