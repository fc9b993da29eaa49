import type { MachineEvent, View } from '@couchpass/core';

/**
 * The content of a screen as data. Both the canvas and the DOM mirror are made from it, so
 * the two cannot differ. Built by the pure functions in `models/`.
 */
export interface ScreenModel {
  readonly screen: View['screen'];
  /** The heading, spoken when the screen appears. */
  readonly title: string;
  /** Readable texts that cannot be focused, in reading order. */
  readonly said: readonly Said[];
  /** Focusable elements, top to bottom. */
  readonly groups: readonly ActionGroup[];
  /** Id of the element that has the focus until the viewer moves it. */
  readonly preferred: string | null;
  /** What Back sends; null when Back does nothing here. */
  readonly back: MachineEvent | null;
}

export interface Said {
  readonly id: string;
  readonly text: string;
  /** Present when the spoken text differs from the written one (a code, letter by letter). */
  readonly spoken?: string;
  /** Changes of the text are announced: `alert` interrupts, `status` waits. */
  readonly live?: 'status' | 'alert';
}

export interface ActionGroup {
  readonly id: string;
  readonly name: string;
  /** Groups with the same value share one column: Down in a grid stays in its column. */
  readonly shares?: string;
  readonly actions: readonly Action[];
}

export interface Action {
  /** Stable: `button-continue`, `nav-account`, `row-0-item-2`. */
  readonly id: string;
  readonly label: string;
  /** The accessible name when it is longer than the label. */
  readonly spoken?: string;
  readonly role: 'button' | 'link' | 'radio';
  /** For a radio: it is the selected one. */
  readonly checked?: boolean;
  /** For a menu: it is the current page. */
  readonly page?: boolean;
  /** What OK sends; null when OK sends nothing (the current page). */
  readonly event: MachineEvent | null;
}

export function button(name: string, label: string, event: MachineEvent | null): Action {
  return { id: `button-${name}`, label, role: 'button', event };
}
