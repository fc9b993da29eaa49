/** The public exports of the statechart: the machine, its events and views, and its outline for tools. */
export { wholeContext } from './definition.ts';
export type { MachineEvent } from './events.ts';
export { machine } from './machine.ts';
export { outlineOf, type StateOutline, type Transition } from './outline.ts';
export { idsByAge, type Position, type Positions } from './positions.ts';
export { problemOf } from './view.ts';
export type * from './view.types.ts';
export { longestValid, nameFromMvpdId, viewerOf } from './viewer.ts';
