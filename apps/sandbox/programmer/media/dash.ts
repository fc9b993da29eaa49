import {
  type Clip,
  type Cut,
  largestSum,
  ratesOf,
  SOUND_CODECS,
  soundtracksOf,
  variants,
} from './master.ts';

/** An MPD of the same segments, for clips with separate sound files: DASH has no segments with sound and picture. */
export async function dashManifest(clip: Clip, cut: Cut): Promise<string> {
  const segments = (folder: string) =>
    `<SegmentTemplate timescale="1000" duration="${cut.segment * 1_000}" startNumber="0" ` +
    `initialization="${folder}/init.mp4" media="${folder}/$Number$.m4s"/>`;
  const sets: string[] = [];
  for (const { folder, video } of variants) {
    const { peak } = largestSum(await ratesOf([folder], cut));
    sets.push(
      '<AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">',
      segments(folder),
      `<Representation id="${folder}" codecs="${video}" bandwidth="${peak}" ` +
        `width="${clip.width}" height="${clip.height}" frameRate="${cut.fps}"/>`,
      '</AdaptationSet>',
    );
  }
  for (const codec of SOUND_CODECS)
    for (const [index, { language, name }] of soundtracksOf(clip).entries()) {
      const folder = `${codec}-${language}`;
      const { peak } = largestSum(await ratesOf([folder], cut));
      const { audio } = variants.find((variant) => variant.codec === codec) ?? variants[0];
      sets.push(
        `<AdaptationSet contentType="audio" mimeType="audio/mp4" lang="${language}" segmentAlignment="true">`,
        `<Role schemeIdUri="urn:mpeg:dash:role:2011" value="${index === 0 ? 'main' : 'dub'}"/>`,
        `<Label>${name}</Label>`,
        segments(folder),
        `<Representation id="${folder}" codecs="${audio}" bandwidth="${peak}" audioSamplingRate="48000"/>`,
        '</AdaptationSet>',
      );
    }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" ' +
      `type="static" mediaPresentationDuration="PT${cut.length}S" minBufferTime="PT${cut.segment}S">`,
    '<Period>',
    ...sets,
    '</Period>',
    '</MPD>',
    '',
  ].join('\n');
}
