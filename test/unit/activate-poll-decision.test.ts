import { describe, expect, it } from 'vitest';
import { kindOf } from '../../apps/activate/fault.ts';
import { nextAfter, wantedBy } from '../../apps/activate/pollDecision.ts';
import { PassError } from '../../core/pass/errors.ts';
import type { Session, SessionInfo } from '../../core/pass/PassService.ts';

const login = 'https://pass.example/api/v2/authenticate/NORTHSTAR/8BLW4RW';

function session(parts: Partial<Session>): Session {
  return { actionName: '', actionType: '', reasonType: 'none', missingParameters: [], ...parts };
}

describe('what a valid code still wants', () => {
  it.each([
    [{}, ['mvpd', 'domainName', 'redirectUrl'], 'provider'],
    [{ domainName: 'a', redirectUrl: 'b' }, ['mvpd'], 'provider'],
    [{ domainName: 'a' }, [], 'provider'],
    [{ mvpd: 'ValleyCable' }, ['domainName', 'redirectUrl'], 'parameters'],
    [{ mvpd: 'ValleyCable', domainName: 'a' }, ['redirectUrl'], 'parameters'],
    [{ mvpd: 'ValleyCable', domainName: 'a', redirectUrl: 'b' }, [], 'nothing'],
  ] as const)('%j without %j: %s', (existingParameters, missingParameters, wanted) => {
    const info = { existingParameters, missingParameters, device: {} } as SessionInfo;
    expect(wantedBy(info)).toBe(wanted);
  });
});

describe('what follows a resumed session', () => {
  it.each([
    ['authenticate', 'interactive', login, 0, { does: 'open', url: login }],
    ['authenticate', '', login, 0, { does: 'open', url: login }],
    ['authenticate', 'interactive', undefined, 0, { does: 'giveUp', code: 'no_login_address' }],
    [
      'authenticate',
      'interactive',
      'javascript:x',
      0,
      { does: 'giveUp', code: 'no_login_address' },
    ],
    ['authorize', 'direct', undefined, 0, { does: 'alreadySignedIn' }],
    // The address of a session that is already entitled is not meant for a browser.
    ['authorize', 'direct', 'https://pass.example/x', 0, { does: 'alreadySignedIn' }],
    ['retry', 'direct', undefined, 0, { does: 'sendAgain' }],
    ['retry', 'direct', undefined, 1, { does: 'sendAgain' }],
    ['retry', 'direct', undefined, 2, { does: 'giveUp', code: 'still_missing' }],
    ['resume', 'direct', undefined, 0, { does: 'sendAgain' }],
    ['resume', 'direct', undefined, 2, { does: 'giveUp', code: 'still_missing' }],
    ['verify_in_person', 'interactive', login, 0, { does: 'open', url: login }],
    ['verify_in_person', 'direct', login, 0, { does: 'giveUp', code: 'unknown_action' }],
  ])('%s/%s, address %s, sent again %i times', (actionName, actionType, url, resent, next) => {
    const answer = session({ actionName, actionType, ...(url === undefined ? {} : { url }) });
    expect(nextAfter(answer, resent)).toEqual(next);
  });
});

describe('what a failure means to the viewer', () => {
  it.each([
    ['invalid_authentication_session', 'none', 400, 'code'],
    ['invalid_parameter_code', 'none', 400, 'code'],
    ['invalid_integration', 'none', 400, 'provider'],
    ['invalid_parameter_mvpd', 'none', 400, 'provider'],
    ['network_unreachable', 'retry', 0, 'offline'],
    ['network_timeout', 'retry', 0, 'offline'],
    ['throttled', 'retry', 429, 'busy'],
    ['internal_server_error', 'none', 500, 'down'],
    ['service_failed', 'none', 503, 'down'],
    ['unreadable_answer', 'retry', 200, 'down'],
    ['network_connection_timeout', 'retry', 403, 'down'],
    ['invalid_configuration_platform', 'configuration', 500, 'setup'],
    ['invalid_software_statement', 'none', 400, 'setup'],
    ['invalid_client', 'none', 400, 'setup'],
    ['unauthorized', 'none', 401, 'setup'],
    ['invalid_access_token_client_application', 'application-registration', 401, 'setup'],
    ['invalid_parameter_redirect_url', 'none', 400, 'setup'],
    ['never_heard_of', 'none', 418, 'setup'],
    ['constructor', 'toString', 503, 'down'],
    ['__proto__', 'valueOf', 400, 'setup'],
    ['never_heard_of', 'retry', 403, 'down'],
  ])('%s (%s, %i): %s', (code, action, status, kind) => {
    expect(kindOf(new PassError({ code, action, status }))).toBe(kind);
  });
});
