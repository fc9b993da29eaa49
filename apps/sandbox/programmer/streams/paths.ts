import type { Title } from '../titles/index.ts';

/** The grant in URLs of free titles; it is valid for those only. */
export const FREE_GRANT = 'free';

export const HLS_TYPE = 'application/vnd.apple.mpegurl';

const forms = {
  hls: { file: 'master.m3u8', type: HLS_TYPE },
  dash: { file: 'manifest.mpd', type: 'application/dash+xml' },
  webm: { file: 'clip.webm', type: 'video/webm' },
} as const;

/** The path, below PROGRAMMER_PATH, of the file that a player opens. */
export function streamPath(grant: string, title: Title, form: Title['form'] = title.form): string {
  return `streams/${grant}/${title.id}/${forms[form].file}`;
}

export function streamType(form: Title['form']): string {
  return forms[form].type;
}
