import type { Catalogue } from '@couchpass/core';
import {
  applicationIdOn,
  describeStream,
  errorOf,
  meaningOf,
  metadataRequest,
  readNames,
} from '@couchpass/core/concurrency';
import { sayError } from './advice.ts';
import { type Bench, type Finding, notice, orWrong, skipped, well, wrong } from './bench.ts';
import { firstProtected } from './programmer.ts';

/**
 * Concurrency Monitoring: checks whether the application is registered, and whether every stream can have the
 * metadata that the policies require. No stream is started.
 */
export async function checkStreams(
  { session, ask }: Bench,
  catalogue: Catalogue | null,
): Promise<Finding> {
  const { appSettings } = session.couchpass.settings;
  const { concurrency, pass } = appSettings;
  if (!concurrency) return skipped('the settings do not name it');
  const device = await session.platform.device();
  const ids = concurrency.applicationId;
  const all = typeof ids === 'string' ? [ids] : Object.values(ids).filter((id) => id !== undefined);
  const applicationId = applicationIdOn(device.info.osName, concurrency) ?? all[0];
  if (applicationId === undefined) {
    return wrong('no application id', 'Give concurrency.applicationId an id for each platform.');
  }
  const { baseUrl } = concurrency;
  return orWrong(
    async () => {
      const response = await ask(metadataRequest({ baseUrl, applicationId }));
      if (meaningOf(response) === 'setup') {
        return wrong(
          `${baseUrl} answers ${response.status} for the application ${applicationId}`,
          'Take the id that Adobe gave this application for this environment.',
        );
      }
      if (meaningOf(response) !== 'fine') throw errorOf(response);
      const names = readNames(response);
      const item = catalogue && firstProtected(catalogue);
      const none = { attributes: {} };
      const told = item ? describeStream(item, none, device, appSettings)(names) : {};
      const ofProfile = ['hba', 'hba_status', ...Object.keys(concurrency.fromProfile ?? {})];
      const missing = names.filter((name) => !told[name] && !ofProfile.includes(name));
      const found = names.length > 0 ? `requires ${names.join(', ')}` : 'requires no metadata';
      if (item && missing.length > 0) {
        return wrong(
          `${found}; there is no ${missing.join(', ')} to send`,
          'Give it in concurrency.metadata, or name a profile attribute in concurrency.fromProfile.',
        );
      }
      const [ours, theirs] = [isStaging(pass.baseUrl), isStaging(baseUrl)];
      if (ours !== theirs) {
        return notice(
          `${found}; ${theirs ? 'staging' : 'production'}, while pass.baseUrl is not`,
          'Use both of one environment: accounts of one are not known in the other.',
        );
      }
      return well(`knows ${applicationId}, ${found}`);
    },
    (error) => wrong(`${baseUrl}: ${sayError(error)}`, 'concurrency.baseUrl must answer.'),
  );
}

const isStaging = (url: string): boolean => /(-stage|-staging)\./.test(new URL(url).hostname);
