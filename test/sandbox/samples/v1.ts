import { type Sample, type SampleEnv, V1_DEVICE_ID, type Values, XML_TYPE } from './sample.ts';

export const HEADERS = `Authorization: Bearer {lighthouseToken}
X-Device-Info: {v1DeviceInfo}
User-Agent: HarborlineTV/2.4`;
export const DEVICE = `requestor=LIGHTHOUSE&deviceId=${V1_DEVICE_ID}`;
export const RESOURCE = 'resource=LIGHTHOUSE-MAIN';

/** The three documented ways to request a format; every page has its sample in both formats. */
const asks = {
  accept: (path: string, format: string) => [path, `Accept: application/${format}`],
  parameter: (path: string, format: string) => [
    `${path}${path.includes('?') ? '&' : '?'}format=${format}`,
    '',
  ],
  suffix: (path: string, format: string) => [path.replace(/(\?|$)/, `.${format}$1`), ''],
} as const;

type Way = keyof typeof asks;

export const call = (method: string, path: string, format: string, way: Way, headers = HEADERS) => {
  const [asked, accept] = asks[way](path, format);
  return [`${method} ${asked} HTTP/1.1`, headers, accept].filter((part) => part !== '').join('\n');
};

interface Both {
  readonly name: string;
  readonly given?: Sample['given'];
  readonly method?: string;
  readonly path: string;
  /** Absent: as a browser or the second screen's page sends it, without the device's headers. */
  readonly headers?: string;
  readonly status: number;
  readonly json: unknown;
  readonly root: string;
  /** Where it differs from the JSON's values as text. */
  readonly xml: unknown;
}

/** One documented answer in both formats, requested in each documented way. */
export function inBoth({
  name,
  given,
  method = 'GET',
  path,
  headers,
  status,
  json,
  root,
  xml,
}: Both): Sample[] {
  return (['accept', 'parameter', 'suffix'] as const).flatMap((way): Sample[] => [
    {
      name: `${name}, JSON by ${way}`,
      ...(given ? { given } : {}),
      request: call(method, path, 'json', way, headers),
      status,
      type: 'application/json',
      json,
    },
    {
      name: `${name}, XML by ${way}`,
      ...(given ? { given } : {}),
      request: call(method, path, 'xml', way, headers),
      status,
      type: XML_TYPE,
      xml: { root, value: xml },
    },
  ]);
}

export async function regcode({ lighthouse }: SampleEnv, more = ''): Promise<string> {
  const { sandbox, token } = lighthouse;
  const answer = await fetch(
    `${sandbox.url}/reggie/v1/LIGHTHOUSE/regcode.json?deviceId=${V1_DEVICE_ID}${more}`,
    { method: 'POST', headers: { authorization: `Bearer ${token}` } },
  );
  return ((await answer.json()) as { code: string }).code;
}
export const waiting = async (world: SampleEnv): Promise<Values> => ({
  code: await regcode(world),
});
export const signedIn =
  (mvpd = 'HarborTV', user = 'alex') =>
  async (world: SampleEnv): Promise<Values> => {
    const code = await regcode(world);
    world.sandbox.control.signIn({ code, mvpd, user });
    return { code };
  };
export const authorized =
  (mvpd = 'HarborTV') =>
  async (world: SampleEnv): Promise<Values> => {
    const values = await signedIn(mvpd)(world);
    const { lighthouse } = world;
    await fetch(`${lighthouse.sandbox.url}/api/v1/authorize?${DEVICE}&${RESOURCE}`, {
      headers: { authorization: `Bearer ${lighthouse.token}` },
    });
    return values;
  };
export const later =
  (hours: number, before: (world: SampleEnv) => Promise<Values>) =>
  async (world: SampleEnv): Promise<Values> => {
    const values = await before(world);
    world.sandbox.clock.advance(hours * 3_600_000);
    await world.lighthouse.renew();
    return values;
  };
export const MONTH = 31 * 24;

export const denial = {
  status: 403,
  message: 'User not authorized',
  details: 'Harbor TV knows no such channel.',
};
/** The JSON has `details: null`, the XML has no details; one message has another capital in XML. */
export const failure = (status: number, message: string, xmlMessage = message) => ({
  status,
  json: { status, message, details: null },
  root: 'error',
  xml: { status: String(status), message: xmlMessage },
});
