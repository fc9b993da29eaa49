import type { Item } from '../../../core/catalogue/types.ts';
import type { Material } from './views.ts';

/** Texts that a feed or a service might send by mistake or with bad intent. */
const texts = {
  markup: '<img src=x onerror="alert(1)"><b>Title</b> &amp; <script>alert(2)</script>',
  'right-to-left': 'مسلسل الرحلة الطويلة \u202Eevil\u202C שלום עולם',
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈 Fête 🎬🎬🎬 Ünïcödé ẑ̷̡͇a̸l̴g̵o̷',
  endless: 'W'.repeat(10_000),
  long: 'word '.repeat(2_000),
  controls: 'Line one\nLine two\tTab\u0000Null\u200B\uFEFF',
  blank: ' ',
  dots: '…',
} as const;

export type Harm = keyof typeof texts | 'absent';

export const harms = [...Object.keys(texts), 'absent'] as Harm[];

/** The same material with one of these texts everywhere, and with art that is missing or not a picture. */
export function hostile(from: Material, harm: Harm): Material {
  const text = harm === 'absent' ? '' : texts[harm];
  const art = [from.film.art.replace(/[^/]+$/, 'gone.png'), '', 'data:image/png;base64,AA'];
  const spoilt = (item: Item, index: number): Item => {
    const { id, live, access, resource } = item;
    const known = { id, live, access, ...(resource === undefined ? {} : { resource }) };
    const words = { title: text || id, description: text, art: art[index % art.length] ?? '' };
    if (harm === 'absent') return { ...known, ...words };
    const year = text.slice(0, 400);
    return { ...known, ...words, genre: text, year, rating: year, tint: '#ffffff' };
  };
  const { mvpd, since, until } = from.viewer;
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
    viewer: {
      mvpd,
      since,
      until,
      providerName: text || mvpd,
      ...(harm === 'absent' ? {} : { providerLogo: art[0] ?? '' }),
    },
    providers: from.providers.map(({ id }, index) => ({
      id,
      displayName: text,
      ...(harm === 'absent' ? {} : { logoUrl: art[index % art.length] ?? '' }),
    })),
    details: text,
  };
}
