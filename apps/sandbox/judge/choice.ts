import { rows } from './rows/index.ts';

/** Rows are told by their ids, or by what several ids begin with. */
const PHASES = [
  ...(['REG', 'CFG', 'AUT', 'POL', 'PRE', 'AZN', 'PLY', 'LGO', 'TMP'] as const),
  ...(['ERR', 'THR', 'SEC', 'SCR', 'DEV', 'SRV', 'MIG', 'V1L', 'CM'] as const),
];

type Phase = (typeof PHASES)[number];

/** A row such as `POL-04`, or all that begin so: `POL`. */
export type RowChoice = Phase | `${Phase}-${string}`;

/** A choice of rows that cannot be made; the message says why and what there is. */
export class ChoiceError extends TypeError {}

/**
 * The ids that a list chooses, in the order of the table.
 * @param what the option that it was given in, for the message
 * @throws ChoiceError for what is no id and begins none
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

/** `V1L-1` is no beginning of `V1L-10`: whole ids, or whole parts of them. */
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
