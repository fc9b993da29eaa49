import type { Item } from '../../../core/catalogue/types.ts';
import type { Material } from './views.ts';

/** What a feed or a service might send by mistake, or to do harm. */
const markup = '<img src=x onerror="alert(1)"><b>Title</b> &amp; <script>alert(2)</script>';
const rightToLeft = 'مسلسل الرحلة الطويلة \u202Eevil\u202C שלום עולם';
const emoji = '👩‍👩‍👧‍👦🏳️‍🌈 Fête 🎬🎬🎬 Ünïcödé ẑ̷̡͇a̸l̴g̵o̷';
const endless = 'W'.repeat(10_000);
const words = 'word '.repeat(2_000);
const controls = 'Line one\nLine two\tTab\u0000Null\u200B\uFEFF';
const texts = [markup, rightToLeft, emoji, endless, words, controls, ' ', '…'];

/** The same material with `nth` of them everywhere, and with art that is missing or no picture. */
export function hostile(from: Material, nth: number): Material {
  const text = texts[nth % texts.length] ?? '';
  const art = [
    `${from.film.art}?gone=1`.replace(/[^/]+$/, 'gone.png'),
    '',
    'data:image/png;base64,AA',
  ];
  const spoilt = (item: Item, index: number): Item => ({
    ...item,
    title: text,
    description: text,
    genre: text,
    year: text.slice(0, 400),
    rating: text.slice(0, 400),
    art: art[index % art.length] ?? '',
    tint: '#ffffff',
  });
  return {
    ...from,
    catalogue: {
      ...from.catalogue,
      rows: from.catalogue.rows.map((row) => ({
        ...row,
        title: text,
        items: row.items.map(spoilt),
      })),
    },
    film: spoilt(from.film, 0),
    live: spoilt(from.live, 1),
    viewer: { ...from.viewer, providerName: text, providerLogo: art[0] ?? '' },
    providers: from.providers.map(({ id }, index) => ({
      id,
      displayName: text,
      logoUrl: art[index % art.length] ?? '',
    })),
    details: text,
  };
}

export const hostileKinds = texts.length;
