import { machine, outlineOf, type StateOutline, type Transition } from '@couchpass/core/machine';

/** The statechart's top level, for docs/architecture.md: its states and the transitions between them. */
export function overview(): string {
  const { root, transitions: ways } = outlineOf(machine);
  const between = new Map<string, Set<string>>();
  for (const { from, to, label } of ways) {
    const [a = '', b = ''] = [topOf(from), topOf(to)];
    // Transitions by Back are left out: they exist almost everywhere and would hide the others.
    if (a === b || label.startsWith('BACK') || label.startsWith('BROWSE')) continue;
    const labels = between.get(`${a} --> ${b}`) ?? new Set();
    between.set(`${a} --> ${b}`, labels.add(label.replace(/ ?\[.*\]$/, '') || 'at once'));
  }
  const lines = [...between].map(([way, labels]) => `  ${way}: ${[...labels].sort().join(', ')}`);
  return mermaid([`  [*] --> ${root.initial}`, ...lines]);
}

/** Every state and every transition. */
export function wholeChart(): string {
  const { root, transitions: ways } = outlineOf(machine);
  return mermaid([
    `  [*] --> ${idOf(root.initial ?? '')}`,
    ...root.children.flatMap((child) => stateLines(child, '  ')),
    ...ways.map(wayLine),
  ]);
}

function stateLines(state: StateOutline, indent: string): string[] {
  if (state.children.length === 0) return [`${indent}${idOf(state.path)}: ${state.key}`];
  const inner = `${indent}  `;
  const start =
    state.initial === null ? [] : [`${inner}[*] --> ${idOf(`${state.path}.${state.initial}`)}`];
  const children = state.children.map((child) => stateLines(child, inner));
  return [
    `${indent}state "${state.key}" as ${idOf(state.path)} {`,
    ...start,
    ...children.flatMap((lines, index) =>
      state.parallel && index > 0 ? [`${inner}--`, ...lines] : lines,
    ),
    `${indent}}`,
  ];
}

function wayLine({ from, to, label }: Transition): string {
  const way = `  ${idOf(from)} --> ${idOf(to)}`;
  return label === '' ? way : `${way}: ${label}`;
}

function mermaid(lines: readonly string[]): string {
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
}

function topOf(path: string): string {
  return path.split('.')[0] ?? '';
}

function idOf(path: string): string {
  return path.replaceAll('.', '_');
}

/** `text` with the part between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
export function withSection(text: string, name: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(\n<!-- /${name} -->)`);
  if (!pattern.test(text)) throw new Error(`there is no section ${name}`);
  return text.replace(pattern, (_, open: string, close: string) => open + content + close);
}
