import { describe, expect, it } from 'vitest';
import { pathPart } from '../../core/pass/pathPart.ts';
import * as v1 from '../../core/pass/v1/requests.ts';
import * as v2 from '../../core/pass/v2/requests.ts';

const half = 'Valley \ud800/+?';
const written = 'Valley%20%EF%BF%BD%2F%2B%3F';

describe('a part of a path', () => {
  it.each([
    ['', ''],
    ['Valley Cable', 'Valley%20Cable'],
    ['a/b?c#d+e%', 'a%2Fb%3Fc%23d%2Be%25'],
    ['日本 🙂', '%E6%97%A5%E6%9C%AC%20%F0%9F%99%82'],
    [half, written],
  ])('%j is %s', (text, part) => expect(pathPart(text)).toBe(part));

  it('is written of whatever a service calls a provider or a code', () => {
    const paths = [
      v2.profilesOfRequest('N', half).path,
      v2.profilesByCodeRequest('N', half).path,
      v2.authorizeRequest('N', half, ['R']).path,
      v2.preauthorizeRequest('N', half, ['R']).path,
      v2.logoutRequest('N', half, 'https://n/').path,
      v2.resumeSessionRequest('N', half, {}).path,
      v2.inspectSessionRequest('N', half).path,
      v2.authenticatePath('N', half),
      v1.checkAuthnByCodeRequest('N', half).path,
      v1.regcodeRecordRequest('N', half).path,
      v1.preauthorizeByCodeRequest('N', half, ['R']).path,
    ];
    for (const path of paths) expect(path).toContain(`/${written}`);
  });
});
