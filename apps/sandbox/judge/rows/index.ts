import { authenticationRows } from './authentication.ts';
import { concurrencyRows } from './concurrency.ts';
import { configurationRows } from './configuration.ts';
import { authorizationRows, playbackRows, preauthorizationRows } from './decisions.ts';
import { deviceRows, migrationRows, serverRows } from './device.ts';
import { errorRows, securityRows, throttlingRows } from './errors.ts';
import { logoutRows, tempPassRows } from './logout.ts';
import { pollingRows } from './polling.ts';
import { registrationRows } from './registration.ts';
import type { Row } from './row.ts';
import { secondScreenRows } from './secondScreen.ts';
import { v1Rows } from './v1.ts';

export type { Level, Row } from './row.ts';

/** All rows, by phase, in the order in which an app reaches the phases. */
export const phases: ReadonlyArray<{ readonly title: string; readonly rows: readonly Row[] }> = [
  { title: 'Registration', rows: registrationRows },
  { title: 'Configuration', rows: configurationRows },
  { title: 'Authentication', rows: authenticationRows },
  { title: 'Profiles and polling', rows: pollingRows },
  { title: 'Preauthorization', rows: preauthorizationRows },
  { title: 'Authorization', rows: authorizationRows },
  { title: 'Playback and media token', rows: playbackRows },
  { title: 'Logout', rows: logoutRows },
  { title: 'TempPass', rows: tempPassRows },
  { title: 'Errors', rows: errorRows },
  { title: 'Throttling', rows: throttlingRows },
  { title: 'Security', rows: securityRows },
  { title: 'Second screen', rows: secondScreenRows },
  { title: 'Device identification', rows: deviceRows },
  { title: 'Server to server', rows: serverRows },
  { title: 'Migration and tests', rows: migrationRows },
  { title: 'REST API V1', rows: v1Rows },
  { title: 'Concurrency Monitoring', rows: concurrencyRows },
];

export const rows: readonly Row[] = phases.flatMap((phase) => phase.rows);
