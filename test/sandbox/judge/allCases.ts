import { authenticationCases } from './cases/authentication.ts';
import type { Cases } from './cases/case.ts';
import { configurationCases } from './cases/configuration.ts';
import { authorizationCases, playbackCases, preauthorizationCases } from './cases/decisions.ts';
import { deviceCases, migrationCases, serverCases } from './cases/device.ts';
import { errorCases, securityCases, throttlingCases } from './cases/errors.ts';
import { logoutCases, tempPassCases } from './cases/logout.ts';
import { pollingCases } from './cases/polling.ts';
import { registrationCases } from './cases/registration.ts';
import { secondScreenCases } from './cases/secondScreen.ts';
import { v1Cases } from './cases/v1.ts';

/** Traffic that meets and that breaks each rule. */
export const allCases: Cases = {
  ...registrationCases,
  ...configurationCases,
  ...authenticationCases,
  ...pollingCases,
  ...preauthorizationCases,
  ...authorizationCases,
  ...playbackCases,
  ...logoutCases,
  ...tempPassCases,
  ...errorCases,
  ...throttlingCases,
  ...securityCases,
  ...secondScreenCases,
  ...deviceCases,
  ...serverCases,
  ...migrationCases,
  ...v1Cases,
};
