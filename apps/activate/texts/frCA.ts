import type { Texts } from './en.ts';

/**
 * Canadian French: only the texts that differ from those in `fr.ts`. There is no space before a question mark, an
 * exclamation mark and a semicolon.
 */
export const frCA: Partial<Texts> = {
  brandless: 'l’application télé',

  codeIntro: 'Entrez le code affiché sur votre téléviseur.',
  codeEmpty: 'Entrez le code affiché par votre téléviseur.',
  waitShort: 'Attendez {seconds} s',
  noPassword: '{brand} ne voit jamais le mot de passe de votre fournisseur de télé.',

  confirmTitle: 'Est-ce votre téléviseur?',
  nextChoose:
    'Vous choisirez ensuite votre fournisseur de télé et vous vous connecterez sur sa propre page. {brand} ne voit jamais votre mot de passe.',
  yourProvider: 'votre fournisseur de télé',

  otherCode: 'Entrer un autre code',

  loadingProviders: 'Chargement des fournisseurs…',
  providerTitle: 'Quel est votre fournisseur de télé?',
  providerIntro: 'C’est l’entreprise qui vous envoie votre facture de télé.',
  search: 'Trouver votre fournisseur',
  popular: 'Les plus choisis',
  moreProviders: 'Autres fournisseurs',
  noMatch:
    'Aucun résultat pour «\u00a0{query}\u00a0». Vérifiez l’orthographe. Un fournisseur absent de la liste ne fonctionne pas avec {brand}.',
  noProviders: 'Aucun fournisseur ne peut être choisi pour le moment.',

  otherProvider: 'Choisir un autre fournisseur',
  newCode: 'Entrer un nouveau code',

  offlineBody:
    'Le service est injoignable. Vérifiez votre connexion Internet; sur un réseau pour invités, ouvrez d’abord une autre page. Puis réessayez.',
  interceptedBody:
    'Un filtre, un proxy ou un logiciel de sécurité a répondu à la place du service. Réessayez, ou utilisez un autre réseau, par exemple les données cellulaires.',
  busyBody: 'Attendez un instant, puis réessayez. Le code de votre téléviseur reste valable.',
  providerFaultBody: 'Choisissez un autre fournisseur ou réessayez plus tard.',
};
