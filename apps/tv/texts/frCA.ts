import type { Texts } from './keys.ts';

/**
 * Canadian French: only the texts that differ from those in `fr.ts`. There is no space before a question mark, an
 * exclamation mark and a semicolon.
 */
export const frCA: Partial<Texts> = {
  'nav.signIn': 'Connectez-vous avec votre fournisseur de télé',

  'action.browse': 'Voir les émissions gratuites',
  'action.otherProvider': 'Autre fournisseur',

  'home.loading': 'Chargement des émissions…',
  'home.slow': 'C’est plus long que d’habitude. Vous pouvez attendre ou revenir plus tard.',
  'badge.notIncluded': 'Hors de votre forfait',
  'access.subscription': 'Abonnement télé',
  'access.included': 'Inclus dans votre forfait',
  'access.notIncluded': 'Pas dans votre forfait',
  'title.signIn':
    'Inclus dans un abonnement télé. Connectez-vous une fois avec votre fournisseur, et regardez.',
  'title.included': 'Inclus dans votre forfait {provider}.',
  'title.notIncluded': 'Pas dans votre forfait {provider}.',
  'title.subscription': 'Fait partie de votre abonnement télé {provider}.',

  'signIn.title': 'Connexion avec votre fournisseur de télé',
  'signIn.step2': 'Entrez ce code',
  'signIn.scan': 'ou balayez le code QR',
  'signIn.slow': 'C’est plus long que d’habitude. Vous pouvez attendre ou annuler.',

  'authorizing.status': 'Nous consultons votre fournisseur de télé pour {title}…',
  'authorizing.slow':
    'Votre fournisseur de télé tarde à répondre. Vous pouvez attendre encore ou revenir.',

  'player.slow': 'La diffusion tarde à commencer. Vous pouvez attendre ou revenir.',
  'player.otherLanguage':
    'Cette langue n’est pas disponible pour le moment. Vous en entendez une autre.',

  'notAvailable.provider': 'Votre fournisseur indique\u00a0:',

  'account.provider': 'Fournisseur de télé',
  'account.settings': 'Paramètres',
  'account.signedOut':
    'Connectez-vous avec votre fournisseur de télé pour voir tout ce que comprend votre forfait.',
  'account.confirmTitle': 'Se déconnecter de {provider}?',
  'account.confirm':
    'Les émissions gratuites restent offertes. Pour les autres, il faudra vous reconnecter.',

  'signingOut.status': 'Nous avisons votre fournisseur de télé…',
  'signingOut.slow':
    'Votre fournisseur tarde à répondre. Vous pouvez continuer, nous nous en occupons.',

  'signedOut.message':
    'Cet appareil garde de son côté une connexion à votre fournisseur de télé. Pour y mettre fin aussi, déconnectez-vous dans les paramètres de l’appareil.',
  'exit.title': 'Quitter {brand}?',
  'profiles.title': 'Quelle connexion voulez-vous utiliser?',
  'support.provider': 'Fournisseur de télé',

  'confirmProvider.title': 'Se reconnecter avec {provider}?',

  'providers.title': 'Quel est votre fournisseur de télé?',
  'providers.help': 'C’est l’entreprise qui vous envoie votre facture de télé.',
  'providers.loading': 'Chargement des fournisseurs…',
  'providers.list': 'Fournisseurs de télé',
  'providers.all': 'Tous les fournisseurs de télé',
  'providers.find': 'Cherchez votre fournisseur',
  'providers.placeholder': 'Entrez les premières lettres de son nom',
  'providers.none':
    'Aucun fournisseur ne porte ce nom. Essayez avec moins de lettres, ou choisissez sur votre téléphone.',
  'providers.letter': 'Fournisseurs en {letter}',

  'problem.slow.help': 'Le service met trop de temps à répondre. Attendez un peu et réessayez.',
  'problem.busy.title': 'Le service est très occupé',
  'problem.notInPackage.title': 'Pas dans votre forfait',
  'problem.notInPackage.help':
    'Votre forfait télé ne comprend pas cette chaîne. Votre fournisseur peut l’ajouter.',
  'problem.parentalControl.help':
    'Le classement dépasse la limite fixée chez votre fournisseur. Vous pouvez la changer là-bas.',
  'problem.providerPause.title': 'Votre fournisseur a suspendu ceci',
  'problem.providerPause.help':
    'Votre fournisseur de télé ne le permet pas. Réessayez plus tard ou communiquez avec lui.',
  'problem.providerUnavailable.title': 'Fournisseur non disponible',
  'problem.providerUnavailable.help':
    'Votre fournisseur de télé ne répond pas. Réessayez dans quelques minutes.',
  'problem.stream.help': 'La diffusion s’est interrompue. Vérifiez le réseau et réessayez.',
  'problem.previewOver.help':
    'Connectez-vous avec votre fournisseur de télé pour continuer à regarder.',
  'problem.homeOnly.help':
    'Votre fournisseur ne l’autorise que sur le réseau de votre domicile. Connectez-y cet appareil, puis reconnectez-vous.',
  'problem.streamRights.help':
    'L’image n’est pas en cause\u00a0: l’autorisation a expiré. Réessayez\u00a0: votre fournisseur sera de nouveau interrogé.',
  'problem.licenceRefused.title': 'L’émission reste verrouillée',
  'problem.licenceRefused.help':
    'Le service qui déverrouille les émissions protégées a refusé celle-ci. Réessayez plus tard ou communiquez le code ci-dessous à l’assistance.',
  'problem.licenceFailed.help':
    'Le service qui déverrouille les émissions protégées ne répond pas. Réessayez dans quelques minutes.',
  'problem.unsupported.help':
    'La diffusion est prévue pour d’autres appareils. Donnez le code ci-dessous à l’assistance.',
};
