import { isCaptivePortal } from '@couchpass/core';
import { isObject, isPage, needsProxyLogin, parseObject } from '@couchpass/core/pass';
import type { Session } from '../session.ts';
import { adviceOn, sayError } from './advice.ts';
import { ask, isNone, sayAnswer } from './ask.ts';
import {
  type Bench,
  type Finding,
  isPrivateAddress,
  notice,
  orWrong,
  skipped,
  well,
  wrong,
} from './bench.ts';

/** With a larger clock error a computer is wrong about the end of codes and profiles; ms. */
const tolerable = 60_000;

export interface Reached {
  /** `portal`: the network answers instead of the service. */
  readonly who: 'service' | 'nobody' | 'portal';
  readonly finding: Finding;
  /** An HTML page that came instead of JSON, with its probable source. */
  readonly page?: string;
  /** ms; how far this computer's clock is ahead of the service's, when that could be read. */
  readonly ahead?: number;
}

/** Sends two requests without credentials: one for the time, one to find out which server answers. */
export async function reach({ session }: Bench): Promise<Reached> {
  const { couchpass, io, platform } = session;
  const { baseUrl } = couchpass.settings.appSettings.pass;
  const began = platform.clock.now();
  const answer = await ask({ method: 'HEAD', url: baseUrl }, io.signal);
  if (isNone(answer)) {
    const advice = 'Look at pass.baseUrl, the name server, the firewall and the certificate.';
    return { who: 'nobody', finding: wrong(`${baseUrl} does not answer: ${answer.why}`, advice) };
  }
  const now = (began + platform.clock.now()) / 2;
  const date = Date.parse(answer.headers.get('date') ?? '');
  const other = await findOther(session);
  if (other?.isPortal) return { who: 'portal', finding: other.finding };
  const how = isPrivateAddress(new URL(baseUrl))
    ? 'over http, which only this computer may use'
    : 'over https';
  const finding = well(`${baseUrl} answers ${how}`);
  return {
    who: 'service',
    finding,
    ...(other ? { page: other.found } : {}),
    ...(Number.isNaN(date) ? {} : { ahead: now - date }),
  };
}

interface Other {
  /** True: the network blocks the service. False: the page may be the service's own. */
  readonly isPortal: boolean;
  readonly found: string;
  readonly finding: Finding;
}

/** The service refuses a call without a token with JSON or an empty body; other servers answer with a page. */
async function findOther({ couchpass, io }: Session): Promise<Other | undefined> {
  const { baseUrl, serviceProvider, api } = couchpass.settings.appSettings.pass;
  const name = encodeURIComponent(serviceProvider);
  const path = api === 'v1' ? `/api/v1/config/${name}` : `/api/v2/${name}/configuration`;
  const headers = { Accept: 'application/json' };
  const answer = await ask({ method: 'GET', url: baseUrl + path, headers }, io.signal);
  if (isNone(answer)) return undefined;
  const contentType = mediaType(answer.headers.get('content-type'));
  const response = { status: answer.status, contentType, text: answer.text };
  const isPortal = needsProxyLogin(answer) || isCaptivePortal(response);
  if (!isPortal && !isPage(response)) return undefined;
  const found = sayAnswer(answer);
  return {
    isPortal,
    found,
    finding: wrong(
      `${baseUrl} is answered for by somebody else: ${found}`,
      needsProxyLogin(answer)
        ? 'A proxy on the way wants a password. Whoever runs it can let this computer through.'
        : 'This network asks for something first: open a page in a browser on it, do what it asks, then try again.',
    ),
  };
}

function mediaType(header: string | null): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Adobe, "Product Announcements". */
const v1Ends =
  'Adobe ended support for REST API V1 on 31 December 2025, and has announced the end of its life for the end of 2026: sign-in and playback stop then';

export function judgeGeneration({ session }: Bench): Finding {
  const { api } = session.couchpass.settings.appSettings.pass;
  if (api === 'v2') return well('REST API V2');
  return notice(
    v1Ends,
    'Set pass.api to "v2" (the statement needs the scope api:client:v2); "migrate" says where the two differ.',
  );
}

export function judgeClock(ahead: number | undefined): Finding {
  if (ahead === undefined) return skipped('the service does not tell its time');
  const seconds = Math.round(Math.abs(ahead) / 1000);
  // The header has whole seconds, and the answer took some time.
  if (seconds <= 2) return well('this computer and the service agree');
  const found = `this computer is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} the service`;
  if (Math.abs(ahead) <= tolerable) return well(found);
  return wrong(found, 'Set the clock of this computer; televisions must survive such a clock too.');
}

/**
 * DCR: exchanges the software statement for client credentials, and those for an access token.
 * @param page the page that came instead of JSON; reported when this fails
 */
export function register({ service, session }: Bench, page?: string): Promise<Finding> {
  const whose = page === undefined ? '' : `; without a token a page answers: ${page}`;
  return orWrong(
    async () => {
      await service.prepare(session.io.signal);
      return well('the statement made a client, and the client got an access token');
    },
    (error) => wrong(sayError(error) + whose, adviceOn(error)),
  );
}

export function configure({ service, session }: Bench): Promise<Finding> {
  const { serviceProvider } = session.couchpass.settings.appSettings.pass;
  return orWrong(
    async () => {
      const providers = await service.providers(session.io.signal);
      const temporary = providers.filter(({ isTempPass }) => isTempPass).length;
      const found = `${providers.length - temporary} providers and ${temporary} TempPasses for ${serviceProvider}`;
      if (providers.length > temporary) return well(found);
      return wrong(found, 'Nobody could sign in. Switch integrations on in the TVE Dashboard.');
    },
    (error) => wrong(sayError(error), adviceOn(error)),
  );
}

/** Adobe documents no error for an unregistered domain; the configuration lists the registered ones. */
export function checkDomain({ session, configuration }: Bench): Finding {
  const { domainName } = session.couchpass.settings.appSettings.pass;
  const body = parseObject(configuration() ?? '');
  const requestor = isObject(body?.requestor) ? body.requestor : {};
  const domains = (Array.isArray(requestor.domains) ? requestor.domains : [])
    .map((domain: unknown) => (isObject(domain) ? domain.name : domain))
    .filter((name) => typeof name === 'string');
  if (domains.length === 0) return skipped('the configuration names no domains');
  if (domains.includes(domainName)) return well(`${domainName} is registered`);
  return wrong(
    `${domainName} is not registered`,
    `Registered are ${domains.join(', ')}: put one of them into pass.domainName, or register yours.`,
  );
}

export async function checkFreePreview({ service, session }: Bench): Promise<Finding> {
  const { freePreview } = session.couchpass.settings.appSettings.pass;
  if (freePreview === undefined) return skipped('the settings name none (pass.freePreview)');
  const providers = await service.providers(session.io.signal);
  const passes = providers.filter(({ isTempPass }) => isTempPass).map(({ id }) => id);
  if (passes.includes(freePreview)) return well(`${freePreview} is a TempPass of this integration`);
  const known = providers.some(({ id }) => id === freePreview);
  const choice =
    passes.length > 0 ? `TempPasses here: ${passes.join(', ')}.` : 'There is none here.';
  return wrong(
    `${freePreview} ${known ? 'is a provider, not a TempPass' : 'is not in the configuration'}`,
    `${choice} pass.freePreview wants the id of one; without it the app offers no free preview.`,
  );
}
