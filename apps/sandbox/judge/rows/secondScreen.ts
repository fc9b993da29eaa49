import { hidden, type Row, seen } from './row.ts';

export const secondScreenRows: readonly Row[] = [
  hidden(
    'SCR-01',
    'MUST',
    ['C2S', 'FS', 'V1.CK'],
    'Show the code on the TV when it has no browser, with the address to open.',
    'What the TV shows is on the screen only.',
  ),
  seen(
    'SCR-02',
    'SHOULD*',
    ['CL', 'FS', 'FAQ'],
    'Check the typed code before opening /authenticate.',
    'Complete a login on the second screen.',
  ),
  seen(
    'SCR-03',
    'SHOULD',
    ['FS', 'FAQ'],
    'Say that a code is wrong or has run out, and ask for a new one.',
    'Type a wrong code on the second screen.',
  ),
  seen(
    'SCR-04',
    'MUST',
    ['FS', 'RES'],
    'Supply mvpd, domainName and redirectUrl through POST /sessions/{code} when the TV did not.',
    'Complete a login on the second screen for a TV that sent no provider.',
  ),
  seen(
    'SCR-05',
    'MUST',
    ['FS', 'C2S'],
    'Open /api/v2/authenticate/{serviceProvider}/{code} in the browser.',
    'Complete a login on the second screen.',
  ),
  seen(
    'SCR-06',
    'MUST',
    ['FS'],
    'On "authorize" tell the viewer that the TV is signed in already; do not open the login.',
    'Resume a session for a provider of which the TV has a valid profile.',
  ),
  hidden(
    'SCR-07',
    'SHOULD',
    ['C2S', 'V1.C2'],
    'The page at redirectUrl reports success and sends the viewer back to the TV.',
    'What the page says is on its screen only.',
  ),
  seen(
    'SCR-08',
    'MUST',
    ['RES', 'INF'],
    'Have an access token of its own.',
    'Look a code up on the second screen.',
  ),
];
