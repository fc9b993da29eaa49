import type { ScreenModel } from './screenModel.ts';

/** What has to be said about a screen since it was last looked at, in the order to say it. */
export interface Utterance {
  /** Of a screen that arrived, or changed its name; '' otherwise. */
  readonly title: string;
  /** What changed by itself, and may wait. */
  readonly changes: readonly string[];
  /** What may not. */
  readonly alarms: readonly string[];
  /** What the focus went to; '' when it stayed. */
  readonly focused: string;
  readonly arrived: boolean;
  /** Something that was said is no longer there: a question was answered, a wait is over. */
  readonly over: boolean;
}

/** Compares each picture of a screen with the one before. Nothing is said twice. */
export class Announcer {
  private screen = '';
  private title = '';
  private focused: string | null = null;
  private said = new Map<string, string>();

  next(model: ScreenModel, focusedId: string | null): Utterance {
    const arrived = model.screen !== this.screen;
    const named = arrived || model.title !== this.title;
    const moved = arrived || focusedId !== this.focused;
    const said = new Map<string, string>();
    const changes: string[] = [];
    const alarms: string[] = [];
    for (const { id, live, text, spoken = text } of model.said) {
      if (live === undefined) continue;
      said.set(id, spoken);
      if (!arrived && this.said.get(id) === spoken) continue;
      (live === 'alert' ? alarms : changes).push(spoken);
    }
    const over = [...this.said.keys()].some((id) => !said.has(id));
    this.screen = model.screen;
    this.title = model.title;
    this.focused = focusedId;
    this.said = said;
    return {
      title: named ? model.title : '',
      changes,
      alarms,
      focused: moved ? nameOf(model, focusedId) : '',
      arrived,
      over,
    };
  }
}

function nameOf({ groups }: ScreenModel, id: string | null): string {
  for (const { actions } of groups) {
    const action = actions.find((candidate) => candidate.id === id);
    if (action) return action.spoken ?? action.label;
  }
  return '';
}

/**
 * The same to a television's own voice, where it does not read the page: the title first, then what
 * stands there, then what is focused. A key cuts off what was being said; a countdown does not.
 */
export function speakTo(
  speak: (words: string, urgent: boolean) => void,
): (utterance: Utterance) => void {
  return ({ title, changes, alarms, focused }) => {
    const moved = title !== '' || focused !== '';
    const words = [title, ...alarms, ...changes, focused].filter((part) => part !== '');
    if (words.length > 0) speak(words.join('. '), moved || alarms.length > 0);
  };
}
