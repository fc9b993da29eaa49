import type { LeftOut } from '../traffic.ts';
import { decodeFile, MOST_BYTES } from './decode.ts';
import { type Entry, readEntry } from './entry.ts';
import { HarError } from './HarError.ts';
import { scanHar } from './scan.ts';

/** The requests of a HAR file, as far as it can be read. */
export interface HarFile {
  readonly entries: readonly Entry[];
  readonly leftOut: readonly LeftOut[];
  /** Why the first entry was left out; '' when none was. */
  readonly firstLeftOut: string;
  readonly remarks: readonly string[];
}

/** @throws HarError when nothing can be read */
export function readHarFile(file: string | Uint8Array): HarFile {
  const text = (typeof file === 'string' ? file : decodeFile(file)).replace(/^\ufeff/, '');
  if (text.length > MOST_BYTES) throw new HarError('the file is larger than 500 MB');
  const { entries: found, remarks } = entriesOf(text);
  const entries: Entry[] = [];
  const reasons = new Map<string, number>();
  let firstLeftOut = '';
  for (const [i, one] of found.entries()) {
    const entry = readEntry(one);
    if (!('reason' in entry)) {
      entries.push(entry);
      continue;
    }
    firstLeftOut ||= `entry ${i + 1} is ${entry.reason}`;
    reasons.set(entry.reason, (reasons.get(entry.reason) ?? 0) + 1);
  }
  const leftOut = [...reasons].map(([reason, count]) => ({ reason, count }));
  return { entries, leftOut, firstLeftOut, remarks };
}

interface Found {
  readonly entries: readonly unknown[];
  readonly remarks: readonly string[];
}

function entriesOf(text: string): Found {
  let har: unknown;
  try {
    har = JSON.parse(text);
  } catch {
    return savedFrom(text);
  }
  const entries = (har as { log?: { entries?: unknown } } | null)?.log?.entries;
  if (!Array.isArray(entries))
    throw new HarError('the file is JSON but no HAR file: it has no list log.entries');
  return { entries, remarks: [] };
}

/** Reads the entries before the place where the file stops being valid JSON. */
function savedFrom(text: string): Found {
  const { entries, hasEntries, line, column, isCut } = scanHar(text);
  const place = `line ${line}, column ${column}`;
  if (entries.length === 0)
    throw new HarError(
      hasEntries
        ? `the file is not JSON from ${place} on, which is in its first entry`
        : `the file is not JSON (${place}); a HAR file is`,
    );
  const what = isCut ? 'The file ends too early' : 'The file is not JSON from there on';
  const read =
    entries.length === 1 ? 'the entry before that place was' : 'entries before that place were';
  return {
    entries: entries.map((entry): unknown => JSON.parse(entry)),
    remarks: [
      `${what} (${place}): ${entries.length === 1 ? read : `the ${entries.length} ${read}`} read.`,
    ],
  };
}
