import { Launch, Lightning } from '@lightningjs/sdk';
import { drawWhereItIsRead } from '../../../apps/tv/canvases.ts';
import { Component, type Node, shaders, type Template } from '../../../apps/tv/lightning.ts';

/**
 * The page with which the TV app is compared: it draws the same Home with LightningJS and does nothing
 * else. It has the same Lightning (the SDK's `Launch`), built by the same Rollup plugins, the same page
 * around it with the same fonts, from the same server. Its first picture has as many texts, pictures and
 * shapes as the app's (the bench counts and prints both): a hero with kicker, title, facts and description
 * over its art and a glow, a menu of two entries and a button, and two rows of five titles, each with art
 * in rounded corners, a badge of shape, sign and word, and its name. Down moves as in the app: rows slide,
 * the card grows and gets a ring and a glow, hero, art and glow change. Lightning reads every canvas back
 * from graphics memory; the app keeps its canvases out of graphics memory, and with `?tuned` this page
 * does, too: so the bench shows the difference that remains without that advantage. It has no settings, no
 * service, no languages, no mirror for screen readers, no other screen, and no measured layout; its rows
 * hold the five visible cards, and it makes only the next row.
 */
interface Title {
  readonly id: string;
  readonly title: string;
  readonly shortDescription: string;
  readonly thumbnail: string;
  readonly genres: readonly string[];
  readonly releaseDate: string;
  readonly couchpass: { readonly tint: string };
}

interface Feed {
  readonly rows: readonly { readonly name: string; readonly titles: readonly Title[] }[];
}

const pitch = { row: 362, card: 384 } as const;
const size = { w: 344, h: 194 } as const;
const seen = 5;
const easing = { duration: 0.2, timingFunction: 'cubic-bezier(0.2, 0.7, 0.2, 1)' } as const;
const face = { regular: 'NextRegular', semibold: 'NextSemiBold', bold: 'NextBold' } as const;
const light = 0xffeaecf4;
const accent = 0xffffb454;

/** Whether this page, too, draws words and shapes in plain memory, as the app does. */
const tuned = new URLSearchParams(location.search).has('tuned');

const text = (value: string, fontSize: number, more: object = {}) => ({
  text: value,
  fontSize,
  fontFace: face.regular,
  lineHeight: Math.round(fontSize * 1.35),
  ...more,
});

class Card extends Component {
  static override _template(): Template {
    const { w, h } = size;
    return {
      Frame: {
        w,
        h,
        pivot: 0.5,
        Glow: { x: -40, y: -34, alpha: 0, color: 0x47ffb454, texture: softly(w + 80, h + 80) },
        Art: { w, h, shader: { type: shaders.RoundedRectangle, radius: 16 } },
        Badge: {
          x: 14,
          y: h - 60,
          Face: { texture: roundRect(190, 46, 12), color: 0xd60b0d16 },
          Sign: { x: 13, y: 10, texture: sign() },
          Word: { x: 50, y: 4, color: light },
        },
        Ring: { x: -5, y: -5, alpha: 0, texture: roundRect(w + 10, h + 10, 21, 5), color: accent },
      },
      Name: { y: h + 20, color: light },
    };
  }

  show({ title, thumbnail }: Title): void {
    const words = text(title, 28, { fontFace: face.semibold, maxLines: 1, wordWrapWidth: size.w });
    this.patch({
      Frame: { Art: { src: thumbnail }, Badge: { Word: { text: text('Sign in', 28) } } },
      Name: { text: words },
    });
  }

  override _focus(): void {
    this.glowing(1);
  }

  override _unfocus(): void {
    this.glowing(0);
  }

  private glowing(on: number): void {
    this.tag('Frame').setSmooth('scale', 1 + on / 10, easing);
    this.tag('Frame.Ring').setSmooth('alpha', on, easing);
    this.tag('Frame.Glow').setSmooth('alpha', on, easing);
    this.tag('Name').setSmooth('y', size.h + 20 + on * 12, easing);
  }
}

