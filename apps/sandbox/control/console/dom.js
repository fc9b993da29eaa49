/** What the console's parts share: creating elements, sending requests, and showing the outcome. */
export const $ = (id) => document.getElementById(id);

/** Creates an element; strings become text nodes, so HTML in recorded data is not interpreted. */
export function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
}

export async function call(method, path, body) {
  const response = await fetch(`/_sandbox/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  // Another sandbox, with another token, now runs at this address: its page shows the form for the token.
  if (response.status === 401) location.reload();
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `answered ${response.status}`);
  return answer;
}

let hush;
export function say(text) {
  clearTimeout(hush);
  $('said').textContent = text;
  hush = setTimeout(() => {
    $('said').textContent = '';
  }, 5000);
}

/** Carries out a user's action and shows whether it succeeded; the event `changed` makes the page reload its data. */
export async function act(what, work) {
  try {
    await work();
    say(what);
  } catch (error) {
    say(`That did not work: ${error.message}`);
  }
  document.dispatchEvent(new Event('changed'));
}

export function button(label, what, work, props = {}) {
  const node = el('button', { type: 'button', textContent: label, ...props });
  node.addEventListener('click', () => act(what, work));
  return node;
}

/**
 * Replaces the content of a part only when `items` changed, so that a choice in progress is not lost. The focus
 * moves to the new element of the same name; without one to the part itself, not to an unrelated button.
 */
export function update(id, items, make) {
  const key = JSON.stringify(items);
  const part = $(id);
  if (part.dataset.key === key) return;
  part.dataset.key = key;
  const held = part.contains(document.activeElement) ? document.activeElement : undefined;
  part.replaceChildren(...[make(items)].flat());
  if (!held) return;
  const same = [...part.querySelectorAll(held.tagName)].find((one) => nameOf(one) === nameOf(held));
  part.tabIndex = -1;
  (same ?? part).focus({ preventScroll: true });
}

const nameOf = (node) => node.ariaLabel || node.dataset.client || node.textContent;

/** A table; each row is a list of texts and nodes. */
export function table(headings, rows, whenEmpty) {
  if (rows.length === 0) return el('p', { className: 'soft', textContent: whenEmpty });
  const cells = (tag, texts) => texts.map((text) => el(tag, {}, ...[text].flat()));
  return el(
    'table',
    {},
    el('thead', {}, el('tr', {}, ...cells('th', headings))),
    el('tbody', {}, ...rows.map((row) => el('tr', {}, ...cells('td', row)))),
  );
}

export function options(pairs, chosen) {
  return pairs.map(([value, textContent]) =>
    el('option', { value, textContent, selected: value === chosen }),
  );
}

export const timeOf = (ms) => new Date(ms).toLocaleTimeString([], { hour12: false });
