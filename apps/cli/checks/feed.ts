import type { Catalogue, FeedIssue, LossReason, NoteReason } from '@couchpass/core';
import {
  countOf,
  createAvailabilityFilter,
  feedRequest,
  itemsById,
  parseFeed,
  resourcesOf,
} from '@couchpass/core/catalogue';
import { sayError } from './advice.ts';
import { type Bench, type Finding, orWrong, well, wrong } from './bench.ts';

export interface FeedFinding {
  readonly finding: Finding;
  /** null when there is nothing to show. */
  readonly catalogue: Catalogue | null;
}

export async function checkFeed({ session, ask }: Bench): Promise<FeedFinding> {
  const { feedUrl } = session.couchpass.settings.appSettings.catalogue;
  let catalogue: Catalogue | null = null;
  const finding = await orWrong(
    async () => {
      const parsed = parseFeed(await ask(feedRequest(feedUrl), 'silence'));
      if (parsed.rows.length > 0) catalogue = parsed;
      return judge(parsed, session.platform.clock.now());
    },
    (error) =>
      wrong(
        `${feedUrl}: ${sayError(error)}`,
        "catalogue.feedUrl must answer 200 with JSON in the shape of Roku's Direct Publisher, or with MRSS.",
      ),
  );
  return { finding, catalogue };
}

/** Number of names that are listed at most. */
const mostNames = 6;

const lost: Readonly<Record<LossReason, string>> = {
  notAnObject: 'no object',
  noId: 'without an id',
  noTitle: 'without a title',
  noVideo: 'free, but without a video',
  noEpisodes: 'series without an episode that can be shown',
  sameId: 'the same id again',
};

const noted: Readonly<Record<NoteReason, string>> = {
  otherTitleSameId: 'another title under an id that was taken',
  noResource: 'for subscribers, but of no resource',
  unknownVideoType: 'videos of a type that is not known',
  brokenDate: 'dates that cannot be read',
  playlistMisses: 'ids in playlists that the feed does not have',
  noSuchPlaylist: 'categories of a playlist that does not exist',
  emptyCategory: 'categories of nothing',
  namelessCategory: 'categories without a name',
};

/** Lost items, and items without the decision that their own data requires, are wrong; others are only reported. */
function judge(catalogue: Catalogue, now: number): Finding {
  const { rows, report } = catalogue;
  const items = [...itemsById(catalogue).values()];
  const resources = resourcesOf(catalogue);
  const free = items.filter(({ access, seasons }) => access === 'free' && !seasons);
  const hidden = createAvailabilityFilter()(catalogue, now).catalogue.report.hidden ?? 0;
  const left = countOf(report.leftOut);
  const found = [
    `${rows.length} rows, ${items.length} items, ${resources.length} resources (${list(resources)})`,
    ...(free.length > 0 ? [`without a resource, so free: ${list(free.map(({ id }) => id))}`] : []),
    ...(left > 0 ? [`left out: ${left} of ${report.entries}`] : []),
    ...report.leftOut.map((remark) => say(lost[remark.reason], remark)),
    ...(hidden > 0 ? [`not valid at this time: ${hidden} of ${items.length}`] : []),
    ...report.noted.map((remark) => say(noted[remark.reason], remark)),
  ].join('; ');
  const advice = adviceOn(catalogue, hidden);
  return advice === '' ? well(found) : wrong(found, advice);
}

function adviceOn({ rows, report }: Catalogue, hidden: number): string {
  const reasons = [...report.leftOut, ...report.noted].map(({ reason }) => reason);
  if (reasons.includes('noResource')) {
    return 'Give each a couchpass.resource: the id that was agreed with the providers.';
  }
  if (reasons.includes('noVideo')) {
    return 'Give each content.videos with an address (HLS, DASH, MP4, WEBM), or a couchpass.resource.';
  }
  if (report.leftOut.length > 0) return 'Mend what is named, or take it out of the feed.';
  if (rows.length === 0) return 'Nothing can be shown: the feed has no titles.';
  return hidden >= report.entries ? 'Nothing can be shown: no title is valid today.' : '';
}

function say(what: string, { count, examples }: FeedIssue): string {
  const more = count - examples.length;
  return `${what}: ${examples.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

function list(names: readonly string[]): string {
  const more = names.length - mostNames;
  return names.slice(0, mostNames).join(', ') + (more > 0 ? `, and ${more} more` : '');
}
