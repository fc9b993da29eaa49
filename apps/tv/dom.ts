/**
 * Appends elements to a parent. `Element.append` does the same but needs Chromium 54, and televisions of
 * 2016 to 2018 have older engines.
 */
export function appendAll(parent: HTMLElement, children: readonly HTMLElement[]): void {
  for (const child of children) parent.appendChild(child);
}