class Home extends Component {
  declare private feed: Feed;
  declare private rows: Map<number, { node: Node; cards: readonly Card[] }>;
  declare private at: number;
  declare private front: 'A' | 'B';

  static getFonts(): object[] {
    return [
      { family: face.regular, weight: 400 },
      { family: face.semibold, weight: 600 },
      { family: face.bold, weight: 700 },
    ].map(({ family, weight }) => ({
      family,
      url: `static/fonts/atkinson-hyperlegible-next-latin-${weight}-normal.woff2`,
    }));
  }

  static override _template(): Template {
    const art = { x: 690, w: 1230, h: 692, alpha: 0, shader: { type: shaders.FadeOut, left: 500 } };
    const pill = (x: number, w: number, words: string) => ({
      x,
      Face: { texture: roundRect(w, 60, 30), color: 0xe6262a37 },
      Label: { x: 26, y: 10, color: light, text: text(words, 28) },
    });
    return {
      Ground: { rect: true, w: 1920, h: 1080, color: 0xff0b0d16 },
      Light: { x: 560, y: -760, w: 2000, h: 1700, alpha: 0.9, texture: softly(480, 480) },
      A: art,
      B: art,
      Hero: { x: 120, Kicker: {}, Title: {}, Meta: {}, Access: {}, Description: {} },
      List: { x: 120, y: 566 },
      Bar: {
        x: 120,
        y: 66,
        Dot: { y: 19, texture: roundRect(22, 22, 11), color: accent },
        Name: { x: 36, y: 6, text: text('Northstar', 36, { fontFace: face.bold }), color: light },
        Home: pill(250, 140, 'Home'),
        Account: pill(402, 160, 'Account'),
        SignIn: pill(1530, 150, 'Sign in'),
      },
    };
  }

  override _construct(): void {
    if (tuned) drawWhereItIsRead(this.stage);
    this.rows = new Map();
    this.at = 0;
    this.front = 'B';
  }

  override _init(): void {
    void feed.then((read) => {
      this.feed = read;
      this.show();
    });
  }

  override _getFocused(): unknown {
    return this.rows.get(this.at)?.cards[0] ?? this;
  }

  _handleDown(): void {
    this.go(1);
  }

  _handleUp(): void {
    this.go(-1);
  }

  private go(by: number): void {
    const next = this.at + by;
    if (next < 0 || next >= this.feed.rows.length) return;
    this.at = next;
    this.tag('List').setSmooth('y', 566 - next * pitch.row, easing);
    this.show();
  }

  private show(): void {
    this.build();
    const title = this.feed.rows[this.at]?.titles[0];
    if (title) this.tell(title);
    this._refocus();
  }

  private build(): void {
    const list = this.tag('List').childList;
    for (const [index, { node }] of this.rows) {
      if (index >= this.at - 1 && index <= this.at + 1) continue;
      list.remove(node);
      this.rows.delete(index);
    }
    for (const index of [this.at - 1, this.at, this.at + 1]) {
      const row = this.feed.rows[index];
      const known = this.rows.get(index);
      known?.node.setSmooth('alpha', index < this.at ? 0 : 1, easing);
      if (!row || known) continue;
      const cards = row.titles
        .slice(0, seen)
        .map((_, column) =>
          this.stage.createElement({ type: Card, x: column * pitch.card, y: 70 }),
        ) as Card[];
      const node = this.stage.createElement({
        y: index * pitch.row,
        Name: { color: light, text: text(row.name, 36, { fontFace: face.semibold }) },
      });
      for (const card of cards) node.childList.add(card);
      list.add(node);
      cards.forEach((card, column) => {
        const shown = row.titles[column];
        if (shown) card.show(shown);
      });
      this.rows.set(index, { node, cards });
    }
  }

