import { describe, expect, it } from 'vitest';
import { readFeed } from '../../core/catalogue/readFeed.ts';

const read = (text: string) => readFeed({ status: 200, contentType: 'text/xml', text });

/** MRSS as others write it: another prefix, CDATA, HTML in a description, no namespace of this project. */
const foreign = `\uFEFF<?xml version="1.0"?>
<!-- made elsewhere -->
<rss version="2.0" xmlns:m="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/">
<channel><title>Acme</title>
<item>
  <guid>a</guid><title><![CDATA[Fish & chips]]></title>
  <description>&lt;p&gt;Two   words&lt;/p&gt;</description>
  <pubDate>Tue, 10 Mar 2026 14:05:00 GMT</pubDate>
  <category>food</category><m:keywords>sea, salt</m:keywords>
  <m:group>
    <m:content url="https://s/poster.jpg" medium="image"/>
    <m:content url="https://s/a.mp4" type="video/mp4" duration="61" lang="en"/>
    <m:content url="https://s/a.m3u8?x=1&amp;y=2" type="application/x-mpegURL" isDefault="true"/>
    <m:thumbnail url='https://s/a.jpg'/>
    <m:credit role="actor">Ada</m:credit>
    <m:subTitle type="text/vtt" lang="en" href="https://s/a.vtt"/>
  </m:group>
  <dcterms:valid>start=2026-01-01T00:00:00Z; end=2026-12-31T00:00:00Z; scheme=W3C-DTF</dcterms:valid>
</item>
<item><guid>b</guid><title>Live</title>
  <m:content url="https://s/b.mpd" type="application/dash+xml" expression="nonstop"/></item>
<item><guid>c</guid><title>By enclosure</title><enclosure url="https://s/c.mp4" type="video/mp4"/></item>
<item><guid>d</guid><title>Nothing to play</title></item>
</channel></rss>`;

describe('an MRSS feed of others', () => {
  it('is read by what its names mean', () => {
    const { providerName, rows, report } = read(foreign);
    expect(providerName).toBe('Acme');
    expect(rows.map(({ made, items }) => [made, items.map(({ id }) => id)])).toEqual([
      ['live', ['b']],
      ['movies', ['a', 'c']],
    ]);
    expect(report.leftOut).toEqual([{ reason: 'noVideo', count: 1, examples: ['d'] }]);
    expect(rows[1]?.items[0]).toEqual({
      ...{ id: 'a', title: 'Fish & chips', description: 'Two words', art: 'https://s/a.jpg' },
      ...{ live: false, access: 'free', genre: 'food', tags: ['sea', 'salt'], language: 'en' },
      credits: [{ name: 'Ada', role: 'actor' }],
      addedAt: Date.UTC(2026, 2, 10, 14, 5),
      durationS: 61,
      captions: [{ url: 'https://s/a.vtt', language: 'en', closed: false }],
      notBefore: Date.UTC(2026, 0, 1),
      notAfter: Date.UTC(2026, 11, 31),
      stream: { url: 'https://s/a.m3u8?x=1&y=2', type: 'application/vnd.apple.mpegurl' },
    });
  });

  it.each([
    ['cut off', foreign.slice(0, 500)],
    ['of another kind', '<?xml version="1.0"?><feed><entry/></feed>'],
    ['with nothing in it', '<rss><channel><title>x</title></channel></rss>'],
  ])('%s is no feed', (_, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ name: 'PassError' }));
  });

  it('of ten thousand items is read in time', () => {
    const item = foreign.slice(foreign.indexOf('<item>'), foreign.indexOf('</item>') + 7);
    const items = Array.from({ length: 10_000 }, (_, index) => item.replace('>a<', `>${index}<`));
    const text = foreign.replace(item, () => items.join('\n'));
    const began = performance.now();
    expect(read(text).report.entries).toBe(10_003);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
