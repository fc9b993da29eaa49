import { el } from './dom.ts';
import { interpolate } from './interpolate.ts';
import type { Texts } from './texts/index.ts';

/** So many entries are drawn at a time; a screen of a phone shows about ten. */
const pieceSize = 12;
/** The next ones are drawn when the end of the list is this near to the screen. */
const near = '400px';

/**
 * A list whose end is drawn when the viewer comes near it, by scrolling, Tab or the arrows, so that ten
 * thousand entries cost no more than a screenful. A screen reader is told how many there are, and finds a button
 * behind what is drawn.
 * @param kind class of the list
 * @param draw the button of an entry
 */
export function longList<T>(
  kind: 'tiles' | 'rows',
  entries: readonly T[],
  draw: (entry: T) => HTMLElement,
  texts: Texts,
): Node[] {
  // Without the role, Safari forgets that a list without bullets is a list.
  const list = el('ul', { class: kind, role: 'list' });
  const isLong = entries.length > pieceSize;
  let drawn = 0;
  /** Draws another piece. @returns the first of it */
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
