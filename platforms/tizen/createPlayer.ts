import { isAdaptive } from '../browser/shaka.ts';
import type { Lifecycle, Player } from '../platform.ts';
import { captionClass, ownSize } from '../television/captionStyle.ts';
import type { Features } from '../television/Features.ts';
import { AvPlayer } from './avplay.ts';
import { FallbackPlayer } from './FallbackPlayer.ts';
import type { TizenHost } from './host.ts';

/**
 * The engine's player, with AVPlay as a fallback where the television has it. The engine is first, because it
 * behaves in the same way on every television; AVPlay is for televisions without Media Source Extensions and for
 * streams that the engine cannot play.
 */
export function createTizenPlayer(
  createFirst: () => Player,
  { webapis }: TizenHost,
  features: Features,
  page: Document,
  lifecycle: Lifecycle,
): () => Player {
  const avplay = features.attempt('avplay', () => webapis?.avplay);
  if (!avplay) return createFirst;
  let player: Player | null = null;
  return () => {
    player ??= new FallbackPlayer({
      first: createFirst(),
      second: new AvPlayer(avplay, { lifecycle, ...surface(page) }),
      firstCan: (source) => typeof MediaSource !== 'undefined' || !isAdaptive(source),
    });
    return player;
  };
}

/** The element that shows AVPlay's picture, and a box for its captions. */
function surface(page: Document): { show(on: boolean): void; caption(text: string): void } {
  let picture: HTMLObjectElement | null = null;
  let box: HTMLElement | null = null;
  const parent = () => page.getElementById('screen') ?? page.body;
  return {
    show(on) {
      picture?.remove();
      picture = null;
      if (!on) return;
      picture = page.createElement('object');
      picture.type = 'application/avplayer';
      picture.setAttribute('aria-hidden', 'true');
      picture.style.cssText = 'position:absolute;left:0;top:0;width:100%;height:100%';
      parent().insertBefore(picture, parent().firstChild);
    },
    caption(text) {
      if (text === '' && box === null) return;
      if (box === null) {
        box = page.createElement('p');
        box.className = captionClass;
        box.style.cssText =
          'position:absolute;left:10%;right:10%;bottom:9%;margin:0;text-align:center;color:#fff;' +
          `font-size:${ownSize}vh;line-height:1.35;white-space:pre-line;text-shadow:0 0 .2em #000,0 0 .2em #000`;
        // A span is as wide as its text, so the caption background covers only the text.
        box.appendChild(page.createElement('span'));
        parent().appendChild(box);
      }
      const [words] = Array.from(box.children);
      if (words) words.textContent = text;
    },
  };
}
