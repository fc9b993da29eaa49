import { matching, ok, type Sample, usedCode } from './sample.ts';
import { DEVICE } from './sessions.ts';

const BYE = (mvpd: string) =>
  `GET /api/v2/NORTHSTAR/logout/${mvpd}?redirectUrl=https%3A%2F%2Fnorthstar.example%2Fbye HTTP/1.1\n${DEVICE}`;
const step = (mvpd: string, actionName: string, actionType: string, more: object = {}) =>
  ok({ logouts: { [mvpd]: { actionName, actionType, mvpd, ...more } } });

export const logouts: readonly Sample[] = [
  {
    name: 'Initiate logout: the provider has a logout page',
    given: usedCode(),
    request: BYE('ValleyCable'),
    ...step('ValleyCable', 'logout', 'interactive', {
      url: matching(
        /^\/adobe-services\/logout\?requestor_id=NORTHSTAR&mso_id=ValleyCable&redirect_url=https%3A%2F%2Fnorthstar\.example%2Fbye$/,
      ),
    }),
  },
  {
    name: 'Initiate logout: the provider has none',
    given: usedCode('Orchard'),
    request: BYE('Orchard'),
    ...step('Orchard', 'complete', 'none'),
  },
  {
    name: 'Initiate logout: nobody has signed in',
    request: BYE('ValleyCable'),
    ...step('ValleyCable', 'invalid', 'none'),
  },
  {
    name: 'Initiate logout: degraded',
    given: ({ sandbox }) => {
      sandbox.control.rules({ degradation: { mvpd: 'ValleyCable', rule: 'AuthNAll' } });
      return undefined;
    },
    request: BYE('ValleyCable'),
    ...step('ValleyCable', 'complete', 'none'),
  },
  {
    name: 'Initiate logout: TempPass',
    request: BYE('TempPass_Northstar'),
    ...step('TempPass_Northstar', 'complete', 'none'),
  },
  {
    name: 'Initiate logout: TempPass, by the path of that sample',
    request: BYE('TempPass_Northstar').replace(
      'NORTHSTAR/logout/TempPass_Northstar',
      'logout/NORTHSTAR/TempPass_Northstar',
    ),
    ...step('TempPass_Northstar', 'complete', 'none'),
  },
];
