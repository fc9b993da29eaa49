import { describe, expect, it } from 'vitest';
import { PassError } from '../../core/index.ts';
import { ownCodes } from '../../core/pass/errorPolicy.ts';
import { createSecondScreenService } from '../../core/pass/secondScreen.ts';
import { foreignAnswers } from '../support/badAnswers.ts';
import { json, testPorts, testSettings } from '../support/ports.ts';
import type { Said } from '../support/scripted.ts';

/** The result on a phone when another server answers in the service's place, on any call and by either API. */

type Answer = Exclude<Said, 'slow'>;

/** Registration succeeds, and every later call is answered by another server. */
function phone(api: 'v1' | 'v2', foreign: () => Said) {
  const ports = testPorts(({ url }) => {
    if (url.endsWith('/register')) {
      return json(201, { client_id: 'c', client_secret: 's', grant_types: ['client_credentials'] });
    }
    if (url.endsWith('/token')) return json(201, { access_token: 't', expires_in: 21_600 });
    return foreign() as Answer;
  });
  const { pass } = testSettings.appSettings;
  return { ports, service: createSecondScreenService({ ...pass, api }, ports) };
}

const params = { mvpd: 'ValleyCable', domainName: 'a.example', redirectUrl: 'https://a.example/' };

describe.each(['v2', 'v1'] as const)('a second screen, %s', (api) => {
  it.each(Object.entries(foreignAnswers))(
    '%s is nobody’s word, and leaves what is kept',
    async (name, foreign) => {
      const { ports, service } = phone(api, foreign);
      const { signal } = new AbortController();
      const calls: Record<string, () => Promise<unknown>> = {
        providers: () => service.providers(signal),
        inspectSession: () => service.inspectSession('C0DE777', signal),
        resumeSession: () => service.resumeSession('C0DE777', params, signal),
        profilesByCode: () => service.profilesByCode('C0DE777', signal),
      };
      for (const [call, ask] of Object.entries(calls)) {
        const asked = ask().then(
          (result) => ({ result }),
          (error: unknown) => ({ error }),
        );
        await ports.clock.advance(60_000);
        const outcome = await asked;
        // V1 resumes without a request; an empty object counts as the empty body of its `checkauthn`.
        if ('result' in outcome) {
          const known = ['v1 resumeSession', ...(name === '200 {}' ? ['v1 profilesByCode'] : [])];
          expect(known, JSON.stringify(outcome.result)).toContain(`${api} ${call}`);
          continue;
        }
        expect(outcome.error, call).toBeInstanceOf(PassError);
        expect(Object.keys(ownCodes), `${call}: ${name}`).toContain(
          (outcome.error as PassError).code,
        );
      }
      expect(ports.stored.get('couchpass/client')).toMatchObject({ value: { clientId: 'c' } });
    },
  );
});
