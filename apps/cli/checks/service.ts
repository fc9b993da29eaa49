import { isObject, parseObject } from '../../../core/pass/parse.ts';
import { Cancelled } from '../until.ts';
import { adviceOn, sayError } from './advice.ts';
import {
  type Bench,
  type Finding,
  isPrivateAddress,
  orWrong,
  skipped,
  well,
  wrong,
} from './bench.ts';

/** How long the service may take to say that it is there, ms. */
const patience = 10_000;
/** A computer that is off by more misjudges when codes and profiles end; ms. */
const tolerable = 60_000;

export interface Reached {
  readonly finding: Finding;
  /** ms; how far this computer's clock is ahead of the service's, when that could be read. */
  readonly ahead?: number;
}

/** One request of our own: the port of the core has no response headers, and needs none. */
export async function reach({ session }: Bench): Promise<Reached | null> {
  const { couchpass, io, platform } = session;
  const { baseUrl } = couchpass.settings.appSettings.pass;
  const began = platform.clock.now();
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(patience)]);
  const answer = await fetch(baseUrl, { method: 'HEAD', redirect: 'manual', signal }).catch(() => {
    if (io.signal.aborted) throw new Cancelled();
    return null;
  });
  if (answer === null) return null;
  const now = (began + platform.clock.now()) / 2;
  const date = Date.parse(answer.headers.get('date') ?? '');
  const how = isPrivateAddress(new URL(baseUrl))
    ? 'over http, which only this computer may use'
    : 'over https';
  const finding = well(`${baseUrl} answers ${how}`);
  return Number.isNaN(date) ? { finding } : { finding, ahead: now - date };
}

export function unreachable({ session }: Bench): Finding {
  const { baseUrl } = session.couchpass.settings.appSettings.pass;
  return wrong(
    `${baseUrl} does not answer`,
    'Look at pass.baseUrl, the name server, the firewall and the certificate.',
  );
}

export function judgeClock(ahead: number | undefined): Finding {
  if (ahead === undefined) return skipped('the service does not tell its time');
  const seconds = Math.round(Math.abs(ahead) / 1000);
  // The header counts whole seconds, and the answer was on its way.
  if (seconds <= 2) return well('this computer and the service agree');
  const found = `this computer is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} the service`;
  if (Math.abs(ahead) <= tolerable) return well(found);
  return wrong(found, 'Set the clock of this computer; televisions must survive such a clock too.');
}

/** DCR: the statement for a client, the client for a token. */
export function register({ service, session }: Bench): Promise<Finding> {
  return orWrong(
    async () => {
      await service.prepare(session.io.signal);
      return well('the statement made a client, and the client got an access token');
    },
    (error) => wrong(sayError(error), adviceOn(error)),
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

/** Adobe names no error for a domain that is not registered: the configuration tells which are. */
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
