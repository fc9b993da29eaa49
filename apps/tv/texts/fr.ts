import type { Texts } from './index.ts';

export const fr: Texts = {
  'nav.home': 'Accueil',
  'nav.account': 'Compte',
  'nav.main': 'Menu principal',
  'nav.signIn': 'Connectez-vous avec votre opérateur TV',
  'nav.toWatch': 'À regarder · {title}',

  'action.continue': 'Continuer',
  'action.newCode': 'Nouveau code',
  'action.cancel': 'Annuler',
  'action.back': 'Retour',
  'action.retry': 'Réessayer',
  'action.signIn': 'Se connecter',
  'action.signInAgain': 'Se reconnecter',
  'action.signOut': 'Se déconnecter',
  'action.stay': 'Rester connecté',
  'action.browse': 'Voir les programmes gratuits',
  'action.play': 'Lecture',
  'action.pause': 'Pause',
  'action.ok': 'OK',
  'action.otherProvider': 'Autre opérateur',
  'action.freePreview': 'Essai gratuit',
  'action.onPhone': 'Choisir sur mon téléphone',
  'action.find': 'Chercher par nom',
  'action.all': 'Tous, de A à Z',
  actions: 'Actions',

  'launch.title': 'Démarrage',
  'launch.status': 'Préparation en cours…',
  'launch.slow': 'C’est plus long que d’habitude. Vérification de la connexion…',

  'home.title': 'Accueil',
  'home.loading': 'Chargement des programmes…',
  'badge.free': 'Gratuit',
  'badge.signIn': 'Se connecter',
  'badge.live': 'En direct',
  'badge.included': 'Inclus',
  'badge.notIncluded': 'Hors de votre offre',
  'access.free': 'Gratuit',
  'access.signIn': 'Connectez-vous pour regarder',
  'access.subscription': 'Abonnement TV',
  'access.live': 'En direct',
  'access.included': 'Inclus dans votre offre',
  'access.notIncluded': 'Pas dans votre offre',
  'access.preview': 'Essai gratuit',
  'preview.left': 'Essai gratuit · encore {time}',
  'duration.hours': '{hours} h {minutes} min',
  'duration.minutes': '{minutes} min',

  'signIn.title': 'Connexion avec votre opérateur TV',
  'signIn.titleWith': 'Connexion avec {provider}',
  'signIn.step1': 'Sur votre téléphone ou ordinateur, ouvrez',
  'signIn.step2': 'Saisissez ce code',
  'signIn.step3': 'Connectez-vous là-bas. Cet écran continue tout seul.',
  'signIn.scan': 'ou scannez avec la caméra',
  'signIn.preparing': 'Préparation de votre code…',
  'signIn.waiting': 'Nous attendons votre connexion.',
  'signIn.checking': 'Nous vérifions si vous êtes connecté…',
  'signIn.notYet': 'Pas encore connecté. Terminez sur votre téléphone, puis choisissez Continuer.',
  'signIn.troubled': 'La connexion est instable. Votre code reste valable et nous réessayons.',
  'signIn.timeLeft': 'Le code est encore valable {time}.',
  'signIn.approvedTitle': 'Vous êtes connecté',
  'signIn.approved': 'Connecté avec {provider}.',
  'signIn.approvedItem': '{title} va commencer.',
  'signIn.expiredTitle': 'Ce code a expiré',
  'signIn.expired':
    'Un code n’est valable que peu de temps. Demandez-en un nouveau et recommencez sur votre téléphone.',

  'authorizing.title': 'Un instant',
  'authorizing.status': 'Nous interrogeons votre opérateur TV au sujet de {title}…',
  'authorizing.slow':
    'Votre opérateur TV tarde à répondre. Vous pouvez attendre encore ou revenir.',

  'player.title': 'Lecture\u00a0: {title}',
  'player.loading': 'Chargement',
  'player.progress': '{position} sur {duration}',
  'player.live': 'En direct',
  'player.paused': 'En pause',
  'player.playing': 'Lecture en cours',
  'player.seekHint': '10 secondes en arrière ou en avant',
  'player.previewEnding': 'Votre essai gratuit se termine dans moins d’une minute.',

  'notAvailable.item': 'Vous avez choisi {title}',
  'notAvailable.provider': 'Votre opérateur indique\u00a0:',

  'account.title': 'Compte',
  'account.provider': 'Opérateur TV',
  'account.since': 'Connecté depuis',
  'account.until': 'Connecté jusqu’au',
  'account.version': 'Version {version}',
  'account.signedOutTitle': 'Vous n’êtes pas connecté',
  'account.signedOut':
    'Connectez-vous avec votre opérateur TV pour voir tout ce que comprend votre offre.',
  'account.confirmTitle': 'Se déconnecter de {provider}\u00a0?',
  'account.confirm':
    'Les programmes gratuits restent disponibles. Pour les autres, il faudra vous reconnecter.',

  'signingOut.title': 'Déconnexion',
  'signingOut.status': 'Nous prévenons votre opérateur TV…',

  'signedOut.title': 'Vous êtes déconnecté ici',
  'signedOut.message':
    'Cet appareil garde de son côté une connexion à votre opérateur TV. Pour y mettre fin aussi, déconnectez-vous dans les réglages de l’appareil.',

  'confirmProvider.title': 'Se reconnecter avec {provider}\u00a0?',
  'confirmProvider.message':
    'Votre dernière session est terminée. Il vous faudra encore une fois votre téléphone ou ordinateur.',

  'providers.title': 'Quel est votre opérateur TV\u00a0?',
  'providers.help': 'C’est l’entreprise qui vous envoie la facture de la TV.',
  'providers.loading': 'Chargement des opérateurs TV…',
  'providers.list': 'Opérateurs TV',
  'providers.last': 'Dernier utilisé',
  'providers.all': 'Tous les opérateurs TV',
  'providers.find': 'Cherchez votre opérateur TV',
  'providers.placeholder': 'Saisissez les premières lettres de son nom',
  'providers.found': 'Trouvés\u00a0: {count}',
  'providers.none':
    'Aucun opérateur ne porte ce nom. Essayez moins de lettres, ou choisissez sur votre téléphone.',
  'providers.letters': 'Lettres',
  'providers.letter': 'Opérateurs en {letter}',
  'providers.keyboard': 'Clavier',
  'key.space': 'Espace',
  'key.erase': 'Effacer la dernière lettre',
  'key.clear': 'Tout effacer',

  'problem.support': 'Pour l’assistance\u00a0: {code}',
  'problem.supportTrace': 'Pour l’assistance\u00a0: {code} · {trace}',
  'notice.offline': 'Pas de connexion réseau. Nous reprendrons dès son retour.',
  'notice.online': 'Le réseau est de retour.',
  'notice.forgetful':
    'Ce navigateur ne nous laisse rien enregistrer. Il faudra vous reconnecter la prochaine fois.',

  'problem.offline.title': 'Pas de connexion',
  'problem.offline.help':
    'Le service est injoignable. Vérifiez le réseau de cet appareil et réessayez.',
  'problem.slow.title': 'Pas de réponse à temps',
  'problem.slow.help': 'Le service met trop de temps à répondre. Patientez un peu et réessayez.',
  'problem.busy.title': 'Le service est très sollicité',
  'problem.busy.help':
    'Beaucoup de personnes se connectent en ce moment. Attendez une minute et réessayez.',
  'problem.service.title': 'Le service a un problème',
  'problem.service.help': 'Vous n’y êtes pour rien. Réessayez dans quelques minutes.',
  'problem.setup.title': 'Cette application est mal configurée',
  'problem.setup.help':
    'Le service n’accepte pas cette application. Donnez le code ci-dessous à l’assistance.',
  'problem.signInAgain.title': 'Veuillez vous reconnecter',
  'problem.signInAgain.help': 'Votre session est terminée. Reconnectez-vous pour continuer.',
  'problem.notInPackage.title': 'Pas dans votre offre',
  'problem.notInPackage.help':
    'Votre offre TV ne comprend pas cette chaîne. Votre opérateur peut l’ajouter.',
  'problem.parentalControl.title': 'Bloqué par le contrôle parental',
  'problem.parentalControl.help':
    'La classification dépasse la limite fixée chez votre opérateur. Vous pouvez la changer là-bas.',
  'problem.providerPause.title': 'Votre opérateur a suspendu ceci',
  'problem.providerPause.help':
    'Votre opérateur TV ne le permet pas pour l’instant. Réessayez plus tard ou contactez-le.',
  'problem.providerUnavailable.title': 'Votre opérateur est indisponible',
  'problem.providerUnavailable.help':
    'Votre opérateur TV ne répond pas. Réessayez dans quelques minutes.',
  'problem.playback.title': 'Lecture impossible',
  'problem.playback.help': 'La lecture n’a pas été autorisée. Réessayez ou choisissez autre chose.',
  'problem.stream.title': 'L’image s’est arrêtée',
  'problem.stream.help': 'Le flux s’est interrompu. Vérifiez le réseau et réessayez.',
  'problem.previewOver.title': 'Votre essai gratuit est terminé',
  'problem.previewOver.help': 'Connectez-vous avec votre opérateur TV pour continuer à regarder.',
  'problem.unknown.title': 'Un problème est survenu',
  'problem.unknown.help':
    'Réessayez. Si cela se reproduit, donnez le code ci-dessous à l’assistance.',
};
