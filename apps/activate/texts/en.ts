/** Every text of the page. Values replace `{places}`; the other languages have the same keys and places. */
export const en = {
  brandless: 'the TV app',

  codeTitle: 'Connect your TV',
  codeIntro: 'Enter the code from your TV screen.',
  codeFromLink: 'The code came with the link. Check that your TV shows the same one.',
  codeLabel: 'Code',
  codeHint: 'Capital or small letters, spaces and dashes make no difference.',
  codeEmpty: 'Enter the code that your TV shows.',
  codeWrong:
    'This code does not work. Compare it with your TV screen, or ask the TV for a new code.',
  next: 'Next',
  waitShort: 'Wait {seconds} s',
  waitLong: 'You can try again in {seconds} s.',
  checkingCode: 'Checking the code…',
  noPassword: '{brand} never sees the password of your TV provider.',

  confirmTitle: 'Is this your TV?',
  asks: 'A TV asks to watch with {brand}.',
  callsItself: 'It calls itself “{device}”.',
  onlyIfYours: 'Continue only if you started this and the code is on a TV in front of you.',
  connect: 'Connect this TV',
  notMe: 'I did not start this',
  nextChoose:
    'Next you choose your TV provider and sign in on its own page. {brand} never sees your password.',
  nextSignIn: 'Next you sign in on the page of {provider}. {brand} never sees your password.',
  yourProvider: 'your TV provider',

  stoppedTitle: 'Nothing was connected',
  stoppedBody:
    'Good that you checked. If somebody sent you this code or link, do not use it: it would let them watch with your subscription.',
  otherCode: 'Enter another code',

  loadingProviders: 'Loading the providers…',
  providerTitle: 'Who is your TV provider?',
  providerIntro: 'It is the company your TV bill comes from.',
  search: 'Find your provider',
  popular: 'Popular',
  moreProviders: 'More providers',
  more: 'Show more ({count} left)',
  matches: 'Matches: {count}',
  noMatch:
    'Nothing found for “{query}”. Check the spelling. A provider that is not in the list does not work with {brand}.',
  noProviders: 'No provider can be chosen at the moment.',
  opening: 'Opening the page of {provider}…',
  back: 'Back',

  askingTitle: 'Welcome back',
  asking: 'Asking whether you are signed in…',
  doneTitle: 'You are signed in with {provider}',
  doneTitlePlain: 'You are signed in',
  doneBody: 'Go back to your TV. It goes on by itself. You can close this page.',
  alreadyTitle: 'You are already signed in',
  alreadyBody:
    'Nothing more to do here. Go back to your TV, it goes on by itself. You can close this page.',

  endedTitle: 'This code has run out',
  endedBody:
    'If you signed in, your TV goes on by itself: go back to it. If not, ask the TV for a new code.',

  notYetTitle: 'You are not signed in yet',
  notYetBody:
    'The page of {provider} was closed too early, or it did not let you in. Your TV still waits.',
  tryAgain: 'Try again',
  otherProvider: 'Choose another provider',
  newCode: 'Enter a new code',

  offlineTitle: 'No connection',
  offlineBody:
    'The service cannot be reached. Check your internet connection; on a network for guests, open another page first. Then try again.',
  portalTitle: 'This network asks for something first',
  portalBody:
    'Open another page in this browser, do what the network asks (often a tap or a room number), then come back and try again.',
  interceptedTitle: 'Something else answered',
  interceptedBody:
    'A filter, a proxy or a security program answered in place of the service. Try again, or use another network, such as mobile data.',
  busyTitle: 'Too many requests just now',
  busyBody: 'Wait a moment, then try again. The code on your TV stays valid.',
  downTitle: 'The service has a problem',
  downBody: 'It has nothing to do with your code or password. Try again in a few minutes.',
  setupTitle: 'This page is not set up correctly',
  setupBody: 'You cannot mend this here. Tell the support of {brand} what is written below.',
  providerFaultTitle: '{provider} cannot be used at the moment',
  providerFaultBody: 'Choose another provider, or try again later.',
  reference: 'For support: {reference}',
  slow: 'This takes longer than usual.',
  cancel: 'Cancel',

  framedTitle: 'Open this page by itself',
  framedBody: 'It was put inside another page. For your safety, type its address yourself.',
};

export type Texts = { readonly [Key in keyof typeof en]: string };
