import { rows } from './rows/index.ts';

/** Rows are chosen by their ids, or by the first part that several ids share. */
const PHASES = [
  ...(['REG', 'CFG', 'AUT', 'POL', 'PRE', 'AZN', 'PLY', 'LGO', 'TMP'] as const),
  ...(['ERR', 'THR', 'SEC', 'SCR', 'DEV', 'SRV', 'MIG', 'V1L', 'CM'] as const),
];

type Phase = (typeof PHASES)[number];

/** One row such as `POL-04`, or all rows of a phase: `POL`. */
export type RowChoice = Phase | `${Phase}-${string}`;

/** Thrown for an unknown choice of rows; the message gives the reason and the available rows. */
export class ChoiceError extends TypeError {}

/**
 * The ids of the rows that a list chooses, in the order of the table.
 * @param what the option that contains the list, for the message
 * @throws ChoiceError for a choice that is neither an id nor the first part of one
 */
export function chosenRows(choices: readonly string[], what: string): string[] {
  if (!Array.isArray(choices))
    throw new ChoiceError(`${what}: a list of rows is needed, such as ["POL-04", "AZN"]`);
  const chosen = new Set<string>();
  for (const choice of choices) {
    const found = typeof choice === 'string' && choice !== '' ? beginningWith(choice) : [];
    if (found.length === 0) throw new ChoiceError(`${what}: ${sayUnknown(choice)}`);
    for (const id of found) chosen.add(id);
  }
  return rows.map(({ id }) => id).filter((id) => chosen.has(id));
}

/** Matches whole ids, or whole parts of them: `V1L-1` does not match `V1L-10`. */
function beginningWith(choice: string): string[] {
  const exact = rows.filter(({ id }) => id === choice);
  const phase = rows.filter(({ id }) => id.startsWith(`${choice.replace(/-$/, '')}-`));
  return (exact.length > 0 ? exact : phase).map(({ id }) => id);
}

function sayUnknown(choice: unknown): string {
  const shown = typeof choice === 'string' ? `"${choice.slice(0, 40)}"` : String(choice);
  const phase = PHASES.find((one) => String(choice).toUpperCase().startsWith(one));
  const ids = rows.map(({ id }) => id).filter((id) => phase === undefined || id.startsWith(phase));
  const there =
    phase === undefined
      ? `they begin with ${PHASES.join(', ')}`
      : `there are ${ids[0]} to ${ids.at(-1)}, and ${phase} for all of them`;
  return `there is no row ${shown}; ${there}`;
}
