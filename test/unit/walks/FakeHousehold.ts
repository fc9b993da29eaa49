import { json } from '../../support/ports.ts';
import { type Call, type Said, type Scripted, signedIn } from '../../support/scripted.ts';
import { authnToken } from '../../support/scriptedV1.ts';
import { type Provider, providers } from './steps.ts';

/**
 * The service's data about one household: the viewers who are signed in on its television, and those who
 * have just finished on the phone. Every answer about a viewer names the viewer's provider.
 */
export class FakeHousehold {
  private known = new Set<Provider>();
  private finished: readonly Provider[] = [];
  /** Logins of V1 differ by their end. */
  private logins = 0;
  private lastLogin: Provider | undefined;
  /** Called when the service reports that a stored viewer is not signed in. */
  onWord: () => void = () => {};

  /** These viewers complete the login on the phone. */
  finish(who: readonly Provider[]): void {
    this.finished = who;
    this.logins++;
  }

  /** The answers to the calls while the service works. */
  answers(log: () => Scripted['log']): Partial<Record<Call, () => Said>> {
    const urlNow = () => new URL(log().at(-1)?.url ?? 'http://x');
    const mvpdInPath = () => providers.find((mvpd) => urlNow().pathname.endsWith(`/${mvpd}`));
    const profiles = (who: Iterable<Provider>) => {
      const { profiles } = JSON.parse((signedIn() as { text: string }).text) as {
        profiles: Record<string, object>;
      };
      const entries = [...who].map((mvpd) => [mvpd, { ...profiles.ValleyCable, issuer: mvpd }]);
      if (entries.length === 0) this.onWord();
      return json(200, { profiles: Object.fromEntries(entries) });
    };
    const poll = () => {
      for (const mvpd of this.finished) this.known.add(mvpd);
      return json(200, JSON.parse((profilesOfFinished() as { text: string }).text));
    };
    const profilesOfFinished = () =>
      this.finished.length === 0 ? json(200, { profiles: {} }) : profiles(this.finished);
    const denials = (mvpd: string) =>
      json(200, {
        decisions: [
          {
            resource: 'NORTHSTAR-MAIN',
            mvpd,
            authorized: false,
            error: { status: 403, code: 'preauthorization_denied_by_mvpd', details: mvpd },
          },
        ],
      });
    const login = () => {
      const mvpd = this.finished[0];
      // V1 keeps one login per device: a new viewer's login replaces the previous one.
      if (mvpd !== this.lastLogin) this.onWord();
      this.lastLogin = mvpd;
      if (!mvpd) {
        return json(404, { status: 404, message: 'Not Found' });
      }
      return authnToken(mvpd, 1_792_592_000_000 + this.logins);
    };
    const leave = (mvpd: Provider | undefined) => {
      if (mvpd) this.known.delete(mvpd);
      this.finished = [];
    };
    return {
      configuration: () => json(200, { requestor: { mvpds: listed } }),
      config: () => json(200, { requestor: { mvpds: listed } }),
      profiles: () => profiles(this.known),
      profilesOf: () => {
        if (urlNow().pathname.endsWith('/TempPass')) return preview;
        const mvpd = mvpdInPath();
        return profiles(mvpd && this.known.has(mvpd) ? [mvpd] : []);
      },
      poll,
      preauthorize: () => denials(mvpdInPath() ?? ''),
      logout: () => {
        const mvpd = mvpdInPath();
        leave(mvpd);
        return json(200, { logouts: { [mvpd ?? '']: { actionName: 'complete', mvpd } } });
      },
      checkauthn: () => {
        if (this.finished.length > 0) return json(200, {});
        this.onWord();
        return json(403, { status: 403, message: 'Forbidden' });
      },
      authn: login,
      'v1 logout': () => {
        leave(this.finished[0]);
        return { status: 204, contentType: '', text: '' };
      },
    };
  }
}

const listed = [
  ...providers.map((id) => ({ id, displayName: id })),
  { id: 'TempPass', displayName: 'Free preview', isTempPass: true },
];

const preview = json(200, {
  profiles: {
    TempPass: {
      notBefore: 1,
      notAfter: 600_001,
      issuer: 'Adobe',
      type: 'temporary',
      attributes: {},
    },
  },
});
