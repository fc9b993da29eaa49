import type { Catalogue, Item, Problem, View } from '@couchpass/core';
import { itemsById, playableItem } from '@couchpass/core/catalogue';
import { type ExitCode, exit } from '../exit.ts';
import { fail } from '../outcome.ts';
import type { Session } from '../session.ts';
import { reportStream } from '../streams/report.ts';
import { until } from '../until.ts';
import { UsageError } from '../usage.ts';

/**
 * All steps of a television: the item from the feed, a new decision, its media token sent to the
 * playback endpoint, and the stream that the endpoint returns.
 */
export async function play(
  session: Session,
  { resource: wanted }: { readonly resource: string },
): Promise<ExitCode> {
  const { counted } = session;
  try {
    return await playItem(session, wanted);
  } finally {
    await counted?.leave();
  }
}

async function playItem(
  { couchpass, counted, io, say }: Session,
  wanted: string,
): Promise<ExitCode> {
  couchpass.start();
  const start = await until(couchpass, io.signal, whenBrowsable);
  let trouble: Problem | null = null;
  if (start.screen === 'problem') {
    // Free items can play without a sign-in.
    trouble = start.problem;
    couchpass.send({ type: 'BROWSE' });
  }
  const home = await until(couchpass, io.signal, whenCatalogueIsSettled);
  if (home.catalogue === null) return fail(say, trouble ?? (home.problem as Problem));
  const item = playableItem(find(home.catalogue, wanted), home.positions);
  if (trouble && item.access !== 'free') return fail(say, trouble);
  couchpass.send({ type: 'PLAY', item });
  const end = await until(couchpass, io.signal, whenDecided);
  if (end.screen === 'notAvailable' && counted?.crowd) {
    const { streams, message } = counted.crowd;
    say({
      event: 'crowded',
      streams: streams.map(reportStream),
      ...(message === undefined ? {} : { message }),
    });
    return exit.denied;
  }
  if (end.screen === 'notAvailable') return fail(say, end.problem);
  if (end.screen === 'signIn') {
    say({ event: 'notSignedIn' });
    return exit.denied;
  }
  const { url, type } = end.stream;
  const resource = item.resource ?? null;
  say({ event: 'stream', item: item.id, title: item.title, resource, url, type });
  return counted ? counted.run() : exit.done;
}

/** Finds an item by its id, else the first item of the resource. @throws UsageError */
function find(catalogue: Catalogue, wanted: string): Item {
  const items = itemsById(catalogue);
  const item = items.get(wanted) ?? [...items.values()].find((it) => it.resource === wanted);
  if (item === undefined) {
    throw new UsageError(`The feed has neither an item nor a resource "${wanted}".`);
  }
  return item;
}

function whenBrowsable(view: View) {
  return view.screen === 'home' || view.screen === 'problem' ? view : undefined;
}

function whenCatalogueIsSettled(view: View) {
  return view.screen === 'home' && (view.catalogue || view.problem) ? view : undefined;
}

function whenDecided(view: View) {
  const decided =
    view.screen === 'player' || view.screen === 'notAvailable' || view.screen === 'signIn';
  return decided ? view : undefined;
}
