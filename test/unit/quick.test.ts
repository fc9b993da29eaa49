import { describe, expect, it } from 'vitest';
import { readSamlUser } from '../../apps/sandbox/pass/v2/partner.ts';
import { printableJson, printableLine, printableText } from '../../apps/terminal/printable.ts';
import { readError } from '../../core/pass/readError.ts';
import { parseXml } from '../../core/pass/v1/xml.ts';
import { readSettings } from '../../core/settings.ts';
import { showAvPlayCaption } from '../../platforms/tizen/avplayCaptions.ts';
import { failureOf } from '../../tools/devices/webos/target.ts';
import { html, json } from '../support/ports.ts';

/** Letters; a reader with quadratic time would take minutes. */
const size = 300_000;
/** ms; each reader takes a few tens of ms here. */
const limit = 2_000;
const filled = (unit: string) => unit.repeat(Math.ceil(size / unit.length));
const texts = [
  ' ',
  '\n',
  'a',
  '<',
  '<a ',
  '<a>',
  '&',
  '&amp',
  '/',
  '<br',
  '\r',
  '\u001b[',
  '{"a":',
  '<NameID ',
];

function quickly(work: () => unknown): void {
  const began = performance.now();
  work();
  expect(performance.now() - began).toBeLessThan(limit);
}

describe.each(texts)('a text of nothing but %j, from outside', (unit) => {
  const text = filled(unit);

  it('as an answer', () => {
    quickly(() => parseXml(text));
    quickly(() => parseXml(`<a>${text}</a>`));
    quickly(() => readError(html(403, text)));
    quickly(() => readError(json(403, { code: text, details: text })));
  });

  it('as settings', () => {
    for (const place of ['brand', 'pass']) {
      quickly(() => {
        const raw = { appSettings: { [place]: { name: text, baseUrl: `https://${text}` } } };
        expect(() => readSettings(raw)).toThrow();
      });
    }
  });

  it('on its way to a terminal', () => {
    quickly(() => printableText(text));
    quickly(() => printableLine(text));
    quickly(() => printableJson({ text }));
    quickly(() => failureOf({ out: text, err: text }));
  });

  it('as a caption, and as a provider’s word', () => {
    quickly(() => showAvPlayCaption({ caption: () => {} }, text, 0));
    quickly(() => readSamlUser(Buffer.from(`<Response>${text}`).toString('base64')));
  });
});
