import { hidden, type Row, seen } from './row.ts';

export const deviceRows: readonly Row[] = [
  seen(
    'DEV-01',
    'MUST*',
    ['CL', 'HDI', 'AI', 'CFA'],
    'Send AP-Device-Identifier on every V2 request whose reference lists it as required.',
    'Record any call about profiles, sessions, decisions or logout.',
  ),
  seen(
    'DEV-02',
    'MUST',
    ['HDI'],
    'Its form is "fingerprint", a space, and the identifier as Base64.',
    'Record any call with the header.',
  ),
  seen(
    'DEV-03',
    'MUST',
    ['CL', 'AI', 'HDI'],
    'The value does not change over restart, reboot and update.',
    'Record three calls with the header, with a restart among them.',
  ),
  hidden(
    'DEV-04',
    'MUST',
    ['CL', 'HDI'],
    'Where the hardware has no identifier, make one and keep it in persistent storage.',
    'Where a value comes from and is kept cannot be seen; that it stays the same is judged as DEV-03.',
  ),
  seen(
    'DEV-05',
    'SHOULD',
    ['HDI'],
    'Hash identifiers that the system gives out with SHA-256.',
    'Record a call of a device whose identifier is a hash or a hardware number.',
  ),
  seen(
    'DEV-06',
    'MUST',
    ['HDI', 'TP'],
    'The value is unique to the device.',
    'Record two devices.',
  ),
  seen(
    'DEV-07',
    'MUST*',
    ['CL', 'HXD', 'FAQ'],
    'Send X-Device-Info, which describes the streaming device, on every V2 request; browsers may leave it out.',
    'Record two calls with the header.',
  ),
  seen(
    'DEV-08',
    'MUST',
    ['HXD', 'CL', 'FAQ'],
    'It is Base64 of JSON with model, version, osName, osVersion and connectionType.',
    'Record any call with the header.',
  ),
  seen(
    'DEV-09',
    'MUST',
    ['HXD'],
    'Keys with a list of values take a value of that list.',
    'Record any call with the header.',
  ),
  seen(
    'DEV-10',
    'MUST',
    ['FAQ'],
    'When device identifier, credentials or statement change, expect all profiles to be gone.',
    'Order invalid_access_token_client_application once, and use the app.',
  ),
  seen(
    'DEV-11',
    'MUST',
    ['AMZ', 'SSO'],
    'Single sign-on in use: send the token header on all requests for which the flow names it.',
    'Sign in by platform identity or service token, and use the app.',
  ),
  seen(
    'DEV-12',
    'MUST',
    ['APP'],
    'Apple: send AP-Partner-Framework-Status where it is required.',
    'Sign in through the Apple framework and play something.',
  ),
];

export const serverRows: readonly Row[] = [
  seen(
    'SRV-01',
    'MUST*',
    ['THR', 'S2S'],
    "Forward the device's public address in X-Forwarded-For.",
    'Record a server that calls for two devices in turn.',
  ),
  seen(
    'SRV-02',
    'MUST',
    ['S2S', 'CL'],
    "Pass on the device's own identifier and information.",
    'Record a server that calls for two devices in turn.',
  ),
  hidden(
    'SRV-03',
    'MUST',
    ['S2S'],
    'Keep DNS answers for no longer than 30 seconds.',
    'Name resolution is not part of HTTP traffic.',
  ),
  seen(
    'SRV-04',
    'SHOULD',
    ['FAQ'],
    'Keep the configuration on the server for each platform type.',
    'Record a server that shows pickers to two devices.',
  ),
  hidden(
    'SRV-05',
    'MUST',
    ['S2S'],
    'Respect the validity of profiles and decisions in caches.',
    "What a programmer's server answers its own apps is not part of this traffic.",
  ),
];

export const migrationRows: readonly Row[] = [
  seen(
    'MIG-01',
    'MUST',
    ['FAQ'],
    'One version of an app uses V2 for all calls, without V1 or SDK calls.',
    'Record any V2 call.',
  ),
  hidden(
    'MIG-02',
    'MUST',
    ['FAQ'],
    'After the update ask viewers to log in again.',
    'The updated app has new credentials, so nothing in its calls ties it to the app that it was.',
  ),
  hidden(
    'MIG-03',
    'MUST',
    ['CL', 'AI'],
    'Test end to end outside of production first, on all platforms.',
    'Plans and reports of tests are no traffic.',
  ),
];
