/** ms between two checks, and the maximum number of checks. */
const pause = 50;
const looks = 60;

/**
 * Loads a face of the stylesheet in engines without `document.fonts` (WebKits of 2016). A hidden text is laid out with
 * two fallback faces of different widths; both texts are equally wide once the face has loaded.
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
