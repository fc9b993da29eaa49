/** What the console's parts share: elements, calls, and saying how they went. */
export const $ = (id) => document.getElementById(id);

/** An element; text is always text, whatever a request put into it. */
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
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `answered ${response.status}`);
  return answer;
}

let hush;
function say(text) {
  clearTimeout(hush);
  $('said').textContent = text;
  hush = setTimeout(() => {
    $('said').textContent = '';
  }, 5000);
}

/** Does something a person asked for and says how it went; `changed` lets the page look again. */
export async function act(what, work) {
  try {
    await work();
    say(what);
  } catch (error) {
    say(`That did not work: ${error.message}`);
  }
  document.dispatchEvent(new Event('changed'));
}

export function button(label, what, work, className = '') {
  const node = el('button', { type: 'button', className, textContent: label });
  node.addEventListener('click', () => act(what, work));
  return node;
}
