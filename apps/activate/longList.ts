import { el } from './dom.ts';
import { interpolate } from './interpolate.ts';
import type { Texts } from './texts/index.ts';

/** Number of entries drawn at a time; a phone screen shows about ten. */
const pieceSize = 12;
/** The next entries are drawn when the end of the list is this near to the screen. */
const near = '400px';

/**
 * A list that draws more entries when the viewer comes near its end, by scrolling, Tab or the arrows, so that
 * ten thousand entries cost no more than a screenful. A screen reader gets the total number, and a button
 * after the drawn entries.
 * @param kind class of the list
 * @param draw creates the button of an entry
 */
export function longList<T>(
  kind: 'tiles' | 'rows',
  entries: readonly T[],
  draw: (entry: T) => HTMLElement,
  texts: Texts,
): Node[] {
  // Without the role, Safari does not expose a list without bullets as a list.
  const list = el('ul', { class: kind, role: 'list' });
  const isLong = entries.length > pieceSize;
  let drawn = 0;
  /** Draws the next entries. @returns the first of them */
  const drawMore = () => {
    const buttons = entries.slice(drawn, drawn + pieceSize).map(draw);
    for (const button of buttons) {
      drawn += 1;
      const place = isLong ? { 'aria-posinset': drawn, 'aria-setsize': entries.length } : {};
      list.append(el('li', place, button));
    }
    return buttons[0];
  };
  drawMore();
  if (!isLong) return [list];

  const more = el('button', { type: 'button', class: 'link' });
  const countLeft = () => {
    const left = entries.length - drawn;
    if (left === 0) return more.remove();
    more.textContent = interpolate(texts.more, {
      count: left.toLocaleString(document.documentElement.lang),
    });
  };
  const grow = () => {
    const first = drawMore();
    countLeft();
    return first;
  };
  countLeft();
  more.addEventListener('click', () => grow()?.focus());
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting) grow();
    },
    { rootMargin: near },
  );
  observer.observe(more);
  return [list, more];
}