  private tell({
    title,
    genres,
    releaseDate,
    shortDescription,
    thumbnail,
    couchpass,
  }: Title): void {
    const width = 880;
    this.patch({
      Hero: {
        Kicker: { y: 200, color: accent, text: text(genres[0] ?? '', 32) },
        Title: { y: 252, color: light, text: text(title, 64, { fontFace: face.bold }) },
        Meta: { y: 376, color: light, text: text(`${releaseDate.slice(0, 4)} · `, 32) },
        Access: { x: 110, y: 376, color: light, text: text('Sign in to watch', 32) },
        Description: {
          y: 434,
          color: light,
          text: text(shortDescription, 32, { wordWrapWidth: width, maxLines: 2 }),
        },
      },
    });
    const color = 0xff000000 + Number.parseInt(couchpass.tint.slice(1), 16);
    this.tag('Light').setSmooth('color', color, { duration: 0.6 });
    this.tag(this.front).setSmooth('alpha', 0, { duration: 0.35 });
    this.front = this.front === 'A' ? 'B' : 'A';
    const art = this.tag(this.front);
    art.patch({ src: thumbnail });
    art.setSmooth('alpha', 1, { duration: 0.35 });
  }
}

/** Lightning's own rounded rectangle; with `line`, an outline of that width instead of a filled shape. */
function roundRect(w: number, h: number, radius: number, line = 0): unknown {
  const white = 0xffffffff;
  return Lightning.Tools.getRoundRect(w - 2, h - 2, radius, line, white, line === 0, white);
}

/** Draws as Lightning's own tools do: on a canvas of their stage. */
function drawn(id: string, w: number, h: number, draw: (to: CanvasRenderingContext2D) => void) {
  const factory = (done: (error: unknown, canvas: HTMLCanvasElement) => void) => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: w, height: h });
    const to = canvas.getContext('2d', { willReadFrequently: tuned });
    if (to) draw(to);
    done(null, canvas);
  };
  return Lightning.Tools.getCanvasTexture(factory as never, id);
}

/** A glow that is brightest in its middle. */
function softly(w: number, h: number): unknown {
  return drawn(`softly ${w} ${h}`, w, h, (context) => {
    const gradient = context.createRadialGradient(w / 2, h / 2, 0, w / 2, h / 2, w / 2);
    gradient.addColorStop(0, 'rgba(255,255,255,1)');
    gradient.addColorStop(1, 'rgba(255,255,255,0)');
    context.fillStyle = gradient;
    context.fillRect(0, 0, w, h);
  });
}

function sign(): unknown {
  return drawn('sign', 26, 26, (context) => {
    context.fillStyle = '#fff';
    context.fillRect(4, 11, 18, 13);
  });
}

/** The feed's address is in the page's own address, so that no settings have to be loaded first. */
const feed: Promise<Feed> = fetch(new URLSearchParams(location.search).get('feed') ?? '')
  .then((answer) => answer.json())
  .then((read) => {
    const all = [...read.movies, ...read.tvSpecials, ...read.shortFormVideos, ...read.liveFeeds];
    const titles = new Map<string, Title>(all.map((title: Title) => [title.id, title]));
    const lists = new Map<string, string[]>(
      read.playlists.map(({ name, itemIds }: { name: string; itemIds: string[] }) => [
        name,
        itemIds,
      ]),
    );
    return {
      rows: read.categories.map(({ name, playlistName }: Record<string, string>) => ({
        name,
        titles: (lists.get(playlistName ?? '') ?? []).flatMap((id) => titles.get(id) ?? []),
      })),
    };
  });

Launch(
  Home as never,
  {
    stage: {
      canvas: document.getElementById('stage'),
      useImageWorker: true,
      ...JSON.parse(new URLSearchParams(location.search).get('stage') ?? '{}'),
    },
    keys: { 38: 'Up', 40: 'Down' },
  } as never,
  { path: './static' } as never,
  {} as never,
);
