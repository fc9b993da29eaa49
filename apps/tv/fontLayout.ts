/** ms between two looks, and how many there are at most. */
const pause = 50;
const looks = 60;

/**
 * Loads a face of the stylesheet where engines cannot be asked for it (no `document.fonts`: WebKits of 2016). Text is
 * laid out unseen with two stand-ins of different widths; both are as wide as each other once the face has come.
 */
export async function waitForFontLayout(family: string, document: Document): Promise<void> {
  const lines = ['serif', 'monospace'].map((standIn) => {
    const line = document.createElement('span');
    line.textContent = 'giItT1WQy@!-/#';
    line.setAttribute('aria-hidden', 'true');
    line.style.cssText = `position: absolute; visibility: hidden; white-space: nowrap; font: 100px "${family}", ${standIn}`;
    document.body.appendChild(line);
    return line;
  });
  const [first, second] = lines;
  for (let look = 0; look < looks && first?.offsetWidth !== second?.offsetWidth; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  for (const line of lines) document.body.removeChild(line);
}
