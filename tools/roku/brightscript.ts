import type { Chart, ChartCall, ChartNode, ChartWay } from './chart.ts';

/** A value as a BrightScript literal: keys are quoted, so that they keep their case. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'invalid';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numeral(value);
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const entries = Object.entries(value as object).filter(([, each]) => each !== undefined);
  return `{ ${entries.map(([key, each]) => `${quoted(key)}: ${literal(each)}`).join(', ')} }`;
}

/** A quote is written twice; BrightScript has no escapes, so lines are joined by code. */
export function quoted(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => `"${line.replaceAll('"', '""')}"`)
    .join(' + chr(10) + ');
}

function numeral(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} cannot be written in BrightScript`);
  if (Number.isInteger(value) && Math.abs(value) > 2 ** 31 - 1) return `${value}&`;
  return Number.isInteger(value) ? String(value) : `${value}#`;
}

export interface Namespaces {
  /** Name of the function that returns the chart. */
  readonly chart: string;
  readonly guards: string;
  readonly actions: string;
  readonly delays: string;
  /** Absent where another thread runs them: the chart then contains only their names (see actorsSource). */
  readonly actors?: string;
}

/**
 * The chart as BrighterScript. It refers to guards, actions, delays and actors as functions of the given
 * namespaces: for a missing function, the compiler reports an error with its name.
 * @param imports pkg: paths of the files with the functions
 */
export function chartSource(chart: Chart, names: Namespaces, imports: readonly string[]): string {
  const references = (space: string, list: readonly string[]) =>
    list.map((name) => `    { name: ${quoted(name)}, run: ${space}.${name} }`).join('\n');
  const actorsOf = (space: string | undefined, list: readonly string[]) =>
    space === undefined
      ? list.map((name) => `    { name: ${quoted(name)} }`).join('\n')
      : references(space, list);
  return [
    ...imports.map((path) => `import ${quoted(path)}`),
    '',
    `function ${names.chart}() as object`,
    '  return {',
    `    guards: [\n${references(names.guards, chart.guards)}\n    ]`,
    `    actions: [\n${references(names.actions, chart.actions)}\n    ]`,
    `    delays: [\n${references(names.delays, chart.delays)}\n    ]`,
    `    actors: [\n${actorsOf(names.actors, chart.actors)}\n    ]`,
    `    start: ${way(chart.start)}`,
    '    nodes: [',
    ...chart.nodes.map((node) => `      ${nodeOf(node)}`),
    '    ]',
    '  }',
    'end function',
    '',
  ].join('\n');
}

/**
 * A function that returns the chart's actors by their names. For a missing actor, the compiler reports an error
 * with its name.
 * @param names of the function, and of the namespace of the actors
 */
export function actorsSource(
  chart: Chart,
  names: { readonly actors: string; readonly space: string },
  imports: readonly string[],
): string {
  return [
    ...imports.map((path) => `import ${quoted(path)}`),
    '',
    `function ${names.actors}() as object`,
    '  return {',
    ...chart.actors.map((name) => `    ${quoted(name)}: ${names.space}.${name}`),
    '  }',
    'end function',
    '',
  ].join('\n');
}

function nodeOf(node: ChartNode): string {
  const { on, always, entry, exit, initialActions, ...plain } = node;
  const groups = on.map(
    ({ ways, ...named }) => `{ ${fields(named)}, ways: [${ways.map(way).join(', ')}] }`,
  );
  return (
    `{ ${fields(plain)}, entry: ${callsOf(entry)}, exit: ${callsOf(exit)}, ` +
    `initialActions: ${callsOf(initialActions)}, on: [${groups.join(', ')}], ` +
    `always: [${always.map(way).join(', ')}] }`
  );
}

function way({ guard, actions, ...plain }: ChartWay): string {
  const asked = guard === null ? 'invalid' : callOf(guard);
  return `{ ${fields(plain)}, guard: ${asked}, actions: ${callsOf(actions)} }`;
}

function fields(value: object): string {
  return Object.entries(value)
    .map(([key, each]) => `${key}: ${literal(each)}`)
    .join(', ');
}

function callsOf(calls: readonly ChartCall[]): string {
  return `[${calls.map(callOf).join(', ')}]`;
}

function callOf({ call, params }: ChartCall): string {
  return `{ call: ${call}, params: ${literal(params)} }`;
}
