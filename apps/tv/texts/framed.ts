/** Shown when another page has embedded the app, before the texts of a language could be fetched. */
export const framedTexts = {
  en: {
    title: 'Open this app by itself',
    body: 'It was put inside another page. For your safety, type its address yourself.',
  },
  es: {
    title: 'Abre esta aplicación por separado',
    body: 'Está dentro de otra página. Por tu seguridad, escribe tú su dirección.',
  },
  fr: {
    title: 'Ouvrez cette application seule',
    body: 'Elle a été placée dans une autre page. Pour votre sécurité, saisissez vous-même son adresse.',
  },
  nl: {
    title: 'Open deze app apart',
    body: 'Hij staat nu binnen een andere pagina. Typ voor je veiligheid zelf het adres in.',
  },
} as const;
