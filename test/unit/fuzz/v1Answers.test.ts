import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PassError } from '../../../core/index.ts';
import * as readers from '../../../core/pass/v1/responses.ts';
import { parseXml } from '../../../core/pass/v1/xml.ts';
import { damaged, fuzz, inherited, jsonOf, megabyteOf, read, textOf } from '../../support/fuzz.ts';

const names = [
  ...['regcode', 'code', 'id', 'info', 'deviceInfo', 'mvpd', 'mvpds', 'requestor', 'expires'],
  ...['resource', 'resources', 'authorized', 'error', 'status', 'message', 'details', 'updated'],
  ...['data', 'encrypted', 'serializedToken', 'displayName', 'isTempPass', 'generated', 'userId'],
];
const values = ['true', 'false', '403', '1790000000000', 'eyJ4IjoxfQ==', '%%%', 'NORTHSTAR', 404];
const marks = [
  ...['<a>', '</a>', '<a/>', '<a b="', "'", '"', '>', '<', '/', ':', '<!--', '-->', '<![CDATA['],
  ...[']]>', '<?', '?>', '<!DOCTYPE', '&', '&amp;', '&#x110000;', '&#0;', '&#xd800;', ' ', '\n'],
  ...['<__proto__>', '</__proto__>', '<ns:a>', '</ns:a>', '<html>'],
];

/** A document of the service's form, with any names and depth. */
const documents = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom(...names, ...inherited),
      fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(...values.map(String), '&lt;', '<![CDATA[<]]>'),
        fc.array(tie('element'), { maxLength: 4 }).map((all) => all.join('')),
      ),
    )
    .map(([name, inside]) => `<${name} x="a>b">${inside}</${name}>`),
})).element;

const bodies = fc.oneof(
  documents,
  damaged(documents, ...marks),
  textOf(...marks),
  jsonOf(names, values).map((value) => JSON.stringify(value)),
);
const statuses = fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 410, 412, 429, 500, 503);
const types = fc.constantFrom('application/xml', 'application/json', 'text/html', 'text/plain', '');

describe('whatever is in the place of an XML answer', { timeout: 60_000 }, () => {
  it('is a document or none', () => {
    let whole = 0;
    fc.assert(
      fc.property(bodies, (text) => {
        if (read(text, () => parseXml(text))) whole += 1;
      }),
      fuzz(3_000),
    );
    expect(whole).toBeGreaterThan(0);
    expect(Object.prototype).not.toHaveProperty('code');
  });

  it('has what was written, whatever the names are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names, ...inherited), fc.string(), (name, value) => {
        const text = value.replace(/[<&>]/g, '').trim();
        expect(parseXml(`<r><${name}>${text}</${name}></r>`)).toEqual({
          root: 'r',
          value: Object.assign(Object.create(null), Object.fromEntries([[name, text]])),
        });
      }),
      fuzz(300),
    );
  });

  it.each(Object.entries(readers).filter(([name]) => name.startsWith('read')))(
    '%s reads it, or throws a PassError',
    (name, reader) => {
      fc.assert(
        fc.property(bodies, statuses, types, (text, status, contentType) => {
          const answer = { status, contentType, text };
          const take = reader as (response: typeof answer) => unknown;
          read(
            `${name} ${text}`,
            () => take(answer),
            (thrown) => thrown instanceof PassError,
          );
        }),
        fuzz(400),
      );
    },
  );

  it.each([...marks, '<a>b', '<a b="c" ', '<a:b:c:', '&#', '&amp', '<a></a>', '<r>'])(
    'takes no time for a megabyte of %j',
    (unit) => {
      for (const text of [
        megabyteOf(unit),
        `<a>${megabyteOf(unit)}`,
        `<${megabyteOf(unit)}></a>`,
      ]) {
        read(unit, () => parseXml(text));
      }
    },
  );
});
