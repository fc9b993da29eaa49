import { IDENTITY } from './profiles.ts';
import { base64, enhancedError, ms, ok, type Sample, type SampleEnv, usedCode } from './sample.ts';
import { DEVICE } from './sessions.ts';

const JSON_BODY = 'Content-Type: application/json;charset=utf-8';
const ASK = (kind: string, resources: string[], mvpd = 'ValleyCable', more = '') =>
  `POST /api/v2/NORTHSTAR/decisions/${kind}/${mvpd} HTTP/1.1
${JSON_BODY}
${DEVICE}${more}

${JSON.stringify({ resources })}`;

const frame = (resource: string, source: string, mvpd = 'ValleyCable') => ({
  resource,
  serviceProvider: 'NORTHSTAR',
  mvpd,
  source,
});
const token = { notBefore: ms, notAfter: ms, serializedToken: base64 };
const validity = { notBefore: ms, notAfter: ms };
const permit = (...of: Parameters<typeof frame>) => ({ ...frame(...of), authorized: true, token });
const yes = (...of: Parameters<typeof frame>) => ({ ...frame(...of), authorized: true });
const no = (error: unknown, ...of: Parameters<typeof frame>) => ({
  ...frame(...of),
  authorized: false,
  error,
});
const decisions = (...list: object[]) => ok({ decisions: list });
const profileMissing = enhancedError('authenticated_profile_missing', 403, 'authentication');
const tooMany = enhancedError('too_many_resources', 403, 'configuration');

const degradation =
  (rule: 'AuthNAll' | 'AuthZAll' | 'AuthZNone') =>
  ({ sandbox }: SampleEnv) => {
    sandbox.control.rules({ degradation: { mvpd: 'ValleyCable', rule, message: 'Back at nine.' } });
    return undefined;
  };
const degradationDenies = enhancedError('authorization_denied_by_degradation_rule', 403, 'none', {
  details: 'Back at nine.',
});
const lateIn =
  (more: number) =>
  async ({ tv, sandbox }: SampleEnv) => {
    await tv.authorize('NORTHSTAR-MAIN', 'TempPass_Northstar');
    sandbox.clock.advance(more);
    return undefined;
  };
const MRSS =
  '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>NORTHSTAR-MAIN</title><media:rating scheme="urn:mpaa">pg</media:rating></channel></rss>';

const MAIN = 'NORTHSTAR-MAIN';
const SPORT = 'NORTHSTAR-SPORT';
const NEWS = 'NORTHSTAR-NEWS';
const PREVIEW = 'TempPass_Northstar';

const authorization: readonly Sample[] = [
  {
    name: 'permit',
    given: usedCode(),
    request: ASK('authorize', [MAIN]),
    ...decisions({ ...permit(MAIN, 'mvpd'), ...validity }),
  },
  {
    name: 'permit for a resource in MRSS',
    given: usedCode(),
    request: ASK('authorize', [MRSS]),
    ...decisions({ ...permit(MRSS, 'mvpd'), ...validity }),
  },
  {
    name: 'deny, which is a 200',
    given: usedCode('ValleyCable', 'casey'),
    request: ASK('authorize', [SPORT]),
    ...decisions({
      ...no(
        enhancedError('authorization_denied_by_mvpd', 403, 'none', {
          details:
            'Northstar Sport is not part of your Valley Cable package. Add Sport Plus in your Valley Cable account to watch it.',
        }),
        SPORT,
        'mvpd',
      ),
      ...validity,
    }),
  },
  {
    name: 'by the path of the cookbooks',
    given: usedCode(),
    request: ASK('authorize', [MAIN]).replace('/decisions/', '/decision/'),
    ...decisions({ ...permit(MAIN, 'mvpd'), ...validity }),
  },
  {
    name: 'without a profile',
    request: ASK('authorize', [MAIN]),
    ...decisions(no(profileMissing, MAIN, 'mvpd')),
  },
  {
    name: 'too many resources',
    given: usedCode(),
    request: ASK('authorize', [MAIN, NEWS]),
    ...decisions(no(tooMany, MAIN, 'mvpd'), no(tooMany, NEWS, 'mvpd')),
  },
  {
    name: 'AuthNAll',
    given: degradation('AuthNAll'),
    request: ASK('authorize', [MAIN]),
    ...decisions({ ...permit(MAIN, 'degradation'), ...validity }),
  },
  {
    name: 'AuthZAll, without a validity',
    given: degradation('AuthZAll'),
    request: ASK('authorize', [MAIN]),
    ...decisions(permit(MAIN, 'degradation')),
  },
  {
    name: 'AuthZNone',
    given: degradation('AuthZNone'),
    request: ASK('authorize', [MAIN]),
    ...decisions(no(degradationDenies, MAIN, 'degradation')),
  },
  {
    name: 'basic TempPass, without any call before',
    request: ASK('authorize', [MAIN], PREVIEW),
    ...decisions({ ...permit(MAIN, 'temppass', PREVIEW), ...validity }),
  },
  {
    name: 'basic TempPass that is over, inside of the decision',
    given: lateIn(601_000),
    request: ASK('authorize', [MAIN], PREVIEW),
    ...decisions({
      ...no(
        enhancedError('temporary_access_duration_limit_exceeded', 403, 'authentication'),
        MAIN,
        'temppass',
        PREVIEW,
      ),
      ...validity,
    }),
  },
  {
    name: 'promotional TempPass',
    request: ASK('authorize', [MAIN], 'TempPass_Premiere', `\nAP-TempPass-Identity: ${IDENTITY}`),
    ...decisions({ ...permit(MAIN, 'temppass', 'TempPass_Premiere'), ...validity }),
  },
  {
    name: 'promotional TempPass without an identity',
    request: ASK('authorize', [MAIN], 'TempPass_Premiere'),
    ...decisions({
      ...no(
        enhancedError('invalid_header_identity_for_temporary_access', 400, 'none'),
        MAIN,
        'temppass',
        'TempPass_Premiere',
      ),
      ...validity,
    }),
  },
];

