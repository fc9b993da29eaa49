import type { Catalogue, Item } from '@couchpass/core';
import { playbackRequest } from '@couchpass/core/catalogue';
import { isNotAllowed, isNotFound, isSuccess, isWhole } from '@couchpass/core/pass';
import { checkStore, StoreError } from '../store.ts';
import { sayError } from './advice.ts';
import {
  type Bench,
  type Finding,
  isPrivateAddress,
  orWrong,
  skipped,
  well,
  wrong,
} from './bench.ts';

/** Checks the programmer's own servers (second-screen page, playback endpoint) and the store. */

export const probe = { key: 'doctor/probe', token: 'made-up-by-pass-doctor' };

export function checkActivate({ session, ask }: Bench): Promise<Finding> {
  const { activateUrl: url } = session.couchpass.settings.appSettings.pass;
  const advice =
    'Viewers type this address (pass.activateUrl): the second-screen page must be there.';
  return orWrong(
    async () => {
      const answer = await ask({
        method: 'GET',
        url,
        headers: {},
        followsRedirects: true,
      });
      const { status, contentType } = answer;
      const isPage = isWhole(answer) && contentType === 'text/html';
      if (isPage)
        return well(
          `${url} is a page${isPrivateAddress(new URL(url)) ? ', on this computer' : ''}`,
        );
      return wrong(`${url} answers ${status} ${contentType || 'without a type'}`, advice);
    },
    () => wrong(`${url} does not answer`, advice),
  );
}

/** The playback endpoint must refuse an invented token. */
export function checkPlayback(
  { session, ask }: Bench,
  catalogue: Catalogue | null,
): Promise<Finding> {
  const { playbackUrl } = session.couchpass.settings.appSettings.catalogue;
  const item = catalogue && firstProtected(catalogue);
  if (!item) return Promise.resolve(skipped('the feed has no item to ask for'));
  return orWrong(
    async () => {
      const answer = await ask(playbackRequest(playbackUrl, item.id, probe.token));
      const found = `${answer.status} for a made-up media token`;
      if (isNotAllowed(answer)) return well(found);
      if (isSuccess(answer)) {
        return wrong(
          found,
          'It gives streams to anybody. Verify the media token before answering.',
        );
      }
      if (isNotFound(answer)) return wrong(found, `It does not know the feed's item ${item.id}.`);
      return wrong(found, '401 or 403 is right: the app tells them from a failure.');
    },
    (error) => wrong(sayError(error), `catalogue.playbackUrl (${playbackUrl}) must answer a POST.`),
  );
}

export function firstProtected({ rows }: Catalogue): Item | undefined {
  return rows.flatMap(({ items }) => items).find(({ access }) => access === 'subscription');
}

export async function checkStorage({ session }: Bench): Promise<Finding> {
  const { storage } = session.platform;
  try {
    await checkStore(session.directory);
    await storage.set(probe.key, true);
    const kept = (await storage.get(probe.key)) === true;
    await storage.delete(probe.key);
    if (kept) return well('can be written and read');
    return wrong('does not keep what is written', 'Choose another folder with --store.');
  } catch (error) {
    if (error instanceof StoreError) return wrong(`${error.path} ${error.wrong}`, error.advice);
    const code = (error as NodeJS.ErrnoException).code ?? 'refused';
    return wrong(
      `cannot be written (${code})`,
      'A sign-in would be forgotten. Make the folder writable, or choose another with --store.',
    );
  }
}
