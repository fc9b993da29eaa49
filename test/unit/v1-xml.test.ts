import { describe, expect, it } from 'vitest';
import { parseXml } from '../../core/pass/v1/xml.ts';

describe('the reader of V1 XML', () => {
  it('reads elements, text, namespaces, repeated children and references', () => {
    const document = parseXml(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <!-- <no/> -->
      <ns2:regcode xmlns:ns2="model.mvc.reggie.pass.adobe.com" note="a > b">
        <code>QH7T2LM</code>
        <info><deviceId>NWQ=</deviceId><empty/></info>
        <name>Tom &amp; Co &lt;&#x2764;&#33;&gt; &unknown; <![CDATA[<b>]]></name>
        <id>1</id><id>2</id>
      </ns2:regcode>`);
    expect(document).toEqual({
      root: 'regcode',
      value: {
        code: 'QH7T2LM',
        info: { deviceId: 'NWQ=', empty: '' },
        name: 'Tom & Co <❤!> &unknown; <b>',
        id: ['1', '2'],
      },
    });
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))('leaves &%s; as it stands', (name) => {
    expect(parseXml(`<a>&${name};</a>`)?.value).toBe(`&${name};`);
  });

  it('takes an element called __proto__ for a name', () => {
    const value = parseXml('<a><__proto__><x>1</x></__proto__></a>')?.value;
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['text', 'No.'],
    ['JSON', '{"a":1}'],
    ['a page', '<!DOCTYPE html>\n<html><body>Sign in to this network</body></html>'],
    ['a document cut off', '<play><expires>1790'],
    ['elements that do not match', '<a><b></a></b>'],
    ['two documents', '<a/><b/>'],
    ['endless depth', '<a>'.repeat(5_000) + '</a>'.repeat(5_000)],
  ])('%s is not read', (_, text) => expect(parseXml(text)).toBeUndefined());

  it('is quick with what never ends', () => {
    const started = performance.now();
    parseXml(`<${'a '.repeat(50_000)}`);
    parseXml('<'.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
