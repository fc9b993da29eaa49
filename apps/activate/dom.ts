/** Creates elements; texts are always added as text nodes. */

type Child = Node | string | false | undefined;

interface Attributes {
  readonly [name: string]: string | boolean | number | undefined | EventListener;
}

/** `onclick: listener` adds a listener, `true` is an attribute without value, `false` and `undefined` add none. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter(isPresent));
  return element;
}

/** Icons are strokes on a 24 by 24 field; they add nothing to the text. */
const icons = {
  tv: 'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8 20.5h8M12 17v3.5',
  check: 'M4.5 12.5l5 5 10-11',
  stop: 'M12 3.5l7 3v5c0 4.5-3 7.6-7 9-4-1.4-7-4.5-7-9v-5zM9.2 9.4l5.6 5.6M14.8 9.4l-5.6 5.6',
  alert: 'M12 7.5v5.5M12 16.6v.1M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z',
  back: 'M14.5 5.5L8 12l6.5 6.5',
} as const;

export type IconName = keyof typeof icons;

export function icon(name: IconName): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}

function isPresent(child: Child): child is Node | string {
  return child !== false && child !== undefined;
}
