/** The box in which captions are drawn, whose texts AVPlay only reports. */
export interface CaptionBox {
  caption(text: string): void;
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a caption for `ms`; AVPlay's text may contain simple markup. */
export function showAvPlayCaption(box: CaptionBox, markup: string, ms: number): void {
  clearTimeout(timer);
  const text = markup
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .trim();
  box.caption(text);
  if (text !== '' && ms > 0) timer = setTimeout(() => box.caption(''), ms);
}
