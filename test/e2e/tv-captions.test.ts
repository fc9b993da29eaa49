import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it, type TestContext } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type InBandCaption, withCaptions } from '../support/cea608.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

/** Captions as a viewer sees them: the words that the engine draws, and the picture with and without them. */
let browser: Browser;
let on: TurnedOn;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

afterEach(async () => {
  await on?.close();
});

const film = /^Undergrowth, Free/;
/** The clip of the film: pictures per second, and pictures in a segment. */
const [fps, pictures] = [25, 80];

/** Gives the film captions in a file beside the stream. */
async function withFile(name: string, contentType: string, body: string): Promise<void> {
  const url = new URL(`/captions/${name}`, on.world.sandbox.url).href;
  const headers = { 'Access-Control-Allow-Origin': '*' };
  await on.page.route(url, (route) => route.fulfill({ contentType, body, headers }));
  await on.page.route('**/programmer/feed.json', async (route) => {
    const response = await route.fetch();
    const feed = await response.json();
    for (const { id, content } of feed.tvSpecials) {
      if (id !== 'undergrowth') continue;
      content.captions = [{ url, language: 'es', captionType: 'CLOSED_CAPTION' }];
    }
    await route.fulfill({ response, json: feed });
  });
}

/** Gives the film captions in its pictures. @param declared what the master playlist says about them */
async function withCaptionsInPictures(
  captions: readonly InBandCaption[],
  declared: string,
): Promise<void> {
  await on.page.route('**/undergrowth/master.m3u8', async (route) => {
    const response = await route.fetch();
    const lines = (await response.text()).split('\n');
    // Only the H.264 pictures: VP9 has no place for these captions.
    const vp9 = lines.findIndex((line) => line.includes('vp09'));
    const body = [...lines.slice(0, 3), declared, ...lines.slice(3, vp9)].join('\n');
    await route.fulfill({ response, body });
  });
  await on.page.route('**/undergrowth/h264/*.m4s', async (route) => {
    const response = await route.fetch();
    const segment = Number(/(\d+)\.m4s$/.exec(route.request().url())?.[1]);
    const changed = withCaptions(await response.body(), captions, segment * pictures, fps);
    await route.fulfill({ response, body: Buffer.from(changed) });
  });
}

async function playFilm(): Promise<void> {
  await on.toHome();
  await on.tv.goTo(await on.cardNamed(film));
  await on.tv.press('Space');
  await on.tv.on('player');
  await on.tv.videoPlays(0.2);
}

/** The words of all captions that the engine draws at this moment. */
const words = () =>
  on.page.evaluate(() =>
    [...(document.querySelector('video')?.textTracks ?? [])]
      .filter(({ mode }) => mode === 'showing')
      .flatMap(({ activeCues }) => [...(activeCues ?? [])])
      .map((cue) => (cue as VTTCue).getCueAsHTML().textContent?.trim() ?? ''),
  );

/** The number of grey or white pixels where captions are drawn above the controls. The film has only blue ones there. */
async function greyPixels(): Promise<number> {
  const clip = { x: 176, y: 200, width: 290, height: 32 };
  const shot = (await on.page.screenshot({ clip })).toString('base64');
  return on.page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0);
    const { data } = context?.getImageData(0, 0, picture.width, picture.height) ?? { data: [] };
    let grey = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) > 80) grey += 1;
    return grey;
  }, shot);
}

it.each([
  [
    'WebVTT',
    'film.vtt',
    'text/vtt',
    'WEBVTT\n\n00:00.000 --> 00:25.000\nDebajo de las hojas vive un bosque.\n',
  ],
  [
    'TTML',
    'film.ttml',
    'application/ttml+xml',
    '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="es"><body><div>' +
      '<p begin="0s" end="25s">Debajo de las hojas vive un bosque.</p></div></body></tt>',
  ],
  [
    'SubRip',
    'film.srt',
    'application/x-subrip',
    '1\n00:00:00,000 --> 00:00:25,000\nDebajo de las hojas vive un bosque.\n',
  ],
])('captions in a %s file beside the stream are read on the picture', async (_, ...file) => {
  on = await turnOn(browser);
  await withFile(...file);
  await playFilm();
  expect(await words()).toEqual([]);
  await on.tv.says('button-captions', 'Captions · Off');
  expect(await greyPixels()).toBeLessThan(20);
  await on.tv.choose('button-captions');
  await on.tv.choose('choice-captions-1');
  await on.tv.says('button-captions', 'Captions · Spanish, with sounds');
  await expect.poll(words).toEqual(['Debajo de las hojas vive un bosque.']);
  await expect.poll(greyPixels).toBeGreaterThan(200);
});

/** Without a codec that can contain these captions, the test is skipped. */
async function needsH264({ skip }: TestContext): Promise<void> {
  const played = await on.page.evaluate(() =>
    MediaSource.isTypeSupported('video/mp4; codecs="avc1.4d401f"'),
  );
  if (!played) skip('This browser does not play H.264.');
}

const spoken: readonly InBandCaption[] = [
  { from: 1, to: 3, text: 'Under the leaves' },
  { from: 4, to: 7, text: 'there is another forest.' },
  { from: 8, to: 11, text: 'It has its own weather' },
  { from: 12, to: 18, text: 'and its own night.' },
];

it.for([
  [
    'declared by the playlist',
    '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="English",LANGUAGE="en",INSTREAM-ID="CC1"',
    'Captions · English, with sounds',
  ],
  ['that the playlist does not mention', '', 'Captions · CC1'],
] as const)(
  'captions in the pictures (CEA-608), %s, are read on the picture',
  async ([_, declared, label], context) => {
    on = await turnOn(browser);
    await needsH264(context);
    await withCaptionsInPictures(spoken, declared);
    await playFilm();
    // Paused, so that no caption passes while the keys are pressed.
    await on.tv.press('Enter');
    await on.tv.says('button-play-pause', 'Play');
    await on.tv.choose('button-captions');
    await on.tv.choose('choice-captions-1');
    await on.tv.says('button-captions', label);
    await on.tv.choose('button-play-pause');
    for (const { text } of spoken.slice(1)) {
      await expect.poll(words, { timeout: 20_000, interval: 50 }).toEqual([text]);
    }
  },
);
