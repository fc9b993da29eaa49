import css from './app.css';

/**
 * Lightning's own start-up pages put the canvas into the body, above everything: canvas and video each fill the
 * largest possible 16:9 area.
 */
const places = `
#screen { position: static; width: auto; height: auto; transform: none; overflow: visible; }
#video, #stage {
  position: fixed; top: 50%; left: 50%; width: 100vw; height: 56.25vw; transform: translate(-50%, -50%);
}
@media (min-aspect-ratio: 16 / 9) { #video, #stage { width: 177.78vh; height: 100vh; } }
#stage { z-index: 2; }
.fault { position: fixed; top: 0; left: 0; width: 100%; z-index: 3; background: #0b0d16; }
`;

export interface BoxPage {
  readonly video: HTMLVideoElement;
  readonly canvas: HTMLCanvasElement;
  /** The parent element of the mirror. */
  readonly mirrorParent: HTMLElement;
  /** Removes everything that was created. */
  remove(): void;
}

/**
 * Creates the elements that index.html holds for the other shells; here the page belongs to the operator.
 * @param folder address of the app's static files, ending in a slash
 * @param given the operator's own canvas for the picture
 */
export function createBoxPage(document: Document, folder: string, given?: unknown): BoxPage {
  const style = document.createElement('style');
  style.textContent = css.split('static/').join(folder) + places;
  document.head.appendChild(style);
  const root = document.createElement('div');
  const screen = document.createElement('div');
  screen.id = 'screen';
  const video = document.createElement('video');
  video.id = 'video';
  video.setAttribute('playsinline', '');
  video.setAttribute('aria-hidden', 'true');
  video.tabIndex = -1;
  const isGiven = given instanceof HTMLCanvasElement;
  const canvas = isGiven ? given : document.createElement('canvas');
  if (!isGiven) canvas.id = 'stage';
  canvas.setAttribute('aria-hidden', 'true');
  screen.appendChild(video);
  if (!isGiven) screen.appendChild(canvas);
  root.appendChild(screen);
  document.body.appendChild(root);
  return {
    video,
    canvas,
    mirrorParent: root,
    remove() {
      const own = isGiven ? [root, style] : [root, style, canvas];
      for (const element of own) element.parentNode?.removeChild(element);
    },
  };
}
