import type { MachineEvent, View } from '@couchpass/core';

/**
 * What is on a screen, in words. The canvas is drawn from it and the DOM mirror is written from it, so
 * the two cannot differ. Built by the pure functions in `models/`.
 */
export interface ScreenModel {
  readonly screen: View['screen'];
  /** The heading, spoken when the screen appears. */
  readonly title: string;
  /** Readable things that cannot be focused, in reading order. */
  readonly said: readonly Said[];
  /** Focusable things, top to bottom. */
  readonly groups: readonly ActionGroup[];
  /** Which of them has focus until the viewer moves. */
  readonly preferred: string | null;
  /** What Back sends; null when Back does nothing here. */
  readonly back: MachineEvent | null;
}

export interface Said {
  readonly id: string;
  readonly text: string;
  /** When it must be read out otherwise than it is written (a code, letter by letter). */
  readonly spoken?: string;
  /** Changes of it are announced: `alert` interrupts, `status` waits. */
  readonly live?: 'status' | 'alert';
}

export interface ActionGroup {
  readonly id: string;
  readonly name: string;
  /** Groups that share this have one column: going down a grid goes straight down. */
  readonly shares?: string;
  readonly actions: readonly Action[];
}

export interface Action {
  /** Stable: `button-continue`, `nav-account`, `row-0-item-2`. */
  readonly id: string;
  readonly label: string;
  /** The accessible name when it says more than the label. */
  readonly spoken?: string;
  readonly role: 'button' | 'link' | 'radio';
  /** Of a radio: it is the one that holds. */
  readonly checked?: boolean;
  /** The page that the viewer is on, in a menu. */
  readonly page?: boolean;
  /** What OK sends; null when it does nothing (the page the viewer is on). */
  readonly event: MachineEvent | null;
}

export function button(name: string, label: string, event: MachineEvent | null): Action {
  return { id: `button-${name}`, label, role: 'button', event };
}
