import { expect, it } from 'vitest';
import { en } from '../../apps/tv/texts/en.ts';
import { textFiles } from '../../tools/roku/textFiles.ts';

const read = async (...parameters: Parameters<typeof textFiles>) =>
  Object.fromEntries(
    (await textFiles(...parameters)).map(([path, json]) => [path, JSON.parse(json)]),
  );

it('a Roku set to es_MX or fr_CA has texts of its region, any other those of its language', async () => {
  const files = await read();
  expect(Object.keys(files).sort()).toEqual(
    ['en', 'es', 'es_MX', 'fr', 'fr_CA', 'nl'].map((name) => `texts/${name}.json`),
  );
  const keys = [...Object.keys(en), 'link.notHere'].sort();
  for (const texts of Object.values(files)) expect(Object.keys(texts).sort()).toEqual(keys);
  expect(files['texts/es.json']['row.live']).toBe('En directo');
  expect(files['texts/es_MX.json']).toMatchObject({
    'row.live': 'En vivo',
    'nav.home': 'Inicio',
    'link.notHere': 'Ese título no está en este canal.',
  });
  expect(files['texts/fr.json']['account.provider']).toBe('Opérateur TV');
  expect(files['texts/fr_CA.json']).toMatchObject({
    'account.provider': 'Fournisseur de télé',
    'link.notHere': 'Ce titre n’est pas offert sur cette chaîne.',
  });
});

it('a brand’s texts of a language are also those of its region, unless it has own ones', async () => {
  const files = await read({
    fr: { 'nav.home': 'Début', 'link.notHere': 'Titre absent.' },
    'fr-CA': { 'nav.home': 'Départ' },
  });
  expect(files['texts/fr_CA.json']).toMatchObject({
    'nav.home': 'Départ',
    'link.notHere': 'Titre absent.',
  });
  expect(files['texts/fr.json']['nav.home']).toBe('Début');
});
