import type { Title } from '../titles/index.ts';

/** The grant of what needs none; it opens free titles only. */
export const FREE_GRANT = 'free';

export const HLS_TYPE = 'application/vnd.apple.mpegurl';
export const WEBM_TYPE = 'video/webm';

/** Path, under the programmer's mount, of what a player opens. */
export function streamPath(grant: string, title: Title, form: Title['form'] = title.form): string {
  return `streams/${grant}/${title.id}/${form === 'webm' ? 'clip.webm' : 'master.m3u8'}`;
}

export function streamType(form: Title['form']): string {
  return form === 'webm' ? WEBM_TYPE : HLS_TYPE;
}
