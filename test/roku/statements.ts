/**
 * Counts what a channel costs: statements of BrightScript, and SceneGraph nodes that are made. The engine runs
 * one copy of its worker for each of the channel's threads, so every thread counts its own.
 */
export interface Cost {
  /** 0 is the render thread; each Task has a number of its own. */
  readonly thread: number;
  /** The function as its source names it, in small letters; `_` between a namespace and a name. */
  readonly name: string;
  readonly statements: number;
  readonly nodes: number;
}

/** The beginning of a line that tells one cost; no line of the channel itself begins so. */
const mark = 'COST ';

/**
 * brs-engine's worker, changed to tell the cost of every call of the named functions, with all that they
 * call; of a named function within another one only the outer one is told.
 * @param watched patterns of names in small letters
 * @throws Error when the engine is another one than these changes were made for
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

/** The costs among the lines that a channel has printed, in their order. */
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