const preauthorization: readonly Sample[] = [
  {
    name: 'permit and deny, never a token nor times',
    given: usedCode('ValleyCable', 'casey'),
    request: ASK('preauthorize', [NEWS, SPORT]),
    ...decisions(
      yes(NEWS, 'mvpd'),
      no(enhancedError('preauthorization_denied_by_mvpd', 403, 'none'), SPORT, 'mvpd'),
    ),
  },
  {
    name: 'a retry for one of them',
    given: async (world) => {
      world.sandbox.control.addFault({
        path: '/api/v2/NORTHSTAR/decisions/**',
        error: 'network_connection_timeout',
        shape: 'item',
        resources: [SPORT],
      });
      return usedCode()(world);
    },
    request: ASK('preauthorize', [NEWS, SPORT]),
    ...decisions(
      yes(NEWS, 'mvpd'),
      no(enhancedError('network_connection_timeout', 403, 'retry'), SPORT, 'mvpd'),
    ),
  },
  {
    name: 'without a profile',
    request: ASK('preauthorize', [MAIN]),
    ...decisions(no(profileMissing, MAIN, 'mvpd')),
  },
  {
    name: 'too many resources',
    given: usedCode(),
    request: ASK('preauthorize', ['1', '2', '3', '4', '5', '6']),
    ...decisions(...['1', '2', '3', '4', '5', '6'].map((one) => no(tooMany, one, 'mvpd'))),
  },
  ...(['AuthNAll', 'AuthZAll'] as const).map((rule) => ({
    name: rule,
    given: degradation(rule),
    request: ASK('preauthorize', [NEWS, SPORT]),
    ...decisions(yes(NEWS, 'degradation'), yes(SPORT, 'degradation')),
  })),
  {
    name: 'AuthZNone',
    given: degradation('AuthZNone'),
    request: ASK('preauthorize', [NEWS, SPORT]),
    ...decisions(
      no(degradationDenies, NEWS, 'degradation'),
      no(degradationDenies, SPORT, 'degradation'),
    ),
  },
  {
    name: 'TempPass',
    given: lateIn(0),
    request: ASK('preauthorize', [NEWS, SPORT], PREVIEW),
    ...decisions(yes(NEWS, 'temppass', PREVIEW), yes(SPORT, 'temppass', PREVIEW)),
  },
];

export const decisionSamples: readonly Sample[] = [
  ...authorization.map((sample) => ({
    ...sample,
    name: `Retrieve authorization decisions: ${sample.name}`,
  })),
  ...preauthorization.map((sample) => ({
    ...sample,
    name: `Retrieve preauthorization decisions: ${sample.name}`,
  })),
];
