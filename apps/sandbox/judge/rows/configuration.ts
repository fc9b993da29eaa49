import { hidden, type Row, seen } from './row.ts';

export const configurationRows: readonly Row[] = [
  seen(
    'CFG-01',
    'MUST',
    ['CL', 'FAQ'],
    'Ask for the configuration only when the viewer has to pick a provider.',
    'Start the app without a login, open the provider picker, and choose.',
  ),
  seen(
    'CFG-02',
    'MUST',
    ['CL', 'FAQ'],
    'Ask for no configuration while the viewer is signed in or has temporary access.',
    'Start the app with a valid profile and play something.',
  ),
  seen(
    'CFG-03',
    'MUST',
    ['CL', 'FAQ'],
    'Ask for no configuration when the profile has expired and the remembered provider can be offered for confirmation.',
    'Let the profile expire, start the app, and sign in with the same provider.',
  ),
  hidden(
    'CFG-04',
    'MUST',
    ['CL', 'AI'],
    'Keep the id, displayName and logoUrl of the chosen provider in persistent storage and use them from then on.',
    'Whether name and logo survive a restart shows on the screen; that the id stays the same is judged as CFG-08.',
  ),
  seen(
    'CFG-05',
    'SHOULD*',
    ['CL', 'AI', 'FAQ'],
    'Keep the configuration for a short time (2 to 5 minutes), for each service provider and platform.',
    'Open the provider picker twice within two minutes.',
  ),
  seen(
    'CFG-06',
    'SHOULD',
    ['FAQ'],
    "Build the provider picker from Adobe's list, not from a list of one's own.",
    'Open the picker and choose a provider.',
  ),
  hidden(
    'CFG-07',
    'SHOULD',
    ['FAQ', 'C2S'],
    'Leave TempPass entries and providers in test out of the picker.',
    'What the picker shows is on the screen only.',
  ),
  seen(
    'CFG-08',
    'MUST',
    ['FAQ'],
    "Use the provider's id of the configuration in sessions, decisions and logout.",
    'Record the configuration and a call that names a provider.',
  ),
  hidden(
    'CFG-09',
    'SHOULD',
    ['PIG'],
    'Offer a picker in which viewers find and recognise their provider.',
    'What the picker looks like is on the screen only.',
  ),
  seen(
    'CFG-10',
    'MUST',
    ['FAQ', 'EEC'],
    'Cope with a provider whose integration was switched off: say so and show the picker again.',
    'Switch the integration off between picker and login.',
  ),
];
