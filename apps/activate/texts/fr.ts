import type { Texts } from './en.ts';

export const fr: Texts = {
  brandless: 'l’application TV',

  codeTitle: 'Connectez votre téléviseur',
  codeIntro: 'Saisissez le code affiché sur votre téléviseur.',
  codeFromLink: 'Le code était dans le lien. Vérifiez que votre téléviseur affiche le même.',
  codeLabel: 'Code',
  codeHint: 'Majuscules ou minuscules, espaces et tirets n’ont pas d’importance.',
  codeEmpty: 'Saisissez le code affiché par votre téléviseur.',
  codeWrong:
    'Ce code ne fonctionne pas. Comparez-le avec l’écran du téléviseur ou demandez-y un nouveau code.',
  next: 'Suivant',
  waitShort: 'Patientez {seconds} s',
  waitLong: 'Vous pourrez réessayer dans {seconds} s.',
  checkingCode: 'Vérification du code…',
  noPassword: '{brand} ne voit jamais le mot de passe de votre fournisseur TV.',

  confirmTitle: 'Est-ce votre téléviseur ?',
  asks: 'Un téléviseur demande à regarder {brand}.',
  callsItself: 'Il se présente sous le nom « {device} ».',
  onlyIfYours:
    'Continuez seulement si la demande vient de vous et si ce code est affiché sur un téléviseur devant vous.',
  connect: 'Connecter ce téléviseur',
  notMe: 'Je n’ai rien demandé',
  nextChoose:
    'Vous choisirez ensuite votre fournisseur TV et vous vous connecterez sur sa propre page. {brand} ne voit jamais votre mot de passe.',
  nextSignIn:
    'Vous vous connecterez ensuite sur la page de {provider}. {brand} ne voit jamais votre mot de passe.',
  yourProvider: 'votre fournisseur TV',

  stoppedTitle: 'Rien n’a été connecté',
  stoppedBody:
    'Vous avez bien fait de vérifier. Si quelqu’un vous a envoyé ce code ou ce lien, ne l’utilisez pas : cette personne pourrait regarder la télévision avec votre abonnement.',
  otherCode: 'Saisir un autre code',

  loadingProviders: 'Chargement des fournisseurs…',
  providerTitle: 'Quel est votre fournisseur TV ?',
  providerIntro: 'C’est l’entreprise qui vous envoie la facture de télévision.',
  search: 'Trouver votre fournisseur',
  popular: 'Les plus demandés',
  moreProviders: 'Autres fournisseurs',
  more: 'Afficher la suite ({count} restants)',
  matches: 'Résultats : {count}',
  noMatch:
    'Aucun résultat pour « {query} ». Vérifiez l’orthographe. Un fournisseur absent de la liste ne fonctionne pas avec {brand}.',
  noProviders: 'Aucun fournisseur ne peut être choisi pour le moment.',
  opening: 'Ouverture de la page de {provider}…',
  back: 'Retour',

  askingTitle: 'Heureux de vous revoir',
  asking: 'Nous vérifions si vous êtes connecté…',
  doneTitle: 'Vous êtes connecté avec {provider}',
  doneTitlePlain: 'Vous êtes connecté',
  doneBody: 'Retournez à votre téléviseur : il continue tout seul. Vous pouvez fermer cette page.',
  alreadyTitle: 'Vous étiez déjà connecté',
  alreadyBody:
    'Vous n’avez plus rien à faire ici. Retournez à votre téléviseur : il continue tout seul. Vous pouvez fermer cette page.',

  endedTitle: 'Ce code a expiré',
  endedBody:
    'Si vous vous êtes connecté, retournez à votre téléviseur : il continue tout seul. Sinon, demandez-lui un nouveau code.',

  notYetTitle: 'Vous n’êtes pas encore connecté',
  notYetBody:
    'La page de {provider} a été fermée trop tôt ou ne vous a pas laissé entrer. Votre téléviseur attend toujours.',
  tryAgain: 'Réessayer',
  otherProvider: 'Choisir un autre fournisseur',
  newCode: 'Saisir un nouveau code',

  offlineTitle: 'Pas de connexion',
  offlineBody:
    'Le service est injoignable. Vérifiez votre connexion internet ; sur un réseau pour invités, ouvrez d’abord une autre page. Puis réessayez.',
  portalTitle: 'Ce réseau demande d’abord quelque chose',
  portalBody:
    'Ouvrez une autre page dans ce navigateur, faites ce que le réseau demande (souvent un simple geste ou un numéro de chambre), puis revenez ici et réessayez.',
  interceptedTitle: 'Autre chose a répondu',
  interceptedBody:
    'Un filtre, un proxy ou un logiciel de sécurité a répondu à la place du service. Réessayez, ou utilisez un autre réseau, par exemple les données mobiles.',
  busyTitle: 'Trop de demandes en ce moment',
  busyBody: 'Patientez un instant, puis réessayez. Le code de votre téléviseur reste valable.',
  downTitle: 'Le service rencontre un problème',
  downBody: 'Votre code et votre mot de passe n’y sont pour rien. Réessayez dans quelques minutes.',
  setupTitle: 'Cette page est mal configurée',
  setupBody:
    'Vous ne pouvez pas y remédier ici. Communiquez à l’assistance de {brand} ce qui est écrit ci-dessous.',
  providerFaultTitle: '{provider} n’est pas disponible pour le moment',
  providerFaultBody: 'Choisissez un autre fournisseur ou réessayez plus tard.',
  reference: 'Pour l’assistance : {reference}',
  slow: 'Cela prend plus de temps que d’habitude.',
  cancel: 'Annuler',

  framedTitle: 'Ouvrez cette page seule',
  framedBody:
    'Elle est affichée à l’intérieur d’une autre page. Par sécurité, saisissez vous-même son adresse.',
};
