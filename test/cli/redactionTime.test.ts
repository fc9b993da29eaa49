import { describe, expect, it } from 'vitest';
import { Redactor } from '../../apps/cli/trace/Redactor.ts';
import { SecretFinder } from '../../apps/cli/trace/SecretFinder.ts';

/** The largest body that is shown. */
const size = 262_144;
const filled = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
const { stringify } = JSON;

/** ms; a screen that stands still for longer looks broken. Each takes some tens of ms here. */
const limit = 2_000;

const manySecrets = stringify(
  Object.fromEntries(
    Array.from({ length: size / 32 }, (_, i) => [`token${i}`, `secret${i.toString(36)}`]),
  ),
);
const sameSecrets = stringify({
  token: 'a'.repeat(size / 4),
  password: 'a'.repeat(size / 8),
  note: `${'a'.repeat(size / 4)} b`,
});

describe('what a service sends to keep --trace busy', () => {
  it.each<[string, string, string]>([
    ['blanks', filled(' '), 'text/plain'],
    ['blanks and line ends', filled(' \n'), 'application/xml'],
    ['blanks before a tag that never ends', `${filled(' ')}<`, 'application/xml'],
    ['a tag that never ends', `<${filled('a')}`, 'application/xml'],
    ['tags that never end', filled('<a '), 'application/xml'],
    ['elements that never end', filled('<data>'), 'application/xml'],
    ['elements that end nowhere', `<a>${filled('</b>')}`, 'application/xml'],
    ['CDATA that never ends', filled('<![CDATA['), 'application/xml'],
    ['comments that never end', `<a>${filled('<!--')}`, 'application/xml'],
    ['small elements', `<r>${filled('<t>aaaaaaa</t>').slice(0, -20)}`, 'application/xml'],
    ['deep JSON', `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`, 'application/json'],
    ['deep JSON that never ends', filled('{"a":'), 'application/json'],
    ['thousands of secrets', manySecrets, 'application/json'],
    ['secrets inside of secrets', sameSecrets, 'application/json'],
    ['marks of a query', filled('?a&a;a#a'), 'text/html'],
    ['one long name of a query', `?${filled('a')}`, 'text/html'],
    ['beginnings of JWTs', filled('.eyJ'), 'text/html'],
    ['nearly keys', filled(`${'k'.repeat(39)} `), 'text/html'],
    ['paths with codes', filled('/authenticate/'), 'text/html'],
    ['half letters', stringify({ token: `\ud800${'x'.repeat(30)}`, note: '\udc00' }), 'text/json'],
    ['a form of many fields', filled('token=secret&'), 'application/x-www-form-urlencoded'],
  ])('%s', (_, text, contentType) => {
    const redactor = new Redactor();
    const began = performance.now();
    redactor.answer({ status: 200, contentType, text: text.slice(0, size) });
    redactor.request({
      method: 'POST',
      url: `https://sp.example/?x=${text.slice(0, 2_000).replaceAll('\n', '')}`,
      headers: { Authorization: `Bearer ${' '.repeat(2_000)}\n`, 'Content-Type': contentType },
      body: text.slice(0, size),
    });
    expect(performance.now() - began).toBeLessThan(limit);
  });

  it('is not shown when it is longer than anything worth a look', () => {
    const text = stringify({ access_token: 'abcdefgh', more: filled(' a') });
    const { body } = new Redactor().answer({ status: 200, contentType: 'application/json', text });
    expect(body).toBe(`(${text.length} characters, too many to be shown)`);
  });

  it('is not shown any more when there were more secrets than can be remembered', () => {
    const redactor = new Redactor();
    for (let i = 0; i < 4; i++) {
      const token = Array.from({ length: 10_000 }, (_, n) => `${i}.${n} `).join('');
      const text = stringify({ token, password: 'first-secret' });
      redactor.answer({ status: 200, contentType: 'application/json', text });
    }
    const text = stringify({ note: 'seen first-secret' });
    const { body } = redactor.answer({ status: 200, contentType: 'application/json', text });
    expect(body).toBe(`(${text.length} characters with too many secrets)`);
  });
});

describe('the finder of secrets', () => {
  const found = (words: readonly string[], text: string) => {
    const finder = new SecretFinder();
    for (const word of words) finder.learn(word, 1);
    return finder.replaceIn(text, '*');
  };

  it.each<[string[], string, string]>([
    [[], 'nothing', 'nothing'],
    [['abc'], 'xabcx', 'x*x'],
    [['abc'], 'abcabc', '**'],
    [['abc', 'abcd'], 'abcde', '*e'],
    [['abcd', 'bc'], 'abce', 'a*e'],
    [['abc', 'cde'], 'xabcdex', 'x*x'],
    [['he', 'she', 'his', 'hers'], 'ushers', 'u*'],
    [['aaa'], 'aaaaa', '*'],
    [['(x)'], 'a(x)b', 'a*b'],
  ])('%j in %j', (words, text, shown) => expect(found(words, text)).toBe(shown));

  it('finds long ones in pieces, and all of them', () => {
    const long = Array.from({ length: 1_000 }, (_, i) => i.toString(36)).join('-');
    expect(found([long], `a ${long} b`)).toMatch(/^a \*+ b$/);
  });

  it('finds what looking for each of them would find', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const word = (most: number) =>
      Array.from({ length: 1 + random(most) }, () => 'ab c'.charAt(random(4))).join('');
    for (let round = 0; round < 500; round++) {
      const words = Array.from({ length: random(5) }, () => word(4));
      const text = word(40);
      const covered = new Set<number>();
      for (const one of words) {
        for (let at = text.indexOf(one); at >= 0; at = text.indexOf(one, at + 1)) {
          for (let i = 0; i < one.length; i++) covered.add(at + i);
        }
      }
      const left = [...text].filter((_, i) => !covered.has(i)).join('');
      expect(found(words, text).replaceAll('*', ''), `${words} in ${text}`).toBe(left);
    }
  });
});
