import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { playbackRequest } from '../../core/catalogue/playback.ts';
import { feedRequest } from '../../core/catalogue/readFeed.ts';
import { Memory } from '../../core/memory/Memory.ts';
import { createPassService } from '../../core/pass/createPassService.ts';
import { deviceIdentifierHeader, deviceInfoHeader } from '../../core/pass/deviceInfo.ts';
import { PassError } from '../../core/pass/errors.ts';
import type { PassService } from '../../core/pass/PassService.ts';
import type { HttpRequest, HttpResponse } from '../../core/ports.ts';
import { root } from '../../tools/paths.ts';
import { deviceInfo, json, testPorts, testSettings } from '../support/ports.ts';
import { inTime } from '../support/TestClock.ts';
import { answerCases, readers } from './cases.ts';

/**
 * Requests to the service and the meaning of its answers, as data: the TypeScript core must match it, and
 * so must every implementation in another language.
 */
export interface Vectors {
  /** The inputs of a request besides its own parameters. */
  readonly given: {
    readonly baseUrl: string;
    readonly serviceProvider: string;
    readonly softwareStatement: string;
    readonly accessToken: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly grantType: string;
    /** Headers of a device. */
    readonly deviceIdentifier: string;
    readonly deviceInfo: string;
  };
  readonly requests: readonly RequestVector[];
  readonly answers: readonly AnswerVector[];
}

export interface RequestVector {
  readonly call: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly request: HttpRequest;
}

export interface AnswerVector {
  readonly reader: string;
  readonly name: string;
  readonly response: HttpResponse;
  /** As JSON; errors without their message. */
  readonly read: { readonly value: unknown } | { readonly error: unknown };
}

export const vectorsFile = join(root, 'test/vectors/messages.json');

export const readVectors = async (): Promise<Vectors> =>
  JSON.parse(await readFile(vectorsFile, 'utf8')) as Vectors;

const odd = 'Été & 1/2 ?#+*~(\'")!';
const spaced = 'https://northstar.example/done?a=b&c=d e';

type Call = (service: PassService) => Promise<unknown>;
const neverAborts = new AbortController().signal;

/** Calls as the chart's actors make them. */
const calls: readonly [string, Record<string, unknown>, Call][] = [
  ['configuration', {}, (service) => service.providers(neverAborts)],
  ['createSession', {}, (service) => service.createSession({}, neverAborts)],
  ...[
    { mvpd: 'ValleyCable', domainName: 'northstar.example', redirectUrl: spaced },
    { mvpd: odd },
  ].map((parameters): (typeof calls)[number] => [
    'createSession',
    parameters,
    (service) => service.createSession(parameters, neverAborts),
  ]),
  ['profiles', {}, (service) => service.profiles(neverAborts)],
  ...['ValleyCable', odd].map((mvpd): (typeof calls)[number] => [
    'profilesOf',
    { mvpd },
    (service) => service.profilesOf(mvpd, neverAborts),
  ]),
  ...['K7Q2M9D', '../x?y#z'].map((code): (typeof calls)[number] => [
    'profilesByCode',
    { code },
    (service) => service.profilesByCode(code, neverAborts),
  ]),
  ...['NORTHSTAR-MAIN', 'a "quoted" \\ Été\n🎬'].map((resource): (typeof calls)[number] => [
    'authorize',
    { mvpd: 'ValleyCable', resources: [resource] },
    (service) => service.authorize('ValleyCable', resource, neverAborts),
  ]),
  [
    'preauthorize',
    { mvpd: odd, resources: ['A', 'B'] },
    (service) => service.preauthorize(odd, ['A', 'B'], neverAborts),
  ],
  [
    'logout',
    { mvpd: 'ValleyCable', redirectUrl: spaced },
    (service) => service.logout('ValleyCable', spaced, neverAborts),
  ],
];

const credentials = {
  client_id: 'c 1',
  client_secret: 's&=é',
  grant_types: ['client_credentials'],
};

/** The requests that the core makes now, and the answers as it reads them now. */
export async function vectorsOfCore(): Promise<Vectors> {
  const { pass } = testSettings.appSettings;
  const ports = testPorts(({ url }) => {
    if (url.endsWith('/register')) return json(201, credentials);
    if (url.endsWith('/token')) return json(201, { access_token: 't.o.k', expires_in: 86_400 });
    const decisions = [{ resource: 'A', authorized: false }];
    return json(200, {
      profiles: {},
      logouts: {},
      mvpds: [],
      actionName: 'authenticate',
      decisions,
    });
  });
  const service = createPassService(pass, ports, new Memory(ports.storage));
  const requests: RequestVector[] = [];
  for (const [call, parameters, make] of calls) {
    await inTime(ports.clock, make(service).catch(ignore));
    const [first, second, last] = ports.requests.splice(0);
    if (first && second && last) {
      requests.push({ call: 'register', parameters: {}, request: first });
      requests.push({ call: 'token', parameters: {}, request: second });
    }
    requests.push({ call, parameters, request: (last ?? first) as HttpRequest });
  }
  const playback = { url: 'https://northstar.example/play', item: odd, mediaToken: 'a.b+c/d==' };
  requests.push(
    { call: 'feed', parameters: { url: '/feed.json' }, request: feedRequest('/feed.json') },
    {
      call: 'playback',
      parameters: playback,
      request: playbackRequest(playback.url, playback.item, playback.mediaToken),
    },
  );
  return {
    given: {
      baseUrl: pass.baseUrl,
      serviceProvider: pass.serviceProvider,
      softwareStatement: pass.softwareStatement,
      accessToken: 't.o.k',
      clientId: credentials.client_id,
      clientSecret: credentials.client_secret,
      grantType: 'client_credentials',
      deviceIdentifier: deviceIdentifierHeader('device-1'),
      deviceInfo: deviceInfoHeader(deviceInfo, pass.serviceProvider),
    },
    requests,
    answers: answerCases.map((one) => ({ ...one, read: readingOf(one.reader, one.response) })),
  };
}

function readingOf(reader: string, response: HttpResponse): AnswerVector['read'] {
  try {
    return { value: asJson(readers[reader]?.(response)) };
  } catch (error) {
    if (!(error instanceof PassError)) throw error;
    return { error: asJson(error) };
  }
}

/** Errors without their message, because each language words its own. */
function asJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_, each: unknown) => {
    if (!(each instanceof PassError)) return each;
    const { code, action, status, details, trace } = each;
    return { code, action, status, details, trace };
  });
  return JSON.parse(text);
}

/** The result of a call does not matter here; its request does. */
function ignore(error: unknown): void {
  if (!(error instanceof PassError)) throw error;
}
