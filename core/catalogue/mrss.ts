import { attributeOf, attributesOf, readXml, type XmlElement } from '../xml.ts';
import type { Json } from './lenientValues.ts';

/**
 * Converts an MRSS document (RSS 2.0 with Yahoo's media elements) to the shape of the JSON feed, so that one
 * reader reads both. What MRSS has no element for is in our own namespace: `access`, `resource`, `tint`,
 * `kind`, `releaseDate`, and the names of the rows in their order (`row` of the channel). The rows of an item are
 * its media categories of the scheme `rowScheme`: the label is the row, the text the position in the row.
 * undefined when the document is no RSS.
 */
export function feedOfMrss(written: string): Json | undefined {
  const root = readXml(written);
  if (root?.name !== 'rss') return undefined;
  const reading = new Reading(root);
  const [channel] = reading.all(root, 'channel');
  if (!channel) return undefined;
  const lists = new Map<string, { id: string; at: number }[]>();
  for (const row of reading.all(channel, 'couchpass:row')) lists.set(row.text, []);
  const feed: Record<string, Json[]> = {};
  for (const element of reading.all(channel, 'item')) {
    const item = reading.item(element);
    for (const category of reading.all(element, 'media:category')) {
      if (attributeOf(category, 'scheme') !== rowScheme) continue;
      const name = attributeOf(category, 'label');
      const list = lists.get(name) ?? [];
      lists.set(name, list);
      list.push({ id: item.id, at: Number(category.text) || list.length + 1 });
    }
    const kind = listOfKind.get(item.kind) ?? 'movies';
    const list = feed[kind] ?? [];
    feed[kind] = list;
    list.push(item);
  }
  return {
    ...feed,
    providerName: reading.text(channel, 'title'),
    language: reading.text(channel, 'language'),
    playlists: [...lists].map(([name, ids]) => ({
      name,
      itemIds: [...ids].sort((a, b) => a.at - b.at).map(({ id }) => id),
    })),
  };
}

const rowScheme = 'urn:couchpass:row';

const listOfKind: ReadonlyMap<string, string> = new Map([
  ['live', 'liveFeeds'],
  ['short', 'shortFormVideos'],
  ['special', 'tvSpecials'],
]);

/** The known namespaces, by address: the author of a document chooses the prefixes. */
const namespaces: readonly (readonly [RegExp, string])[] = [
  [/search\.yahoo\.com\/mrss/i, 'media'],
  [/^urn:couchpass:feed$/i, 'couchpass'],
  [/purl\.org\/dc\/terms/i, 'dcterms'],
];

class Reading {
  private readonly prefixes = new Map<string, string>();
  private readonly names = new Map<string, string>();

  constructor({ tag }: XmlElement) {
    for (const [name, uri] of attributesOf(tag)) {
      const known = namespaces.find(([pattern]) => pattern.test(uri));
      if (known && name.startsWith('xmlns:')) this.prefixes.set(name.slice(6), known[1]);
    }
  }

  all({ children }: XmlElement, name: string): XmlElement[] {
    return children.filter((child) => this.nameOf(child) === name);
  }

  text(element: XmlElement, name: string): string {
    return this.all(element, name)[0]?.text ?? '';
  }

  item(element: XmlElement): Json & { readonly id: string; readonly kind: string } {
    const media = [element, ...this.all(element, 'media:group')];
    const found = [...media, ...media.flatMap((each) => this.all(each, 'media:content'))];
    const each = (name: string) => found.flatMap((one) => this.all(one, name));
    const first = (name: string) => each(name)[0];
    const said = (name: string) => first(name)?.text ?? '';
    const contents = each('media:content').filter(
      (one) => !/^(image|audio|document)$/.test(attributeOf(one, 'medium')),
    );
    const fact = (name: string) =>
      contents.map((one) => attributeOf(one, name)).find((value) => value !== '') ?? '';
    const valid = said('dcterms:valid');
    const ownText = (name: string) => this.text(element, `couchpass:${name}`);
    const isLive = contents.some((one) => attributeOf(one, 'expression') === 'nonstop');
    return {
      id: this.text(element, 'guid') || this.text(element, 'link'),
      kind: ownText('kind') || (isLive ? 'live' : ''),
      title: this.text(element, 'title') || said('media:title'),
      shortDescription: plain(this.text(element, 'description')),
      longDescription: plain(said('media:description')),
      thumbnail: attributesOf(first('media:thumbnail')?.tag ?? '').get('url') ?? '',
      releaseDate: ownText('releaseDate'),
      genres: [
        ...this.all(element, 'category'),
        ...each('media:category').filter((one) => attributeOf(one, 'scheme') !== rowScheme),
      ].map((one) => attributeOf(one, 'label') || one.text),
      tags: said('media:keywords'),
      credits: each('media:credit').map((one) => ({
        name: one.text,
        role: attributeOf(one, 'role'),
      })),
      rating: {
        rating: said('media:rating'),
        ratingSource: attributesOf(first('media:rating')?.tag ?? '').get('scheme'),
      },
      content: {
        videos: [...contents.filter(isDefault), ...contents, ...this.all(element, 'enclosure')].map(
          (one) => ({ url: attributeOf(one, 'url'), videoType: attributeOf(one, 'type') }),
        ),
        captions: each('media:subTitle').map((one) => ({
          url: attributeOf(one, 'href'),
          language: attributeOf(one, 'lang'),
        })),
        duration: fact('duration'),
        language: fact('lang'),
        dateAdded: this.text(element, 'pubDate'),
        validityPeriodStart: /start=([^;]+)/.exec(valid)?.[1],
        validityPeriodEnd: /end=([^;]+)/.exec(valid)?.[1],
      },
      couchpass: {
        access: ownText('access'),
        resource: ownText('resource'),
        tint: ownText('tint'),
      },
    };
  }

  private nameOf({ name }: XmlElement): string {
    let meant = this.names.get(name);
    if (meant === undefined) {
      const [prefix = '', local] = name.split(':');
      meant = local === undefined ? prefix : `${this.prefixes.get(prefix) ?? prefix}:${local}`;
      this.names.set(name, meant);
    }
    return meant;
  }
}

function isDefault(content: XmlElement): boolean {
  return attributeOf(content, 'isDefault') === 'true';
}

/** Removes HTML, which descriptions in RSS may contain. */
function plain(written: string): string {
  return written
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
