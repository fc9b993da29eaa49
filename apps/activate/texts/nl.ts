import type { Texts } from './en.ts';

export const nl: Texts = {
  brandless: 'de tv-app',

  codeTitle: 'Verbind je tv',
  codeIntro: 'Vul de code in die op je tv-scherm staat.',
  codeFromLink: 'De code zat in de link. Controleer of je tv dezelfde code laat zien.',
  codeLabel: 'Code',
  codeHint: 'Hoofdletters of kleine letters, spaties en streepjes maken niet uit.',
  codeEmpty: 'Vul de code in die je tv laat zien.',
  codeWrong:
    'Deze code werkt niet. Vergelijk hem met je tv-scherm of vraag op de tv een nieuwe code aan.',
  next: 'Volgende',
  waitShort: 'Wacht {seconds} s',
  waitLong: 'Over {seconds} s kun je het opnieuw proberen.',
  checkingCode: 'Code controleren…',
  noPassword: '{brand} ziet het wachtwoord van je tv-aanbieder nooit.',

  confirmTitle: 'Is dit je tv?',
  asks: 'Een tv wil kijken met {brand}.',
  callsItself: 'Hij noemt zichzelf ‘{device}’.',
  onlyIfYours: 'Ga alleen verder als je dit zelf bent begonnen en de code op een tv vóór je staat.',
  connect: 'Deze tv verbinden',
  notMe: 'Ik ben dit niet begonnen',
  nextChoose:
    'Hierna kies je je tv-aanbieder en log je in op de eigen pagina van de aanbieder. {brand} ziet je wachtwoord nooit.',
  nextSignIn: 'Hierna log je in op de pagina van {provider}. {brand} ziet je wachtwoord nooit.',
  yourProvider: 'je tv-aanbieder',

  stoppedTitle: 'Er is niets verbonden',
  stoppedBody:
    'Goed dat je het hebt gecontroleerd. Heeft iemand je deze code of link gestuurd, gebruik die dan niet: die persoon zou met jouw abonnement kunnen kijken.',
  otherCode: 'Een andere code invullen',

  loadingProviders: 'Aanbieders laden…',
  providerTitle: 'Wie is je tv-aanbieder?',
  providerIntro: 'Dat is het bedrijf dat je rekening voor de tv stuurt.',
  search: 'Zoek je aanbieder',
  popular: 'Populair',
  moreProviders: 'Meer aanbieders',
  more: 'Meer tonen (nog {count})',
  matches: 'Gevonden: {count}',
  noMatch:
    'Niets gevonden voor ‘{query}’. Controleer de spelling. Een aanbieder die niet in de lijst staat, werkt niet met {brand}.',
  noProviders: 'Er kan op dit moment geen aanbieder worden gekozen.',
  opening: 'Pagina van {provider} openen…',
  back: 'Terug',

  askingTitle: 'Welkom terug',
  asking: 'We controleren of je bent ingelogd…',
  doneTitle: 'Je bent ingelogd met {provider}',
  doneTitlePlain: 'Je bent ingelogd',
  doneBody: 'Ga terug naar je tv. Die gaat vanzelf verder. Je kunt deze pagina sluiten.',
  alreadyTitle: 'Je was al ingelogd',
  alreadyBody:
    'Je hoeft hier niets meer te doen. Ga terug naar je tv, die gaat vanzelf verder. Je kunt deze pagina sluiten.',

  endedTitle: 'Deze code is verlopen',
  endedBody:
    'Als je bent ingelogd, ga dan terug naar je tv: die gaat vanzelf verder. Zo niet, vraag de tv om een nieuwe code.',

  notYetTitle: 'Je bent nog niet ingelogd',
  notYetBody:
    'De pagina van {provider} is te vroeg gesloten of liet je niet binnen. Je tv wacht nog.',
  tryAgain: 'Opnieuw proberen',
  otherProvider: 'Een andere aanbieder kiezen',
  newCode: 'Een nieuwe code invullen',

  offlineTitle: 'Geen verbinding',
  offlineBody:
    'De dienst is niet bereikbaar. Controleer je internetverbinding; open op een gastnetwerk eerst een andere pagina. Probeer het dan opnieuw.',
  portalTitle: 'Dit netwerk vraagt eerst iets',
  portalBody:
    'Open een andere pagina in deze browser, doe wat het netwerk vraagt (vaak een tik of een kamernummer), kom terug en probeer het opnieuw.',
  interceptedTitle: 'Iets anders gaf antwoord',
  interceptedBody:
    'Een filter, een proxy of een beveiligingsprogramma gaf antwoord in plaats van de dienst. Probeer het opnieuw of gebruik een ander netwerk, bijvoorbeeld mobiele data.',
  busyTitle: 'Te veel aanvragen op dit moment',
  busyBody: 'Wacht even en probeer het opnieuw. De code op je tv blijft geldig.',
  downTitle: 'De dienst heeft een storing',
  downBody: 'Het ligt niet aan je code of wachtwoord. Probeer het over een paar minuten opnieuw.',
  setupTitle: 'Deze pagina is niet goed ingesteld',
  setupBody:
    'Dat kun je hier niet oplossen. Geef aan de klantenservice van {brand} door wat hieronder staat.',
  providerFaultTitle: '{provider} kan op dit moment niet worden gebruikt',
  providerFaultBody: 'Kies een andere aanbieder of probeer het later opnieuw.',
  reference: 'Voor de klantenservice: {reference}',
  slow: 'Dit duurt langer dan normaal.',
  cancel: 'Annuleren',

  framedTitle: 'Open deze pagina apart',
  framedBody: 'Ze staat nu binnen een andere pagina. Typ voor je veiligheid zelf het adres in.',
};
