import type { Action, ActionGroup } from '../screenModel.ts';

/** A list from which one choice is made, beside the rest of the screen. */
export interface ChoicesModel {
  readonly title: string;
  readonly choices: readonly Action[];
  readonly groups: readonly ActionGroup[];
  /** Id of the current choice, which gets the focus first. */
  readonly current: string | null;
}

/** @param prefix of the ids; a number is appended for each choice */
export function choicesModel(
  title: string,
  prefix: string,
  choices: readonly { readonly label: string; readonly active: boolean }[],
): ChoicesModel {
  const actions = choices.map(
    ({ label, active }, index): Action => ({
      id: `${prefix}-${index}`,
      label,
      role: 'radio',
      checked: active,
      event: null,
    }),
  );
  return {
    title,
    choices: actions,
    groups: actions.map((action) => ({ id: action.id, name: title, actions: [action] })),
    current: actions.find(({ checked }) => checked)?.id ?? actions[0]?.id ?? null,
  };
}
