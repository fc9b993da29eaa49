/**
 * Counts a channel's cost: BrightScript statements, and SceneGraph nodes that are made. The engine runs one
 * copy of its worker for each of the channel's threads, so every thread counts separately.
 */
export interface Cost {
  /** 0 is the render thread; each Task has another number. */
  readonly thread: number;
  /** The function's name in the source, in lower case; `_` between a namespace and a name. */
  readonly name: string;
  readonly statements: number;
  readonly nodes: number;
}

/** The beginning of a line with one cost; the channel prints no other line that begins so. */
const mark = 'COST ';

/**
 * brs-engine's worker, changed to print the cost of every call of the named functions, with the calls
 * inside it; a named function that is called within another one is not printed.
 * @param watched patterns of names in lower case
 * @throws Error when these changes do not fit the engine
 */
export function countingWorker(source: string, watched: RegExp): string {
  const prelude = `self.costs = { statements: 0, nodes: 0, calls: [], watched: 0 };
self.costs.enter = function (name) {
  const { statements, nodes } = self.costs;
  const isWatched = ${watched}.test(String(name).toLowerCase());
  if (isWatched) self.costs.watched++;
  self.costs.calls.push({ name, statements, nodes, isWatched });
};
self.costs.leave = function () {
  const call = self.costs.calls.pop();
  if (!call || !call.isWatched || --self.costs.watched > 0) return;
  const spent = [self.costs.statements - call.statements, self.costs.nodes - call.nodes];
  postMessage('print,${mark}' + [self.costs.thread(), call.name.toLowerCase(), ...spent].join(' ') + '\\r\\n');
};
`;
  let changed = replaced(
    source,
    'execute(e){if(""!==this.environment.gotoLabel)',
    'execute(e){self.costs.statements++;if(""!==this.environment.gotoLabel)',
  );
  changed = replaced(changed, 'addToStack(e){', 'addToStack(e){self.costs.enter(e.functionName);');
  changed = replaced(changed, 'popFromStack(){', 'popFromStack(){self.costs.leave();');
  const device = /(\w+)\.stdout\.write\(`print,/.exec(source)?.[1];
  if (device === undefined) throw new Error('Nothing in this brs-engine says which thread it is.');
  changed = replaced(
    changed,
    'class vf{',
    `class vf{static{self.costs.thread=()=>${device}.threadId}`,
  );
  return prelude + changed;
}

/** brs-scenegraph, changed to count the nodes that are made. */
export function countingNodes(source: string): string {
  return replaced(source, 'static createNode(t,i){', 'static createNode(t,i){self.costs.nodes++;');
}

function replaced(source: string, from: string, to: string): string {
  if (source.split(from).length !== 2) {
    throw new Error(`brs-engine is not the one that its statements can be counted in: ${from}`);
  }
  return source.replace(from, () => to);
}

/** The costs in the lines that a channel has printed, in order. */
export function costsIn(lines: readonly string[]): Cost[] {
  return lines
    .filter((line) => line.startsWith(mark))
    .map((line) => {
      const [thread = '', name = '', statements, nodes] = line.slice(mark.length).trim().split(' ');
      return {
        thread: Number(thread),
        name,
        statements: Number(statements),
        nodes: Number(nodes),
      };
    });
}
