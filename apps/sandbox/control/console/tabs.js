/** The views as tabs; arrow keys move between the tabs. */
import { $ } from './dom.js';

const tabs = [...document.querySelectorAll('[role=tab]')];

export function open(name) {
  for (const tab of tabs) {
    const isOpen = tab.id === `tab-${name}`;
    tab.ariaSelected = String(isOpen);
    tab.tabIndex = isOpen ? 0 : -1;
    $(tab.getAttribute('aria-controls')).hidden = !isOpen;
  }
  document.dispatchEvent(new CustomEvent('opened', { detail: name }));
}

export const isOpen = (name) => !$(name).hidden;

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener('click', () => open(tab.getAttribute('aria-controls')));
  tab.addEventListener('keydown', (event) => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  });
}
