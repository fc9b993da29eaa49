/**
 * The position of the focus: groups stacked vertically, each a line of elements. Pure, so that "focus
 * is never lost" can be tested without a screen. Every screen, including Home's rows, uses it.
 */
export interface FocusGroup {
  readonly id: string;
  /** Groups with the same value here share one column; otherwise each has its own. */
  readonly shares?: string;
  readonly actions: readonly FocusAction[];
}

export interface FocusAction {
  readonly id: string;
  /** What the element represents, where its id is only a position: the focus follows it to another position. */
  readonly stands?: string;
}

export type Direction = 'Up' | 'Down' | 'Left' | 'Right';

export class FocusGrid {
  private groups: readonly FocusGroup[] = [];
  private group = 0;
  /** The column of each group by its id (or `shares`), so that the focus returns to the same place. */
  private readonly columns = new Map<string, number>();
  /** Until the viewer moves the focus, it is where the screen prefers it (rows may arrive late). */
  private moved = false;

  /** Id of the focused element; null when the screen has none. */
  get current(): string | null {
    return this.currentGroup?.actions[this.column]?.id ?? null;
  }

  get groupId(): string | null {
    return this.currentGroup?.id ?? null;
  }

  get column(): number {
    return this.currentGroup ? this.columnOf(this.currentGroup) : 0;
  }

  /** The stored column of a group, limited to the group's length. */
  columnIn(groupId: string): number {
    const group = this.groups.find(({ id }) => id === groupId);
    return group ? this.columnOf(group) : 0;
  }

  /**
   * Takes the elements that are on screen now. The focus stays on the same element when it still exists;
   * otherwise it goes to `preferred`, or to the nearest remaining element.
   */
  set(groups: readonly FocusGroup[], preferred: string | null): void {
    const before = this.current;
    const beforeGroup = this.groupId;
    const standing = this.currentGroup?.actions[this.column]?.stands;
    this.groups = groups.filter(({ actions }) => actions.length > 0);
    if (standing !== undefined && this.placeStanding(standing, before)) return;
    if (this.moved && before !== null && this.place(before)) return;
    if (preferred !== null && this.place(preferred)) return;
    if (before !== null && this.place(before)) return;
    const same = this.groups.findIndex(({ id }) => id === beforeGroup);
    this.group = same >= 0 ? same : Math.min(this.group, Math.max(0, this.groups.length - 1));
  }

  /** True when the focus moved. */
  move(direction: Direction): boolean {
    const group = this.currentGroup;
    if (!group) return false;
    if (direction === 'Left' || direction === 'Right') {
      const column = this.columnOf(group) + (direction === 'Right' ? 1 : -1);
      if (column < 0 || column >= group.actions.length) return false;
      this.columns.set(keyOf(group), column);
    } else {
      const next = this.group + (direction === 'Down' ? 1 : -1);
      if (next < 0 || next >= this.groups.length) return false;
      this.group = next;
    }
    this.moved = true;
    return true;
  }

  /** Focuses an element by id, for a voice guide or a pointer. */
  focus(id: string): boolean {
    if (!this.place(id)) return false;
    this.moved = true;
    return true;
  }

  private get currentGroup(): FocusGroup | undefined {
    return this.groups[this.group];
  }

  private columnOf(group: FocusGroup): number {
    const column = this.columns.get(keyOf(group)) ?? 0;
    return Math.max(0, Math.min(column, group.actions.length - 1));
  }

  private place(id: string): boolean {
    return this.placeWhere((action) => action.id === id);
  }

  /** Prefers the same id when several elements represent the same thing. */
  private placeStanding(stands: string, before: string | null): boolean {
    const stays = (action: FocusAction) => action.stands === stands;
    return (
      this.placeWhere((action) => stays(action) && action.id === before) || this.placeWhere(stays)
    );
  }

  private placeWhere(is: (action: FocusAction) => boolean): boolean {
    const index = this.groups.findIndex(({ actions }) => actions.some(is));
    const group = this.groups[index];
    if (!group) return false;
    this.group = index;
    this.columns.set(keyOf(group), group.actions.findIndex(is));
    return true;
  }
}

function keyOf({ id, shares }: FocusGroup): string {
  return shares === undefined ? `id ${id}` : `shared ${shares}`;
}
