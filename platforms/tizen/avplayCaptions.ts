/** Where captions are drawn that AVPlay only tells. */
export interface CaptionBox {
  caption(text: string): void;
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows what AVPlay tells for as long as it says; its text may hold simple markup. @param ms of showing */
export function showAvPlayCaption(box: CaptionBox, markup: string, ms: number): void {
  clearTimeout(timer);
  const text = markup
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .trim();
  box.caption(text);
  if (text !== '' && ms > 0) timer = setTimeout(() => box.caption(''), ms);
}
