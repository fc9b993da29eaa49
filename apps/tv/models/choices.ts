import type { Action, ActionGroup } from '../screenModel.ts';

/** A list to choose one thing from, beside the rest of the screen. */
export interface ChoicesModel {
  readonly title: string;
  readonly choices: readonly Action[];
  readonly groups: readonly ActionGroup[];
  /** Where the focus begins: on what holds now. */
  readonly current: string | null;
}

/** @param prefix of the ids; the choices get a number each */
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
