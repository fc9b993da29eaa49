import { isOver, needsSomethingFirst } from '@couchpass/core/pass';
import type { TokenKind } from '../args.ts';
import { sayTime } from '../time.ts';
import type { CallReport, ReportedAttribute, ReportedProfile } from './report.ts';

/** The answer to one call as text. */
export function sayCall(report: CallReport): string {
  switch (report.event) {
    case 'providers':
      return sayProviders(report.providers);
    case 'profiles':
      return report.profiles.length === 0
        ? 'There is no profile.'
        : report.profiles.map(sayProfile).join('\n');
    case 'session':
      return saySession(report);
    case 'noSession':
      return `No session lives under this code: it is mistyped, used up or expired. (code ${report.code})`;
    case 'resumed':
      return sayResumed(report);
    case 'regcode':
      return sayLines(`Code: ${report.code}`, sayUntil(report.until), nameFromMvpdId(report.mvpd));
    case 'regcodeDeleted':
      return 'The code is taken back.';
    case 'checkauthn':
      return report.signedIn ? '200: signed in.' : '403: not signed in.';
    case 'token':
      return sayLines(
        `200: ${tokens[report.kind]}${sayResource(report.resource)}.`,
        nameFromMvpdId(report.mvpd),
        sayUntil(report.until),
      );
    case 'noToken':
      return `${report.status}: ${sayNoToken(report)} (code ${report.code})`;
    case 'metadata':
      return report.known
        ? sayLines(
            report.updated && `As of ${sayTime(report.updated)}.`,
            ...report.attributes.map(sayAttribute),
          )
        : '404: the provider told nothing of this viewer.';
    case 'preview':
      return `204: this device may watch with ${report.mvpd} now.`;
  }
}

const tokens: Readonly<Record<TokenKind, string>> = {
  authn: 'this device is signed in',
  authz: 'permitted',
  media: 'a media token can be had (it is not shown)',
};

/** The statuses of "Retrieve Authentication Token", "Retrieve Authorization Token" and "Obtain Short Media Token". */
function sayNoToken(report: CallReport & { event: 'noToken' }): string {
  const { kind, resource } = report;
  const what = sayResource(resource);
  if (kind === 'authn') {
    return isOver(report)
      ? 'the login of this device is over. "login" makes a new one.'
      : 'this device has no login. "login" makes one.';
  }
  if (needsSomethingFirst(report))
    return 'this device has no login, so there is no decision. "login" comes first.';
  if (isOver(report)) return `the decision${what} has expired. "authorize" asks for a new one.`;
  if (kind === 'authz') return `nobody has permitted anything${what} yet. "authorize" asks.`;
  return `there is no decision${what} for a media token. "login" and "authorize" come first.`;
}

function sayProviders(list: (CallReport & { event: 'providers' })['providers']): string {
  const width = Math.max(0, ...list.map(({ id }) => id.length));
  const lines = list.map(
    ({ id, displayName, isTempPass }) =>
      `${id.padEnd(width)}  ${displayName}${isTempPass ? ' (TempPass)' : ''}`,
  );
  return [`${list.length} provider${list.length === 1 ? '' : 's'}`, ...lines].join('\n');
}

function sayProfile(profile: ReportedProfile): string {
  const { mvpd, type, issuer, until, attributes } = profile;
  const by = issuer === mvpd ? '' : `, from ${issuer}`;
  return sayLines(
    `${mvpd}: ${type}${by}, until ${sayTime(until)}`,
    ...attributes.map(sayAttribute),
  );
}

function sayAttribute({ name, encrypted, value }: ReportedAttribute): string {
  if (encrypted) return `  ${name}: encrypted`;
  return `  ${name}: ${value === undefined ? 'told, not shown' : JSON.stringify(value)}`;
}

function saySession(report: CallReport & { event: 'session' }): string {
  const { existing, missing, device, until, url } = report;
  const { vendor, model, type } = device;
  const asks = [vendor, model].filter((part) => part !== undefined).join(' ');
  return sayLines(
    `Device: ${asks || 'unknown'}${type === undefined ? '' : ` (${type})`}`,
    ...Object.entries(existing).map(([name, value]) => `Is there: ${name} = ${value}`),
    ...missing.map((name) => `Missing: ${name}`),
    url === undefined ? undefined : `Nothing is missing. The login: ${url}`,
    sayUntil(until),
  );
}

function sayResumed({
  action,
  reason,
  missing,
  mvpd,
  url,
}: CallReport & { event: 'resumed' }): string {
  const next =
    action === 'authenticate'
      ? `Next: the login with the provider, in a browser: ${url}`
      : action === 'authorize'
        ? `No login is needed (${reason}): the device that asked can go on.`
        : `Next: ${action}`;
  return sayLines(next, nameFromMvpdId(mvpd), ...missing.map((name) => `Missing: ${name}`));
}

function sayUntil(until: string | undefined): string | undefined {
  return until === undefined ? undefined : `Good until ${sayTime(until)}.`;
}

function nameFromMvpdId(mvpd: string | undefined): string | undefined {
  return mvpd === undefined ? undefined : `Provider: ${mvpd}`;
}

function sayResource(resource: string | undefined): string {
  return resource === undefined ? '' : ` for ${resource}`;
}

function sayLines(...lines: (string | undefined)[]): string {
  return lines.filter((line) => line !== undefined && line !== '').join('\n');
}
