import type { ScreenModel } from './screenModel.ts';

/** What has to be announced since the last call, in the order of speaking. */
export interface Utterance {
  /** The title of a screen that is new or was renamed; '' otherwise. */
  readonly title: string;
  /** Texts that changed without a key press, to be spoken without interrupting the voice. */
  readonly changes: readonly string[];
  /** Texts that interrupt the voice. */
  readonly alarms: readonly string[];
  /** Name of the newly focused element; '' when the focus stayed. */
  readonly focused: string;
  readonly arrived: boolean;
  /** Something that was announced is no longer on the screen: a question was answered, a wait has ended. */
  readonly over: boolean;
}

/** Compares each model of a screen with the one before. Announces each change once. */
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
 * Sends the same to a television's own voice, where that voice does not read the page: first the title, then the
 * texts, then the focused element. A key or an alert interrupts the current speech; a countdown does not.
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
